package io.servergroup.simulator.aws.events;

import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings events to targets, asynchronously and with faults. An unavailable target is tried again
 * with growing pauses, for 24 hours and at most 185 times.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html">How
 *     EventBridge retries delivering events</a>
 */
final class Deliveries {
  private static final int RETRIES = 185;
  private static final Duration MAXIMUM_AGE = Duration.ofHours(24);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(10);
  private static final Duration FASTEST = Duration.ofMillis(50);
  private static final Duration SLOWEST = Duration.ofMillis(1500);

  private final Simulation simulation;
  private final RandomStream random;
  private final List<UndeliveredEvent> undelivered = new ArrayList<>();
  private DeliveryFaults faults = DeliveryFaults.NONE;

  Deliveries(Simulation simulation, RandomStream random) {
    this.simulation = simulation;
    this.random = random;
  }

  void setFaults(DeliveryFaults faults) {
    this.faults = faults;
  }

  List<UndeliveredEvent> undelivered() {
    return List.copyOf(undelivered);
  }

  void send(Rule rule, BusEvent event) {
    Duration usual = random.between(FASTEST, SLOWEST);
    switch (faults.next(rule.name(), event)) {
      case DeliveryFault.None none -> arrive(rule, event, usual);
      case DeliveryFault.Lost lost -> trace(rule, event, "lost");
      case DeliveryFault.Duplicated(Duration later) -> {
        trace(rule, event, "duplicated");
        arrive(rule, event, usual);
        arrive(rule, event, usual.plus(later));
      }
      case DeliveryFault.Late(Duration extra) -> {
        trace(rule, event, "late by " + extra);
        arrive(rule, event, usual.plus(extra));
      }
      case DeliveryFault.Overtaken(Duration atMost) -> {
        trace(rule, event, "held back");
        rule.holdBack(event);
        simulation
            .queue()
            .after(
                usual.plus(atMost),
                "let go " + rule.name(),
                () -> {
                  if (rule.letGo(event)) {
                    hand(rule, event);
                  }
                });
      }
    }
  }

  private void arrive(Rule rule, BusEvent event, Duration delay) {
    simulation
        .queue()
        .after(
            delay,
            "deliver " + event.detailType() + " to " + rule.name(),
            () -> {
              hand(rule, event);
              rule.letAllGo().forEach(held -> hand(rule, held));
            });
  }

  private void hand(Rule rule, BusEvent event) {
    trace(rule, event, "delivered");
    for (EventTarget target : rule.targets()) {
      attempt(rule, event, target, simulation.now(), 1);
    }
  }

  private void attempt(
      Rule rule, BusEvent event, EventTarget target, Instant firstTry, int attempt) {
    switch (target.accept(event)) {
      case ACCEPTED -> {}
      case REFUSED -> giveUp(rule, event, attempt);
      case UNAVAILABLE -> {
        Duration pause = backoff(attempt);
        boolean tooOld = simulation.now().plus(pause).isAfter(firstTry.plus(MAXIMUM_AGE));
        if (tooOld || attempt > RETRIES) {
          giveUp(rule, event, attempt);
        } else {
          simulation
              .queue()
              .after(
                  pause,
                  "deliver again to " + rule.name(),
                  () -> attempt(rule, event, target, firstTry, attempt + 1));
        }
      }
    }
  }

  private void giveUp(Rule rule, BusEvent event, int attempts) {
    trace(rule, event, "given up after " + attempts + " attempts");
    undelivered.add(new UndeliveredEvent(simulation.now(), rule.name(), event, attempts));
  }

  private Duration backoff(int attempt) {
    Duration doubled = Duration.ofSeconds(1L << Math.min(attempt, 10));
    Duration base = doubled.compareTo(LONGEST_BACKOFF) < 0 ? doubled : LONGEST_BACKOFF;
    return random.between(base.dividedBy(2), base);
  }

  private void trace(Rule rule, BusEvent event, String what) {
    simulation
        .trace()
        .add("events", rule.name(), event.detailType() + " " + event.id() + " " + what);
  }
}
