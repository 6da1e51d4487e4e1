package io.servergroup.simulator.aws.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.CallPath;
import io.servergroup.simulator.aws.lambda.LambdaService;
import io.servergroup.simulator.aws.lambda.LambdaTiming;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

class EventBusTest {
  private static final String LAUNCH = "EC2 Instance-launch Lifecycle Action";
  private static final String PATTERN =
      """
      {"source": ["aws.autoscaling"], "detail-type": ["EC2 Instance-launch Lifecycle Action"],
       "detail": {"LifecycleHookName": [{"prefix": "server-group-"}]}}
      """;

  private final Simulation simulation = new Simulation(3);
  private final EventBus bus = new EventBus(simulation, "eu-west-1", "123456789012");
  private final List<BusEvent> received = new ArrayList<>();
  private final EventTarget target = EventTarget.of(received::add);

  @Test
  void anEventReachesTheRulesItMatchesInItsFullEnvelope() {
    bus.addRule("launching", PATTERN, target);
    launch("other-hook", "i-1");
    launch("server-group-launch", "i-2");
    drain();
    assertEquals(1, received.size());
    BusEvent event = received.getFirst();
    assertEquals(
        "{\"version\":\"0\",\"id\":\""
            + event.id()
            + "\",\"detail-type\":\"EC2 Instance-launch Lifecycle Action\","
            + "\"source\":\"aws.autoscaling\",\"account\":\"123456789012\","
            + "\"time\":\"2026-01-05T09:00:00Z\",\"region\":\"eu-west-1\","
            + "\"resources\":[\"arn:group\"],\"detail\":{\"EC2InstanceId\":\"i-2\","
            + "\"LifecycleHookName\":\"server-group-launch\"}}",
        event.json());
  }

  @Test
  void deliveriesMayBeLostDoubledLateAndOvertaken() {
    bus.addRule("launching", PATTERN, target);
    List<DeliveryFault> faults =
        new ArrayList<>(
            List.of(
                new DeliveryFault.Overtaken(Duration.ofHours(1)),
                new DeliveryFault.Lost(),
                new DeliveryFault.Duplicated(Duration.ofSeconds(30)),
                new DeliveryFault.Late(Duration.ofMinutes(10))));
    bus.setFaults((rule, event) -> faults.removeFirst());
    for (int i = 1; i <= 4; i++) {
      launch("server-group-launch", "i-" + i);
    }
    drain();
    assertEquals(List.of("i-3", "i-1", "i-3", "i-4"), instances());
    assertTrue(simulation.now().isAfter(Simulation.START.plus(Duration.ofMinutes(10))));
  }

  @Test
  void anEventThatNothingOvertakesArrivesWhenItsTimeIsUp() {
    bus.addRule("launching", PATTERN, target);
    bus.setFaults((rule, event) -> new DeliveryFault.Overtaken(Duration.ofMinutes(5)));
    launch("server-group-launch", "i-1");
    drain();
    assertEquals(List.of("i-1"), instances());
  }

  @Test
  void anUnavailableTargetIsTriedAgainAndAGoneOneIsNot() {
    Instant up = simulation.now().plus(Duration.ofHours(2));
    bus.addRule(
        "launching",
        PATTERN,
        event ->
            simulation.now().isBefore(up) ? EventTarget.Answer.UNAVAILABLE : target.accept(event));
    LambdaService empty =
        new LambdaService(simulation, "eu-west-1", "123456789012", LambdaTiming.typical());
    bus.addRule("gone", PATTERN, EventTarget.function(empty, "deleted"));
    bus.addRule("down", PATTERN, event -> EventTarget.Answer.UNAVAILABLE);
    launch("server-group-launch", "i-1");
    drain();
    assertEquals(List.of("i-1"), instances());
    assertEquals(List.of("gone", "down"), bus.undelivered().stream().map(u -> u.rule()).toList());
    assertEquals(1, bus.undelivered().getFirst().attempts());
    Duration tried = Duration.between(Simulation.START, bus.undelivered().getLast().time());
    assertTrue(
        tried.compareTo(Duration.ofHours(22)) > 0 && tried.compareTo(Duration.ofHours(25)) < 0,
        tried::toString);
  }

