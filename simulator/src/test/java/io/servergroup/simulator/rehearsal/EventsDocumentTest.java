package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.servergroup.rollout.Attention;
import io.servergroup.rollout.News;
import io.servergroup.rollout.Notice;
import io.servergroup.rollout.Progress;
import io.servergroup.rollout.Refusal;
import io.servergroup.rollout.StopCategory;
import io.servergroup.simulator.aws.events.EventTarget;
import io.servergroup.simulator.states.Execution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** What is written of messages and events, beside what rollouts tell. */
final class EventsDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/EVENTS.md");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Pattern BLOCK = Pattern.compile("```(json)?\n(.*?)```", Pattern.DOTALL);

  private static final Pattern SUBJECT =
      Pattern.compile("^\\| (?:none|`([A-Za-z_.]+)`)(, .*?)? \\| `(.*)` \\|$", Pattern.MULTILINE);

  @Test
  void theEventThatIsShownIsOne() {
    JsonNode event = read(blocks("json").getFirst());

    assertEquals(
        List.of(),
        EventSchema.findings(
            PutEventsRequestEntry.builder()
                .source(event.get("source").asText())
                .detailType(event.get("detail-type").asText())
                .detail(event.get("detail").toString())
                .build()));
  }

  @Test
  void itHasTheFieldsThatARolloutTells() {
    Story story = Story.of(2);
    List<JsonNode> told = ruled(story, "{\"source\": [\"server-group\"]}");
    story.succeeds(story.roll());

    for (JsonNode each : told) {
      assertEquals(names(read(blocks("json").getFirst()).get("detail")), names(each));
    }
    assertTrue(told.size() > 2, told::toString);
    story.endsWell();
  }

  @Test
  void theRulesThatAreShownMatchWhatNeedsAPersonAndWhatHasEnded() {
    Story story = Story.of(3);
    List<JsonNode> needed = ruled(story, blocks("json").get(1));
    List<JsonNode> ended = ruled(story, blocks("json").get(2));
    story.stage().cluster().deployNewImage();
    Execution rollout =
        story.start(1, Map.of("checkpoints", "every-batch", "checkpointTimeoutMinutes", 30));

    story.fails(rollout, "Rollout.Stopped.Timeout");
    story.until(() -> !ended.isEmpty(), "the news of the end");

    assertEquals(List.of("ANSWER", "ACTION"), attentions(needed));
    assertEquals(List.of("ACTION"), attentions(ended));
    assertEquals("Rollout.Stopped.Timeout", ended.getFirst().get("error").asText());
    story.endsWell();
  }

  @Test
  void whoStopsARolloutIsNotCalledForThat() {
    Story story = Story.of(3);
    List<JsonNode> needed = ruled(story, blocks("json").get(1));
    List<JsonNode> ended = ruled(story, blocks("json").get(2));
    Execution rollout = story.roll();
    story.untilTerminations(2);

    story.stop(rollout);
    story.until(() -> !ended.isEmpty(), "the news of the end");

    assertEquals(List.of(), needed);
    assertEquals(List.of("NONE"), attentions(ended));
    assertEquals("ABORTED", ended.getFirst().get("error").asText());
    story.endsWell();
  }

  @Test
  void theSubjectsAreThoseOfTheMessages() {
    Map<String, String> right = new TreeMap<>();
    for (Progress.Phase phase : Progress.Phase.values()) {
      if (phase != Progress.Phase.ENDED) {
        right.put(phase.name(), notice(phase, "", "why").subject());
      }
    }
    List<String> errors = new ArrayList<>(List.of("", "Rollout.Refused", "ABORTED", "TIMED_OUT"));
    errors.addAll(List.of("Rollout.RolledBack", "Rollout.RollbackFailed"));
    for (StopCategory category : StopCategory.values()) {
      errors.add(category.errorName());
    }
    errors.forEach(error -> right.put(error, notice(Progress.Phase.ENDED, error, "why").subject()));
    right.put(
        Refusal.ERROR + ", another one runs",
        Notice.of(news(Progress.Phase.ENDED, Refusal.ERROR, "why"), Refusal.BUSY).subject());

    Map<String, String> written = new TreeMap<>();
    SUBJECT
        .matcher(document())
        .results()
        .forEach(
            row ->
                written.put(
                    Optional.ofNullable(row.group(1)).orElse("")
                        + Optional.ofNullable(row.group(2)).orElse(""),
                    row.group(3)));

    assertEquals(right, written);
  }

  @Test
  void theMessageThatIsShownIsOne() {
    Notice notice =
        notice(
            Progress.Phase.ENDED,
            "Rollout.Stopped.Timeout",
            "Rollout.Stopped.Timeout: server 2: target group 'web' says unhealthy");

    assertEquals(unbroken(notice.text()), unbroken(blocks(null).getFirst()));
  }

  @Test
  void everyKindOfAttentionIsExplained() {
    for (Attention attention : Attention.values()) {
      assertTrue(document().contains("\n| `" + attention + "` | "), attention.name());
    }
  }

  private static Notice notice(Progress.Phase phase, String error, String reason) {
    return Notice.of(news(phase, error, reason));
  }

  private static News news(Progress.Phase phase, String error, String reason) {
    return new News(
        "tools",
        "arn:aws:states:eu-west-1:111111111111:execution:tools-rolling-deploy:cli-1",
        phase,
        error,
        reason,
        Optional.of(
            new News.Figures(
                33, 2, 6, false, 3, List.of("server 2"), OptionalInt.empty(), 5, List.of())),
        Instant.parse("2026-01-05T03:00:00Z"),
        Optional.empty());
  }

  private static String unbroken(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  /** The details of the events that a rule gets from the bus, as they come. */
  private static List<JsonNode> ruled(Story story, String pattern) {
    List<JsonNode> details = new ArrayList<>();
    story
        .aws()
        .events()
        .addRule(
            "rule-" + Integer.toHexString(pattern.hashCode()),
            pattern,
            EventTarget.of(event -> details.add(read(event.json()).get("detail"))));
    return details;
  }

  private static List<String> attentions(List<JsonNode> details) {
    return details.stream().map(each -> each.get("attention").asText()).toList();
  }

  private static Set<String> names(JsonNode json) {
    Set<String> names = new TreeSet<>();
    json.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** The blocks of the document that are in some language; null for those that are in none. */
  private static List<String> blocks(String language) {
    return BLOCK
        .matcher(document())
        .results()
        .filter(block -> Objects.equals(language, block.group(1)))
        .map(block -> block.group(2))
        .toList();
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String document() {
    try {
      return Files.readString(DOCUMENT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
