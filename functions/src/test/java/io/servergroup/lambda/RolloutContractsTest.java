package io.servergroup.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the rollout's functions hand to each other arrives as it was sent. */
final class RolloutContractsTest {
  private static final RolloutState ROLLOUT =
      new RolloutState(
          "web",
          3,
          1,
          "2026-01-01T00:00:00Z",
          2,
          Map.of("lt-1 $Latest", 7L),
          Map.of("lt-1", 8L),
          Map.of("lt-1:8", "lt-1:5"),
          List.of(0, 2),
          true,
          false,
          true,
          true,
          2,
          60,
          List.of("errors"),
          120,
          10,
          30,
          9_020,
          List.of("canary", "50%"),
          3_600,
          "ROLLBACK",
          new RolloutState.RollbackState("Rollout.Stopped.Alarm", "why"));

  private static final CourseState COURSE =
      new CourseState(2, 1, 1, 1, 0, false, "2026-01-01T00:00:00Z", 5_000, "", "", 130, 1);

  private static final ProgressRecord PROGRESS =
      new ProgressRecord(
          "web",
          "arn:one",
          "REPLACING",
          50,
          1,
          2,
          false,
          2,
          List.of("server 1"),
          null,
          2,
          List.of(new ProgressRecord.BlockerRecord("server 1", "is Pending")),
          "why",
          "2026-01-01T00:00:00Z",
          "2026-01-01T00:10:00Z",
          null,
          "NONE");

  private static final List<ServerState> SERVERS =
      List.of(
          new ServerState(0, "web-0", "i-0", "eu-west-1a", "lt-0abc:7"),
          new ServerState(null, "web", "i-1", "eu-west-1b", null));

  @Test
  void theInputOfAUserArrivesAsItWasWritten() throws IOException {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("serverGroup", "web");
    input.put("batchSize", "25%");
    input.put("pollSeconds", 5);
    input.put("skipHealthCheck", false);

    assertSurvives(PrepareHandler.Request.class, new PrepareHandler.Request(input, "arn:one"));
  }

  @Test
  void requestsAndAnswersArriveAsTheyWereSent() throws IOException {
    assertSurvives(
        PrepareHandler.Answer.class, new PrepareHandler.Answer("READY", "ok", ROLLOUT, COURSE));
    assertSurvives(
        PrepareHandler.Answer.class, new PrepareHandler.Answer("REFUSED", "no", null, null));
    assertSurvives(
        NextBatchHandler.Request.class,
        new NextBatchHandler.Request(
            ROLLOUT, "arn:one", COURSE, new SinceState("REPLACED", 2), 1, "2026-01-01T00:00:00Z"));
    assertSurvives(
        NextBatchHandler.Answer.class,
        new NextBatchHandler.Answer(
            "BATCH",
            "why",
            "",
            0,
            COURSE,
            COURSE,
            "one-b2-a1",
            SERVERS,
            PROGRESS,
            "2026-01-01T00:00:00Z"));
    assertSurvives(
        CheckServersHandler.Request.class,
        new CheckServersHandler.Request(
            ROLLOUT, COURSE, "arn:one", SERVERS, 1, "", "2026-01-01T00:00:00.000Z", ""));
    assertSurvives(
        FailureHandler.Answer.class,
        new FailureHandler.Answer("TURN_BACK", "error", "cause", ROLLOUT, COURSE, 60));
  }

  private static <T extends Record> void assertSurvives(Class<T> type, T value) throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    JsonFunction.write(value, json);

    assertEquals(
        value,
        JsonFunction.record(type).of(new ByteArrayInputStream(json.toByteArray())),
        json.toString(StandardCharsets.UTF_8));
  }
}
