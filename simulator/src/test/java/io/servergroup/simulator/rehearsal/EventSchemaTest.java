package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** That the schema of events lets nothing pass. Every story holds its events to it. */
final class EventSchemaTest {
  private static final String ENDED =
      """
      {"serverGroup": "web", "execution": "arn:aws:states:eu-west-1:1:execution:x:y",
       "phase": "ENDED", "reason": "the execution is ABORTED", "at": "2026-01-05T03:00:00Z",
       "estimatedEnd": null, "error": "ABORTED", "attention": "NONE"}
      """;

  @Test
  void theLeastThatIsToldOfAnEndIsAnEvent() {
    assertEquals(List.of(), findings(ENDED));
  }

  @Test
  void whatNobodyKnowsIsFound() {
    assertFalse(findings(ENDED.replace("\"phase\"", "\"colour\": 1, \"phase\"")).isEmpty());
    assertFalse(findings(ENDED.replace("ENDED", "OVER")).isEmpty());
    assertFalse(findings(ENDED.replace("NONE", "SOME")).isEmpty());
    assertFalse(findings(ENDED.replace("2026-01-05T03:00:00Z", "at night")).isEmpty());
    assertFalse(findings(ENDED.replace("\"serverGroup\"", "\"group\"")).isEmpty());
  }

  private static List<String> findings(String detail) {
    return EventSchema.findings(
        PutEventsRequestEntry.builder()
            .source("server-group")
            .detailType("Server Group Rollout Progress")
            .detail(detail)
            .build());
  }
}
