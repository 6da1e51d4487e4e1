package io.servergroup.simulator.aws.events;

import io.servergroup.simulator.aws.EventSink;
import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.kernel.Simulation;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The default event bus of the simulated account. */
public final class EventBus implements EventSink {
  private static final int LONGEST_PATTERN = 2048;

  private final Simulation simulation;
  private final String arn;
  private final String ruleArnPrefix;
  private final EventEnvelope envelope;
  private final RandomStream random;
  private final Deliveries deliveries;
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private EventPatterns patterns = EventPatterns.NONE;

  public EventBus(Simulation simulation, String region, String account) {
    this.simulation = simulation;
    this.arn = "arn:aws:events:" + region + ":" + account + ":event-bus/default";
    this.ruleArnPrefix = "arn:aws:events:" + region + ":" + account + ":rule/";
    this.envelope = new EventEnvelope(region, account);
    this.random = simulation.stream("events");
    this.deliveries = new Deliveries(simulation, random);
  }

  /** Sets how long the deliveries to come usually take; each draws its own time between the two. */
  public void setDeliveryTime(Duration fastest, Duration slowest) {
    deliveries.setTime(fastest, slowest);
  }

  /** Sets what goes wrong with the deliveries to come. */
  public void setFaults(DeliveryFaults faults) {
    deliveries.setFaults(faults);
  }

  /**
   * Adds a rule for events.
   *
   * @param pattern an event pattern as JSON, at most 2,048 characters
   * @throws IllegalArgumentException when the pattern is invalid or the name is taken
   */
  public void addRule(String name, String pattern, EventTarget... targets) {
    if (pattern.length() > LONGEST_PATTERN) {
      throw new IllegalArgumentException(
          "rule %s: its pattern has %d characters, EventBridge takes at most %d"
              .formatted(name, pattern.length(), LONGEST_PATTERN));
    }
    EventPatterns more = patterns.with(name, pattern);
    add(new Rule(name, List.of(targets)));
    patterns = more;
  }

  /**
   * Adds a rule with a rate; its first event comes at a drawn point of the first period.
   *
   * @param rate at least a minute
   */
  public Schedule addSchedule(String name, Duration rate, EventTarget... targets) {
    if (rate.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException(
          "rule " + name + ": rate " + rate + " is below EventBridge's least, PT1M");
    }
    Rule rule = new Rule(name, List.of(targets));
    add(rule);
    return new Schedule(
        simulation.queue(), name, rate, random.between(Duration.ZERO, rate), () -> tick(rule));
  }

  /** Enables or disables a rule; events that meet a disabled rule are gone for it. */
  public void setEnabled(String rule, boolean enabled) {
    Rule found = rules.get(rule);
    if (found == null) {
      throw new IllegalArgumentException("no rule " + rule + "; there are " + rules.keySet());
    }
    found.setEnabled(enabled);
    simulation.trace().add("events", rule, enabled ? "enabled" : "disabled");
  }

  @Override
  public void emit(
      String source, String detailType, List<String> resources, Map<String, Object> detail) {
    put(source, detailType, resources, detail);
  }

  /** The events no target took, oldest first. */
  public List<UndeliveredEvent> undelivered() {
    return deliveries.undelivered();
  }

  /**
   * Puts an event on the bus.
   *
   * @return its id
   */
  String put(String source, String detailType, List<String> resources, Map<String, Object> detail) {
    ObjectNode json =
        envelope.write(random.uuid(), simulation.now(), source, detailType, resources, detail);
    BusEvent event = BusEvent.of(json);
    List<String> matching = patterns.matching(json);
    simulation
        .trace()
        .add("events", source, detailType + " " + event.id() + " " + String.join(" ", resources));
    for (Rule rule : rules.values()) {
      if (rule.enabled() && matching.contains(rule.name())) {
        deliveries.send(rule, event);
      }
    }
    return event.id();
  }

  /** Whether a request that names this bus, or none, means the default one. */
  boolean isNamed(String name) {
    return name == null || name.equals("default") || name.equals(arn);
  }

  /**
   * Takes an event for a bus that is not there.
   *
   * @return its id
   */
  String lose(String bus, String detailType) {
    String id = random.uuid();
    simulation.trace().add("events", bus, detailType + " " + id + " for a bus that does not exist");
    return id;
  }

  private void tick(Rule rule) {
    if (rule.enabled()) {
      deliveries.send(
          rule,
          BusEvent.of(
              envelope.write(
                  random.uuid(),
                  simulation.now(),
                  "aws.events",
                  "Scheduled Event",
                  List.of(ruleArnPrefix + rule.name()),
                  Map.of())));
    }
  }

  private void add(Rule rule) {
    if (rules.putIfAbsent(rule.name(), rule) != null) {
      throw new IllegalArgumentException("rule " + rule.name() + " exists; choose another name");
    }
  }
}
