package io.servergroup.endpoint.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.endpoint.wire.SdkClients.Named;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.route53.Route53Client;

/** What the SDK's clients send and read, of every operation of every service. */
class EveryOperationTest {
  /** EC2 has 700 operations, and loading their classes takes most of a minute: what is near us. */
  private static final Pattern USED_OF_EC2 =
      Pattern.compile(
          "\\w+(Instances|InstanceStatus|NetworkInterfaces?|Volumes?|Address|Addresses|Tags|Subnets"
              + "|LaunchTemplates?|LaunchTemplateVersions?|AvailabilityZones)(Attribute)?");

  private static final EchoAccount ACCOUNT = new EchoAccount();
  private static final List<Throwable> DEFECTS = new ArrayList<>();

  static List<Named> clients() {
    WireApi api = new WireApi(ACCOUNT, AtOnce.TURN, () -> "id", DEFECTS::add);
    return new SdkClients(
            new InProcessHttp(request -> api.exchange(request).answer()),
            URI.create("http://127.0.0.1:1"))
        .all();
  }

  @ParameterizedTest
  @MethodSource("clients")
  void requestsArriveAsTheyWereSentAndResponsesToo(Named client) {
    List<Method> operations = operations(client).toList();
    List<String> wrong = new ArrayList<>();
    for (Method operation : operations) {
      SdkPojo request = FilledModels.filled(operation.getParameterTypes()[0]);
      ACCOUNT.asked().clear();
      try {
        SdkPojo response = (SdkPojo) operation.invoke(client.client(), request);
        check(wrong, operation, request, ACCOUNT.asked().getFirst());
        check(wrong, operation, FilledModels.filled(operation.getReturnType()), response);
      } catch (InvocationTargetException | IllegalAccessException e) {
        wrong.add(operation.getName() + " failed: " + e.getCause());
      }
    }
    assertEquals("", String.join("\n", wrong));
    assertTrue(operations.size() >= 5, operations::toString);
    assertEquals(List.of(), DEFECTS);
  }

  private static void check(List<String> wrong, Method operation, SdkPojo sent, SdkPojo arrived) {
    if (!sent.equalsBySdkFields(arrived)) {
      wrong.add("%s:\n  sent    %s\n  arrived %s".formatted(operation.getName(), sent, arrived));
    }
  }

  private static Stream<Method> operations(Named client) {
    return Arrays.stream(client.type().getMethods())
        .filter(method -> method.getParameterCount() == 1)
        .filter(method -> SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0]))
        .filter(method -> SdkResponse.class.isAssignableFrom(method.getReturnType()))
        .filter(method -> isServed(client.type(), method.getName()));
  }

  private static boolean isServed(Class<?> client, String operation) {
    if (client == Ec2Client.class) {
      return USED_OF_EC2.matcher(operation).matches();
    }
    return client != Route53Client.class
        || Route53.ROUTES.stream().anyMatch(route -> route.operation().equalsIgnoreCase(operation));
  }
}
