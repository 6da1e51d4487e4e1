package io.servergroup.simulator.aws.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** What holds for every request and response of every service on the class path. */
class EveryShapeTest {
  /** EC2 has 700 operations, and loading their classes takes most of a minute: what is near us. */
  private static final Pattern USED_OF_EC2 =
      Pattern.compile(
          "\\w+(Instances|NetworkInterfaces?|Volumes?|Address|Addresses|Tags|Subnets|Images"
              + "|LaunchTemplates?|LaunchTemplateVersions?|AvailabilityZones)(Attribute)?");

  static List<Class<?>> clients() {
    return ModelShapes.CLIENTS;
  }

  @ParameterizedTest
  @MethodSource("clients")
  void everyRequestAndResponseSurvivesTheWayToJsonAndBack(Class<?> client) {
    checkRoundTrips(client, Notation.SDK_INTEGRATION);
  }

  /** The clients of services that speak JSON. */
  static List<Class<?>> jsonClients() {
    return List.of(DynamoDbClient.class, EventBridgeClient.class, SfnClient.class);
  }

  @ParameterizedTest
  @MethodSource("jsonClients")
  void everyMessageOfAServiceInJsonSurvivesItsOwnProtocol(Class<?> client) {
    checkRoundTrips(client, Notation.WIRE);
  }

  private static void checkRoundTrips(Class<?> client, Notation notation) {
    for (Class<?> type : messages(client).toList()) {
      SdkPojo model = ModelShapes.filled(ModelShapes.builder(type), 2);
      Map<String, Object> json = ModelToJson.of(model, notation);
      Object again = JsonToModel.build(ModelShapes.builder(type), json, notation);
      assertEquals(model, again, type.getName());
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void membersAreNamedLikeTheAccessorsOfTheSdk(Class<?> client) {
    List<String> wrong = new ArrayList<>();
    Set<Class<?>> seen = new HashSet<>();
    messages(client).forEach(type -> checkNames(ModelShapes.builder(type), seen, wrong));
    assertEquals(List.of(), wrong);
    assertTrue(seen.size() > 10, "only " + seen.size() + " shapes");
  }

  @Test
  void everyOperationOfAClientIsFoundByItsName() {
    SdkService ec2 =
        SdkService.of(
            Ec2Client.class,
            new Ec2Client() {
              @Override
              public String serviceName() {
                return "ec2";
              }

              @Override
              public void close() {}
            });
    assertTrue(ec2.operations().contains("attachNetworkInterface"));
    assertTrue(ec2.operations().stream().noneMatch(name -> name.endsWith("Paginator")));
    assertEquals("Ec2", ec2.name());
  }

  private static void checkNames(SdkPojo builder, Set<Class<?>> seen, List<String> wrong) {
    if (!seen.add(builder.getClass())) {
      return;
    }
    for (SdkField<?> field : builder.sdkFields()) {
      String name = Notation.SDK_INTEGRATION.memberName(field);
      // The one member named like a reserved word of Java has another accessor.
      String accessor =
          name.equals("Return")
              ? "returnValue"
              : Character.toLowerCase(name.charAt(0)) + name.substring(1);
      if (Arrays.stream(builder.getClass().getMethods())
          .noneMatch(method -> method.getName().equals(accessor))) {
        wrong.add(builder.getClass().getName() + " has no " + accessor);
      }
      checkBelow(field, seen, wrong);
    }
  }

  private static void checkBelow(SdkField<?> field, Set<Class<?>> seen, List<String> wrong) {
    switch (field.marshallingType().getKnownType()) {
      case SDK_POJO -> checkNames(field.constructor().get(), seen, wrong);
      case LIST ->
          checkBelow(field.getRequiredTrait(ListTrait.class).memberFieldInfo(), seen, wrong);
      case MAP -> checkBelow(field.getRequiredTrait(MapTrait.class).valueFieldInfo(), seen, wrong);
      default -> {
        // A scalar has no members.
      }
    }
  }

  /** The request and response classes of a client's operations; see {@link #USED_OF_EC2}. */
  private static Stream<Class<?>> messages(Class<?> client) {
    return Arrays.stream(client.getMethods())
        .filter(EveryShapeTest::isOperation)
        .filter(
            method -> client != Ec2Client.class || USED_OF_EC2.matcher(method.getName()).matches())
        .<Class<?>>flatMap(
            method -> Stream.of(method.getParameterTypes()[0], method.getReturnType()));
  }

  private static boolean isOperation(Method method) {
    return method.getParameterCount() == 1
        && SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0])
        && SdkResponse.class.isAssignableFrom(method.getReturnType());
  }
}
