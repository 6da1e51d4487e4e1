package io.servergroup.simulator.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.servergroup.simulator.states.history.EventJson;
import io.servergroup.simulator.states.json.Json;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DeterminismTest {
  private static final String MACHINE =
      """
      {"QueryLanguage": "JSONata", "StartAt": "Draw", "States": {
        "Draw": {"Type": "Pass", "Next": "Call", "Output":
          "{% {'u': $uuid(), 'r': $random(), 's': $shuffle([1..9]), 'n': $now(), 'm': $millis()} %}"},
        "Call": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
          "Retry": [{"ErrorEquals": ["States.ALL"], "JitterStrategy": "FULL"}]}}}
      """;

  private static String history(long seed) {
    Workbench bench =
        new Workbench(seed).task("Call", (call, done) -> done.failed("Busy", "try later"));
    return bench.run(MACHINE).history().stream()
        .map(event -> Json.print(EventJson.of(event)))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void theSameSeedGivesTheSameHistory() {
    assertEquals(history(5), history(5));
  }

  @Test
  void anotherSeedGivesAnotherHistory() {
    assertNotEquals(history(5), history(6));
  }
}
