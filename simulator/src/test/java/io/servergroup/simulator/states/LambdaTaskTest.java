package io.servergroup.simulator.states;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.simulator.states.history.EventType;
import io.servergroup.simulator.states.task.LambdaResult;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LambdaTaskTest {
  private final Workbench bench =
      new Workbench()
          .task(
              "Call",
              (call, done) ->
                  done.succeeded(LambdaResult.of(call.resource(), Map.of("n", 1), "request-1")));

  private static String calling(String resource) {
    return """
        {"QueryLanguage": "JSONata", "StartAt": "Call", "States": {
          "Call": {"Type": "Task", "Resource": "%s", "Arguments": {"a": 1}, "End": true}}}
        """
        .formatted(resource);
  }

  @Test
  void aFunctionNamedByItsArnAnswersWithItsPayload() {
    String function = "arn:aws:lambda:us-east-1:123456789012:function:next-batch:live";
    Execution execution = bench.run(calling(function));

    assertEquals("{\"n\":1}", Workbench.outputOf(execution));
    assertEquals(
        function,
        Workbench.details(execution, EventType.LAMBDA_FUNCTION_SCHEDULED).get("resource"));
  }

  @Test
  void lambdaInvokeAnswersWithAnEnvelope() {
    Execution execution = bench.run(calling("arn:aws:states:::lambda:invoke"));

    Map<?, ?> output = (Map<?, ?>) execution.output();
    assertEquals(Map.of("n", 1), output.get("Payload"));
    assertEquals(200, output.get("StatusCode"));
    assertEquals(
        "{\"a\":1}", Workbench.details(execution, EventType.TASK_SCHEDULED).get("parameters"));
  }
}
