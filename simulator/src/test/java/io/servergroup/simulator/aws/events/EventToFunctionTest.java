package io.servergroup.simulator.aws.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.servergroup.simulator.api.CallPath;
import io.servergroup.simulator.aws.lambda.FunctionDefinition;
import io.servergroup.simulator.aws.lambda.InvocationFault;
import io.servergroup.simulator.aws.lambda.LambdaService;
import io.servergroup.simulator.aws.lambda.LambdaTiming;
import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The way of an event from the bus through Lambda's queue into a handler, with faults on it. */
class EventToFunctionTest {

  /** Counts, for each instance, how often an event about it took effect. */
  static final class Counter implements RequestHandler<ScheduledEvent, Void> {
    private final CallPath path;
    private final Map<Object, Integer> effects;

    Counter(CallPath path, Map<Object, Integer> effects) {
      this.path = path;
      this.effects = effects;
    }

    @Override
    public Void handleRequest(ScheduledEvent event, Context context) {
      Object instance = event.getDetail().get("EC2InstanceId");
      return path.call(
          "ec2",
          "AttachNetworkInterface",
          instance,
          () -> {
            effects.merge(instance, 1, Integer::sum);
            return null;
          });
    }
  }

  private record Run(Map<Object, Integer> effects, String hash, int undelivered) {}

  @Test
  void aDuplicatedDeliveryAndARetriedInvocationTakeEffectTwiceAndALostEventNever() {
    assertEquals(Map.of("i-0", 2, "i-1", 2, "i-2", 1), story(1, false).effects());
  }

  @Test
  void theSameSeedGivesTheSameRunAndAnotherSeedAnother() {
    Run first = story(42, true);
    assertEquals(first, story(42, true));
    assertNotEquals(first.hash(), story(43, true).hash());
  }

  /** Four launches; scripted faults, among them the first response lost, or drawn ones. */
  private static Run story(long seed, boolean drawn) {
    Simulation simulation = new Simulation(seed);
    CallPath path = new CallPath(simulation, Duration.ofMillis(10), Duration.ofMillis(90));
    LambdaService lambda =
        new LambdaService(simulation, "eu-west-1", "123456789012", LambdaTiming.typical());
    EventBus bus = new EventBus(simulation, "eu-west-1", "123456789012");
    Map<Object, Integer> effects = new TreeMap<>();
    lambda.register(
        FunctionDefinition.of(
            "reconcile", () -> new Counter(path, effects), Duration.ofSeconds(30)));
    bus.addRule(
        "launching",
        "{\"source\": [\"aws.autoscaling\"]}",
        EventTarget.function(lambda, "reconcile"));
    RandomStream random = simulation.stream("faults");
    bus.setFaults((rule, event) -> drawn ? drawnFault(random) : scriptedFault(event));
    List<InvocationFault> lost =
        new ArrayList<>(drawn ? List.of() : List.of(new InvocationFault.ResponseLost()));
    lambda.setFaults(
        (function, asynchronous) ->
            lost.isEmpty() ? new InvocationFault.None() : lost.removeFirst());
    for (int i = 0; i < 4; i++) {
      bus.emit(
          "aws.autoscaling",
          "EC2 Instance-launch Lifecycle Action",
          List.of("arn:group"),
          Map.of("EC2InstanceId", "i-" + i));
      simulation.queue().runUntil(simulation.now().plus(Duration.ofSeconds(10)));
    }
    while (simulation.queue().runNext()) {
      // every event there is
    }
    return new Run(effects, simulation.trace().hash(), bus.undelivered().size());
  }

  private static DeliveryFault drawnFault(RandomStream random) {
    return switch (random.nextInt(4)) {
      case 0 -> new DeliveryFault.Lost();
      case 1 -> new DeliveryFault.Duplicated(Duration.ofSeconds(random.nextInt(60)));
      case 2 -> new DeliveryFault.Overtaken(Duration.ofMinutes(1));
      default -> new DeliveryFault.None();
    };
  }

  private static DeliveryFault scriptedFault(BusEvent event) {
    if (event.json().contains("i-0")) {
      return new DeliveryFault.None();
    }
    if (event.json().contains("i-1")) {
      return new DeliveryFault.Duplicated(Duration.ofMinutes(1));
    }
    return event.json().contains("i-2")
        ? new DeliveryFault.Late(Duration.ofMinutes(5))
        : new DeliveryFault.Lost();
  }
}
