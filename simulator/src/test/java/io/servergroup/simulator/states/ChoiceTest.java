package io.servergroup.simulator.states;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChoiceTest {
  private static final String MACHINE =
      """
      {"QueryLanguage": "JSONata", "StartAt": "Choose", "States": {
        "Choose": {"Type": "Choice", "Choices": [
          {"Condition": "{% $states.input = 1 %}", "Next": "End", "Output": "one"},
          {"Condition": "{% $states.input %}", "Next": "End", "Assign": {"seen": true}}]},
        "End": {"Type": "Succeed"}}}
      """;

  private final Workbench bench = new Workbench();

  @Test
  void takesTheFirstRuleThatHolds() {
    assertEquals("\"one\"", Workbench.outputOf(bench.run(MACHINE, "1")));
    assertEquals("true", Workbench.outputOf(bench.run(MACHINE, "true")));
  }

  @Test
  void failsWhenNoRuleHoldsAndThereIsNoDefault() {
    assertEquals(
        "FAILED States.Runtime: An error occurred while executing the state 'Choose' (entered at"
            + " the event id #2). Failed to transition out of the state. The state does not point"
            + " to a next state.",
        Workbench.outputOf(bench.run(MACHINE, "false")));
  }

  @Test
  void failsWhenAConditionIsNotABoolean() {
    assertEquals(
        "FAILED States.QueryEvaluationError: An error occurred while executing the state 'Choose'"
            + " (entered at the event id #2). The JSONata expression '$states.input' specified for"
            + " the field 'Choices[1]/Condition' returned an unexpected result type. Expected"
            + " 'boolean', but was 'string' for value: \"x\"",
        Workbench.outputOf(bench.run(MACHINE, "\"x\"")));
  }

  @Test
  void tellsListenersOfEveryEventAsItIsRecorded() {
    List<String> told = new ArrayList<>();
    bench.engine().onEvent((execution, event) -> told.add(event.type().apiName()));
    Execution execution = bench.run(MACHINE, "1");

    assertEquals(Workbench.types(execution), told);
  }
}
