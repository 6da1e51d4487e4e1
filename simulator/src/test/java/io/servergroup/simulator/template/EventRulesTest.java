package io.servergroup.simulator.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.event.ruler.Ruler;

/**
 * Each event wakes the function that it is for, and no other: the patterns of the template, tried
 * by the code that EventBridge uses on the events in {@code events/}.
 */
final class EventRulesTest {
  private static final Path EVENTS = Path.of("..", "events");

  /** Patterns are at most so long, by AWS's quotas for EventBridge. */
  private static final int LONGEST_PATTERN = 2048;

  static Stream<Map<String, Object>> rules() {
    return Stream.of(cluster(), controlPlane());
  }

  private static Map<String, Object> cluster() {
    return rules(Template.of("template.yaml"), Deployments.plain(3), "ClusterName");
  }

  private static Map<String, Object> controlPlane() {
    return rules(Template.of("control-plane.yaml"), Deployments.controlPlane(), "ControlPlaneName");
  }

  /** The patterns of a template's rules for the cluster {@code tools}, by name. */
  private static Map<String, Object> rules(
      Template template, Map<String, String> parameters, String nameParameter) {
    Stack stack = template.deploy(Deployments.with(parameters, nameParameter, "tools"));
    Map<String, Object> rules = new TreeMap<>();
    for (Stack.Resource function : stack.ofType("AWS::Serverless::Function")) {
      Values.mapIn(stack.properties(function.id()), "Events")
          .forEach(
              (name, event) -> {
                Map<String, Object> rule = Values.mapIn(Values.map(event), "Properties");
                if (rule.containsKey("Pattern")) {
                  rules.put(function.id() + " " + name, rule.get("Pattern"));
                }
              });
    }
    return rules;
  }

  /**
   * Whatever is not listed here is not for a rule: people and CloudFormation call functions, and
   * that an instance has been launched tells nothing its hook has not told.
   */
  private static final Map<String, String> WAKES =
      Map.ofEntries(
          Map.entry("launch-lifecycle-action", "Reconcile LifecycleActions"),
          Map.entry("launch-lifecycle-action-from-warm-pool", "Reconcile LifecycleActions"),
          Map.entry("launch-lifecycle-action-warm-pool", "Reconcile LifecycleActions"),
          Map.entry("rollout-stopped", "RolloutEnded Execution"),
          Map.entry("terminate-lifecycle-action", "Reconcile LifecycleActions"),
          Map.entry("terminate-lifecycle-action-in-warm-pool", "Reconcile LifecycleActions"),
          Map.entry("terminate-lifecycle-action-to-warm-pool", "Reconcile LifecycleActions"),
          Map.entry("terminate-successful", "Reconcile Results"),
          Map.entry("terminate-unsuccessful", "Reconcile Results"));

  @ParameterizedTest
  @MethodSource("rules")
  void everyEventOfTheFolderWakesWhomItIsFor(Map<String, Object> rules) throws IOException {
    Map<String, String> woken = new TreeMap<>();
    try (Stream<Path> files = Files.list(EVENTS)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replace(".json", "");
        Set<String> found = woken(rules, event(name));
        if (!found.isEmpty()) {
          woken.put(name, String.join(", ", found));
        }
      }
    }
    assertEquals(new TreeMap<>(WAKES), woken);
  }

  /** Events that look alike and are somebody else's. */
  @ParameterizedTest
  @CsvSource({
    "launch-lifecycle-action, server-group-launch, somebodys-hook",
    "terminate-lifecycle-action, server-group-terminate, somebodys-hook",
    "launch-lifecycle-action, aws.autoscaling, somebody",
    "terminate-successful, aws.autoscaling, somebody",
    "terminate-successful, EC2 Instance Terminate Successful, EC2 Instance Launch Successful",
    "rollout-stopped, stateMachine:tools-rolling-deploy, stateMachine:other-rolling-deploy",
    "rollout-stopped, stateMachine:tools-rolling-deploy, stateMachine:tools-replace-batch",
    "rollout-stopped, ABORTED, SUCCEEDED",
    "rollout-stopped, ABORTED, RUNNING",
    "rollout-stopped, aws.states, somebody",
  })
  void anEventThatIsNotOursWakesNobody(String file, String ours, String theirs) throws IOException {
    for (Map<String, Object> rules : rules().toList()) {
      assertTrue(!woken(rules, event(file)).isEmpty(), file);
      assertEquals(Set.of(), woken(rules, event(file).replace(ours, theirs)), rules::toString);
    }
  }

  /** The cluster knows its groups by their names; the control plane alone, by their tags. */
  @ParameterizedTest
  @CsvSource({
    "launch-lifecycle-action, tools-server-1, tool-server-1",
    "terminate-successful, tools-server-1, toolshed-1",
    "terminate-unsuccessful, tools-server-1, other-tools-1",
  })
  void theGroupsOfAnotherClusterWakeOnlyAControlPlaneForAll(String file, String ours, String theirs)
      throws IOException {
    String event = event(file).replace(ours, theirs);

    assertEquals(Set.of(), woken(cluster(), event));
    assertEquals(1, woken(controlPlane(), event).size());
  }

  /** How the execution that a deploy of the stack waits for may end without having answered. */
  @ParameterizedTest
  @CsvSource({"ABORTED", "FAILED", "TIMED_OUT"})
  void aDeployThatEndedWithoutAnAnswerIsAnsweredFor(String status) throws IOException {
    String event =
        event("rollout-stopped")
            .replace("tools-rolling-deploy", "tools-deploy-stack")
            .replace("ABORTED", status);

    assertEquals(Set.of("AnswerStack Execution"), woken(cluster(), event));
  }

  @Test
  void noPatternIsLongerThanEventBridgeTakes() {
    rules()
        .forEach(
            rules ->
                rules.forEach(
                    (name, pattern) ->
                        assertTrue(json(pattern).length() <= LONGEST_PATTERN, name)));
  }

  private static Set<String> woken(Map<String, Object> rules, String event) {
    Set<String> woken = new TreeSet<>();
    rules.forEach(
        (name, pattern) -> {
          if (matches(event, json(pattern))) {
            woken.add(name);
          }
        });
    return woken;
  }

  private static boolean matches(String event, String pattern) {
    try {
      return Ruler.matchesRule(event, pattern);
    } catch (Exception e) {
      throw new IllegalArgumentException(pattern + " is no pattern, or " + event + " no event", e);
    }
  }

  /** An event as it comes in the account of the tests. */
  private static String event(String name) throws IOException {
    return Files.readString(EVENTS.resolve(name + ".json"))
        .replace("123456789012", Pseudo.ACCOUNT)
        .replace(":rolling-deploy", ":tools-rolling-deploy");
  }

  private static String json(Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(value + " has no JSON", e);
    }
  }
}
