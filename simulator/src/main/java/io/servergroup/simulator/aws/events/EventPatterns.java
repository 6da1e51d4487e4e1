package io.servergroup.simulator.aws.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.event.ruler.GenericMachine;

/** The patterns of the rules of a bus; never changes. */
final class EventPatterns {
  static final EventPatterns NONE = new EventPatterns(Map.of());

  /**
   * Compiling patterns takes longer than matching dozens of events, and every run has the same few
   * rules. A machine to which no rule is added any more can match for several runs at once.
   */
  private static final Map<Map<String, String>, EventPatterns> COMPILED = new ConcurrentHashMap<>();

  private final Map<String, String> byRule;
  private final GenericMachine<String> machine = GenericMachine.<String>builder().build();

  private EventPatterns(Map<String, String> byRule) {
    this.byRule = byRule;
    byRule.forEach(this::compile);
  }

  /**
   * These patterns and one more.
   *
   * @throws IllegalArgumentException when the pattern is invalid
   */
  EventPatterns with(String rule, String pattern) {
    Map<String, String> more = new HashMap<>(byRule);
    more.put(rule, pattern);
    return COMPILED.computeIfAbsent(Map.copyOf(more), EventPatterns::new);
  }

  /** The names of the rules whose patterns match an event. */
  List<String> matching(JsonNode event) {
    return machine.rulesForJSONEvent(event);
  }

  private void compile(String rule, String pattern) {
    try {
      machine.addRule(rule, pattern);
    } catch (IOException e) {
      throw new IllegalArgumentException("rule " + rule + ": invalid pattern " + pattern, e);
    }
  }
}
