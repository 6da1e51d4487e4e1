package io.servergroup.simulator.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExecutionNameTest {
  private final Workbench bench = new Workbench();
  private String machine;

  @BeforeEach
  void createMachine() {
    machine =
        bench.machine(
            "sleeper",
            """
            {"QueryLanguage": "JSONata", "StartAt": "Sleep", "States": {
              "Sleep": {"Type": "Wait", "Seconds": 60, "End": true}}}
            """);
  }

  private Execution start(String name, Object input) {
    return bench.engine().startExecution(machine, name, input);
  }

  private String refusal(String name, Object input) {
    return assertThrows(StatesException.class, () -> start(name, input)).code();
  }

  @Test
  void theSameNameAndInputIsTheSameExecutionWhileItRuns() {
    assertSame(start("one", Map.of("a", 1)), start("one", Map.of("a", 1)));
    assertEquals(1, bench.engine().executions(machine).size());
  }

  @Test
  void theSameNameWithAnotherInputIsRefused() {
    start("one", Map.of("a", 1));
    assertEquals("ExecutionAlreadyExists", refusal("one", Map.of("a", 2)));
  }

  @Test
  void theNameOfAClosedExecutionIsRefusedForNinetyDays() {
    Execution first = start("one", Map.of());
    bench.pass(Duration.ofDays(80));
    assertEquals("ExecutionAlreadyExists", refusal("one", Map.of()));
    bench.pass(Duration.ofDays(11));
    assertNotSame(first, start("one", Map.of()));
  }

  @Test
  void aClosedExecutionIsForgottenAfterNinetyDays() {
    Execution first = start("one", Map.of());
    bench.pass(Duration.ofDays(89));
    assertSame(first, bench.engine().execution(first.arn()));
    bench.pass(Duration.ofDays(2));
    StatesException refusal =
        assertThrows(StatesException.class, () -> bench.engine().execution(first.arn()));
    assertEquals("ExecutionDoesNotExist", refusal.code());
    assertEquals(List.of(), bench.engine().executions(machine));
  }

  @Test
  void aNameHasAtMostEightyCharacters() {
    start("x".repeat(80), Map.of());
    assertEquals("InvalidName", refusal("x".repeat(81), Map.of()));
    assertEquals("InvalidName", refusal("with space", Map.of()));
    assertEquals("InvalidName", refusal("", Map.of()));
  }

  @Test
  void withoutANameOneIsMadeUp() {
    assertEquals(36, start(null, Map.of()).name().length());
  }
}
