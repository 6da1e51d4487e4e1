package io.servergroup.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.LifecycleHook;
import io.servergroup.group.LifecycleHook.Transition;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HookCheckTest {
  private static final Duration PERIOD = Duration.ofMinutes(5);

  /** Name, heartbeat timeout in seconds, whether it ends with CONTINUE, budget in seconds. */
  static Stream<Arguments> launchHooks() {
    String timeout = "two periods of the schedule";
    String budget = "longer than Auto Scaling holds";
    String result = "set its DefaultResult to ABANDON";
    return Stream.of(
        Arguments.of("two periods of the schedule are enough", 600, false, 3600, List.of()),
        Arguments.of("a second less is not", 599, false, 3600, List.of(timeout)),
        Arguments.of("100 heartbeats are what a budget may be", 600, false, 60_000, List.of()),
        Arguments.of("a second more is not held", 600, false, 60_001, List.of(budget)),
        Arguments.of("two days are the most", 7200, false, 172_800, List.of()),
        Arguments.of("a second more than two days", 7200, false, 172_801, List.of(budget)),
        Arguments.of("a server without its address", 600, true, 3600, List.of(result)),
        Arguments.of(
            "everything is told together", 30, true, 3600, List.of(result, timeout, budget)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("launchHooks")
  void whatALaunchHookCannotDoIsTold(
      String why, int timeout, boolean continues, int budget, List<String> expected) {
    List<String> findings =
        findings(
            Duration.ofSeconds(budget),
            hook("up", Transition.LAUNCHING, timeout, continues),
            hook("down", Transition.TERMINATING, 3600, true));
    assertSaid(expected, findings);
  }

  @Test
  void theNumbersThatWouldBeRightAreNamed() {
    List<String> findings =
        findings(
            Duration.ofHours(1),
            hook("up", Transition.LAUNCHING, 30, false),
            hook("down", Transition.TERMINATING, 3600, true));
    assertTrue(findings.getFirst().contains("it should be at least 600"), findings::toString);
    assertTrue(findings.getLast().contains("3600 seconds"), findings::toString);
    assertTrue(findings.getLast().contains("3000 seconds at most"), findings::toString);
  }

  @Test
  void aTerminateHookThatAbandonsIsTold() {
    assertSaid(
        List.of("set its DefaultResult to CONTINUE"),
        findings(
            Duration.ofHours(1),
            hook("up", Transition.LAUNCHING, 3600, false),
            hook("down", Transition.TERMINATING, 3600, false)));
  }

  @Test
  void hooksThatAreMissingAreToldWithTheirNames() {
    assertSaid(
        List.of("no hook named up; its launching", "no hook named down; its terminating"),
        findings(Duration.ofHours(1), hook("other", Transition.LAUNCHING, 30, true)));
  }

  @Test
  void hooksThatHoldTheWrongInstancesAreToldAndNotCheckedFurther() {
    assertSaid(
        List.of("holds terminating instances; it should hold launching", "holds launching"),
        findings(
            Duration.ofHours(1),
            hook("up", Transition.TERMINATING, 30, true),
            hook("down", Transition.LAUNCHING, 30, false)));
  }

  private static void assertSaid(List<String> expected, List<String> findings) {
    assertEquals(expected.size(), findings.size(), findings::toString);
    for (int i = 0; i < expected.size(); i++) {
      assertTrue(findings.get(i).contains(expected.get(i)), findings.get(i));
    }
  }

  private static List<String> findings(Duration budget, LifecycleHook... hooks) {
    return HookCheck.findings(List.of(hooks), World.HOOKS, budget, PERIOD).stream()
        .map(HookCheck.Finding::message)
        .toList();
  }

  private static LifecycleHook hook(
      String name, Transition transition, int timeout, boolean continues) {
    return new LifecycleHook(name, transition, Duration.ofSeconds(timeout), continues);
  }
}