  @Test
  void aScheduleFiresAtItsRateUntilStopped() {
    Schedule schedule = bus.addSchedule("sweep", Duration.ofMinutes(5), target);
    simulation.queue().runUntil(simulation.now().plus(Duration.ofHours(1)));
    assertTrue(received.size() >= 11 && received.size() <= 13, () -> "" + received.size());
    assertTrue(
        received
            .getFirst()
            .json()
            .endsWith(
                "\"resources\":[\"arn:aws:events:eu-west-1:123456789012:rule/sweep\"],"
                    + "\"detail\":{}}"));
    schedule.stop();
    received.clear();
    drain();
    assertTrue(received.size() <= 1, "at most one delivery was under way");
  }

  @Test
  void aDisabledRuleMissesItsEvents() {
    bus.addRule("launching", PATTERN, target);
    bus.setEnabled("launching", false);
    launch("server-group-launch", "i-1");
    bus.setEnabled("launching", true);
    launch("server-group-launch", "i-2");
    drain();
    assertEquals(List.of("i-2"), instances());
  }

  @Test
  void aPatternEventBridgeWouldRefuseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> bus.addRule("bad", "{\"source\": \"x\"}"));
    assertThrows(
        IllegalArgumentException.class,
        () -> bus.addRule("long", "{\"source\": [\"" + "x".repeat(2100) + "\"]}"));
  }

  @Test
  void putEventsAnswersPerEntry() {
    bus.addRule("mine", "{\"source\": [\"my.app\"]}", target);
    SimulatedEventBridgeClient client =
        new SimulatedEventBridgeClient(new CallPath(simulation, Duration.ZERO, Duration.ZERO), bus);
    var response =
        client.putEvents(
            request ->
                request.entries(
                    entry("my.app", "{\"a\":1}"),
                    entry("aws.autoscaling", "{}"),
                    entry("my.app", "[1]")));
    assertEquals(2, response.failedEntryCount());
    assertEquals("NotAuthorizedForSourceException", response.entries().get(1).errorCode());
    assertEquals("MalformedDetail", response.entries().get(2).errorCode());
    drain();
    assertEquals(response.entries().getFirst().eventId(), received.getFirst().id());
  }

  @Test
  void anEventForABusThatDoesNotExistIsAcceptedAndHeardByNobody() {
    bus.addRule("mine", "{\"source\": [\"my.app\"]}", target);
    SimulatedEventBridgeClient client =
        new SimulatedEventBridgeClient(new CallPath(simulation, Duration.ZERO, Duration.ZERO), bus);
    String arn = "arn:aws:events:eu-west-1:123456789012:event-bus/";

    for (String name : List.of("default", arn + "default", "other", arn + "other")) {
      var response =
          client.putEvents(
              r -> r.entries(entry("my.app", "{}").toBuilder().eventBusName(name).build()));
      assertEquals(0, response.failedEntryCount());
    }

    drain();
    assertEquals(2, received.size());
  }

  private static PutEventsRequestEntry entry(String source, String detail) {
    return PutEventsRequestEntry.builder()
        .source(source)
        .detailType("Something")
        .detail(detail)
        .build();
  }

  private void launch(String hook, String instance) {
    bus.emit(
        "aws.autoscaling",
        LAUNCH,
        List.of("arn:group"),
        Map.of("LifecycleHookName", hook, "EC2InstanceId", instance));
  }

  private List<String> instances() {
    return received.stream()
        .map(event -> event.json().replaceAll(".*\"EC2InstanceId\":\"([^\"]+)\".*", "$1"))
        .toList();
  }

  private void drain() {
    while (simulation.queue().runNext()) {
      // every event there is
    }
  }
}
