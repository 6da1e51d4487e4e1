package io.servergroup.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CauseTextTest {
  private static final String REFUSED =
      "{\"errorMessage\":\"not \\\"authorized\\\" {\",\"errorType\":\"Ec2Exception\","
          + "\"stackTrace\":[\"io.servergroup.aws.Pages.of(Pages.java:27)\"]}";

  @Test
  void anOperatorReadsWhatAFunctionSaysAndNotWhereInItsCode() {
    assertEquals(
        "Checking the servers failed: not \"authorized\" { (Ec2Exception)",
        CauseText.plain("Checking the servers failed: " + REFUSED + " (Ec2Exception)"));
  }

  @Test
  void whatFollowedCouldNotBeDecidedEither() {
    assertEquals(
        "A: not \"authorized\" { (and B: RequestId: 1 Error: Task timed out after 60.00 seconds)",
        CauseText.plain(
            "A: "
                + REFUSED
                + " (and B: {\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":"
                + "\"RequestId: 1 Error: Task timed out after 60.00 seconds\"})"));
  }

  @Test
  void theExecutionOfABatchSaysHowItEnded() throws IOException {
    String description =
        JSON.std.asString(
            Map.of(
                "ExecutionArn",
                "arn:child",
                "Status",
                "FAILED",
                "Error",
                "Rollout.Stopped.Error",
                "Cause",
                "Replacing the servers failed: " + REFUSED));

    assertEquals(
        "Replacing a batch failed: arn:child is FAILED: Rollout.Stopped.Error"
            + " Replacing the servers failed: not \"authorized\" {. Nothing",
        CauseText.plain("Replacing a batch failed: " + description + ". Nothing"));
    assertEquals(
        "arn:child is ABORTED:",
        CauseText.plain("{\"ExecutionArn\":\"arn:child\",\"Status\":\"ABORTED\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "server 1 was unhealthy for 5 minutes",
        "{",
        "Replacing failed: {\"errorMessage\":\"cut of",
        "{\"status\":\"FAILED\",\"reason\":\"answered {}\"}",
        "{\"errorMessage\":null,\"errorType\":\"java.lang.Error\"}",
        "{\"errorMessage\":\"the words of a person\"}"
      })
  void allElseStaysAsItIs(String cause) {
    assertEquals(cause, CauseText.plain(cause));
  }
}
