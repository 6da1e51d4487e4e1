package io.servergroup.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.endpoint.wire.SdkClients;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/** Somebody rolls a simulated cluster with the SDK's clients, over HTTP. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RolloutOverHttpTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
  private static final double FAST = 600;

  private final List<Throwable> defects = new CopyOnWriteArrayList<>();
  private final List<SimulatedEndpoint.Served> served = new CopyOnWriteArrayList<>();

  private SimulatedEndpoint endpoint(int servers, double pace, int port) throws Exception {
    return new SimulatedEndpoint(
        new RehearsalOptions(servers, "1", 5, LoadBalancerKind.BOTH, OptionalInt.empty()),
        BEGIN,
        pace,
        port,
        new SimulatedEndpoint.Listeners(served::add, defects::add));
  }

  @Test
  void aRolloutStartedOverHttpReplacesEveryServerWhileOthersLook() throws Exception {
    try (SimulatedEndpoint endpoint = endpoint(3, FAST, 0);
        SdkHttpClient http = ApacheHttpClient.create()) {
      SdkClients clients = new SdkClients(http, endpoint.address());
      SfnClient states = clients.client(SfnClient.builder());
      AutoScalingClient groups = clients.client(AutoScalingClient.builder());
      List<String> before = instances(groups);
      assertEquals(3, before.size());

      String execution =
          states
              .startExecution(
                  request ->
                      request
                          .stateMachineArn(endpoint.facts().stateMachine())
                          .input("{\"serverGroup\": \"confluent-tools\"}"))
              .executionArn();
      assertEquals(ExecutionStatus.RUNNING, status(states, execution));
      int leastInService = 3;
      while (status(states, execution) == ExecutionStatus.RUNNING) {
        leastInService = Math.min(leastInService, inService(groups));
        Thread.sleep(20);
      }

      assertEquals(ExecutionStatus.SUCCEEDED, status(states, execution));
      assertEquals(2, leastInService, "one server at a time");
      List<String> after = instances(groups);
      assertEquals(3, after.size());
      assertTrue(after.stream().noneMatch(before::contains), () -> before + " " + after);
      assertEquals(
          HistoryEventType.EXECUTION_SUCCEEDED,
          states
              .getExecutionHistory(
                  request -> request.executionArn(execution).reverseOrder(true).maxResults(1))
              .events()
              .getFirst()
              .type());
      everyNameLeadsToAnInterfaceInUse(clients, endpoint);
      assertEquals(List.of(), defects);
      assertEquals(Optional.empty(), endpoint.defect());
      assertTrue(
          served.stream().allMatch(request -> request.status() == 200), () -> served.toString());
    }
  }

  private static void everyNameLeadsToAnInterfaceInUse(
      SdkClients clients, SimulatedEndpoint endpoint) {
    List<String> addresses =
        clients
            .client(Route53Client.builder())
            .listResourceRecordSets(request -> request.hostedZoneId(endpoint.facts().hostedZone()))
            .resourceRecordSets()
            .stream()
            .map(record -> record.resourceRecords().getFirst().value())
            .sorted()
            .toList();
    List<String> inUse =
        clients
            .client(Ec2Client.builder())
            .describeNetworkInterfaces(
                request ->
                    request.filters(
                        Filter.builder()
                            .name("tag:ServerGroupName")
                            .values("confluent-tools")
                            .build()))
            .networkInterfaces()
            .stream()
            .filter(eni -> eni.status() == NetworkInterfaceStatus.IN_USE)
            .map(eni -> eni.privateIpAddress())
            .sorted()
            .toList();
    assertEquals(3, inUse.size());
    assertEquals(inUse, addresses);
  }

  @Test
  void everyAnswerTellsTheVirtualTime() throws Exception {
    try (SimulatedEndpoint endpoint = endpoint(1, FAST, 0);
        HttpClient client = HttpClient.newHttpClient()) {
      Instant first = told(client, endpoint);
      assertFalse(first.isBefore(BEGIN));
      Thread.sleep(500);
      Instant second = told(client, endpoint);
      assertTrue(
          Duration.between(first, second).compareTo(Duration.ofSeconds(10)) > 0,
          () -> first + " and half a real second later " + second);
    }
  }

  @Test
  void whoAsksForHeadersAloneGetsNoBodyAndNobodyIsWarned() throws Exception {
    List<String> warned = new CopyOnWriteArrayList<>();
    Logger log = Logger.getLogger("com.sun.net.httpserver");
    Handler listener =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            warned.add(entry.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    log.addHandler(listener);
    try (SimulatedEndpoint endpoint = endpoint(1, FAST, 0);
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest head = HttpRequest.newBuilder(endpoint.address()).HEAD().build();

      HttpResponse<String> answer = client.send(head, HttpResponse.BodyHandlers.ofString());

      assertEquals("", answer.body());
      assertTrue(answer.statusCode() >= 400, answer::toString);
      assertEquals(List.of(), warned);
    } finally {
      log.removeHandler(listener);
    }
  }

  private static Instant told(HttpClient client, SimulatedEndpoint endpoint) throws Exception {
    HttpRequest question =
        HttpRequest.newBuilder(
                endpoint.address().resolve("/?Action=DescribeInstances&Version=2016-11-15"))
            .build();
    return Instant.parse(
        client
            .send(question, HttpResponse.BodyHandlers.ofString())
            .headers()
            .firstValue(SimulatedEndpoint.TIME_HEADER)
            .orElseThrow());
  }

  @Test
  void onlyThisMachineCanReachIt() throws Exception {
    try (SimulatedEndpoint endpoint = endpoint(1, 1, 0)) {
      int port = endpoint.address().getPort();
      for (InetAddress other : othersOfThisMachine()) {
        try (Socket socket = new Socket()) {
          assertThrows(
              IOException.class,
              () -> socket.connect(new InetSocketAddress(other, port), 2_000),
              other::toString);
        }
      }
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        assertTrue(socket.isConnected());
      }
    }
  }

  private static List<InetAddress> othersOfThisMachine() throws Exception {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress())
        .collect(Collectors.toList());
  }

  @Test
  void aPortThatIsTakenIsRefused() throws Exception {
    try (SimulatedEndpoint first = endpoint(1, 1, 0)) {
      int port = first.address().getPort();
      assertThrows(BindException.class, () -> endpoint(1, 1, port).close());
      assertEquals(URI.create("http://127.0.0.1:" + port), first.address());
    }
  }

  private static ExecutionStatus status(SfnClient states, String execution) {
    return states.describeExecution(request -> request.executionArn(execution)).status();
  }

  private static List<String> instances(AutoScalingClient groups) {
    return groups.describeAutoScalingGroups().autoScalingGroups().stream()
        .map(AutoScalingGroup::instances)
        .flatMap(List::stream)
        .map(Instance::instanceId)
        .toList();
  }

  private static int inService(AutoScalingClient groups) {
    return (int)
        groups.describeAutoScalingInstances().autoScalingInstances().stream()
            .filter(instance -> instance.lifecycleState().equals("InService"))
            .count();
  }
}
