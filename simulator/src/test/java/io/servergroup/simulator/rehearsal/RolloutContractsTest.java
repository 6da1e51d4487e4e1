package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import io.servergroup.lambda.CheckServersHandler;
import io.servergroup.lambda.NextBatchHandler;
import io.servergroup.lambda.PrepareHandler;
import io.servergroup.lambda.RolloutState;
import io.servergroup.lambda.ServerState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the rollout's functions hand to each other survives Lambda's own serialization. */
final class RolloutContractsTest {
  private static final RolloutState ROLLOUT =
      new RolloutState("web", 3, 1, true, 2, 10, 0, 30, 9_020, Map.of("lt-1 $Latest", 7L));

  private static final List<ServerState> SERVERS =
      List.of(
          new ServerState(0, "web-0", "i-0", "eu-west-1a"),
          new ServerState(null, "web", "i-1", "eu-west-1b"));

  @Test
  void theInputOfAUserArrivesAsItWasWritten() {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("serverGroup", "web");
    input.put("batchSize", "25%");
    input.put("pollSeconds", 5);
    input.put("skipHealthCheck", false);

    assertSurvives(PrepareHandler.Request.class, new PrepareHandler.Request(input, "arn:one"));
  }

  @Test
  void requestsAndAnswersArriveAsTheyWereSent() {
    assertSurvives(PrepareHandler.Answer.class, new PrepareHandler.Answer("READY", "ok", ROLLOUT));
    assertSurvives(PrepareHandler.Answer.class, new PrepareHandler.Answer("REFUSED", "no", null));
    assertSurvives(
        NextBatchHandler.Request.class,
        new NextBatchHandler.Request(ROLLOUT, "arn:one", 2, 1, "2026-01-01T00:00:00Z"));
    assertSurvives(
        NextBatchHandler.Answer.class,
        new NextBatchHandler.Answer("BATCH", "why", "", 0, "", "one-b2-a1", SERVERS));
    assertSurvives(
        CheckServersHandler.Request.class,
        new CheckServersHandler.Request(ROLLOUT, SERVERS, 1, "", "2026-01-01T00:00:00.000Z"));
  }

  private static <T> void assertSurvives(Class<T> type, T value) {
    PojoSerializer<T> serializer = JacksonFactory.getInstance().getSerializer(type);
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    serializer.toJson(value, json);

    assertEquals(
        value,
        serializer.fromJson(new ByteArrayInputStream(json.toByteArray())),
        json.toString(StandardCharsets.UTF_8));
  }
}
