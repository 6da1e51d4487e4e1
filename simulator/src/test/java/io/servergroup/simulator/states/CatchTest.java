package io.servergroup.simulator.states;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CatchTest {
  private final Workbench bench = new Workbench();

  private static String catching(String catchers) {
    return """
        {"QueryLanguage": "JSONata", "StartAt": "Call", "States": {
          "Call": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
            "TimeoutSeconds": 5, "Catch": [%s], "End": true},
          "Caught": {"Type": "Pass", "End": true}}}
        """
        .formatted(catchers);
  }

  @Test
  void givesTheErrorToTheNextStateUnlessToldOtherwise() {
    bench.task("Call", (call, done) -> done.failed("Broken", "a cause"));
    Execution execution =
        bench.run(catching("{\"ErrorEquals\": [\"Broken\"], \"Next\": \"Caught\"}"));

    assertEquals("{\"Error\":\"Broken\",\"Cause\":\"a cause\"}", Workbench.outputOf(execution));
  }

  @Test
  void takesTheFirstCatcherThatMatches() {
    bench.task("Call", (call, done) -> done.failed("Broken", "a cause"));
    Execution execution =
        bench.run(
            catching(
                """
                {"ErrorEquals": ["Other"], "Next": "Caught", "Output": 1},
                {"ErrorEquals": ["States.TaskFailed"], "Next": "Caught", "Output": 2},
                {"ErrorEquals": ["States.ALL"], "Next": "Caught", "Output": 3}"""));

    assertEquals("2", Workbench.outputOf(execution));
  }

  @Test
  void taskFailedMatchesEverythingButATimeout() {
    Execution execution =
        bench.run(
            catching(
                """
                {"ErrorEquals": ["States.TaskFailed"], "Next": "Caught", "Output": 1},
                {"ErrorEquals": ["States.ALL"], "Next": "Caught",
                 "Output": "{% $states.errorOutput %}"}"""));

    assertEquals("{\"Error\":\"States.Timeout\",\"Cause\":\"\"}", Workbench.outputOf(execution));
  }

  @Test
  void assignsTheVariablesOfTheCatcher() {
    bench.task("Call", (call, done) -> done.failed("Broken", "a cause"));
    Execution execution =
        bench.run(
            """
            {"QueryLanguage": "JSONata", "StartAt": "Call", "States": {
              "Call": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                "Assign": {"how": "well"}, "Next": "End",
                "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "End",
                           "Assign": {"how": "{% $states.errorOutput.Error %}"}}]},
              "End": {"Type": "Pass", "Output": "{% $how %}", "End": true}}}
            """);

    assertEquals("\"Broken\"", Workbench.outputOf(execution));
  }

  @Test
  void catchesExpressionsThatFail() {
    Execution execution =
        bench.run(
            """
            {"QueryLanguage": "JSONata", "StartAt": "Call", "States": {
              "Call": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                "Arguments": "{% $states.input.missing %}", "End": true,
                "Catch": [{"ErrorEquals": ["States.QueryEvaluationError"], "Next": "Caught",
                           "Output": "{% $states.errorOutput.Error %}"}]},
              "Caught": {"Type": "Pass", "End": true}}}
            """);

    assertEquals("\"States.QueryEvaluationError\"", Workbench.outputOf(execution));
  }

  @Test
  void anExpressionThatFailsInTheCatcherItselfFailsTheExecution() {
    bench.task("Call", (call, done) -> done.failed("Broken", "a cause"));
    Execution execution =
        bench.run(
            catching(
                """
                {"ErrorEquals": ["States.ALL"], "Next": "Caught",
                 "Output": "{% $states.input.missing %}"}"""));

    assertEquals(
        "FAILED States.QueryEvaluationError: An error occurred while executing the state 'Call'"
            + " (entered at the event id #2). The JSONata expression '$states.input.missing'"
            + " specified for the field 'Catch[0]/Output' returned nothing (undefined).",
        Workbench.outputOf(execution));
  }
}
