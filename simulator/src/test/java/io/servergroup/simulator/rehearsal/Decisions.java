package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.sqs.QueueMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the functions tell of their decisions from now on. */
final class Decisions {
  private final Story story;
  private final List<Line> lines = new ArrayList<>();

  /**
   * A line of the decision log.
   *
   * @param fields in text, by name
   */
  record Line(Instant time, String decision, Map<String, String> fields) {
    boolean says(String... words) {
      String text = toString();
      return Stream.of(words).allMatch(text::contains);
    }

    String reason() {
      return text("reason");
    }

    /** A field; empty text when there is none. */
    String text(String field) {
      return fields.getOrDefault(field, "");
    }

    boolean isAbout(String instance) {
      return instance.equals(fields.get("instance"));
    }
  }

  Decisions(Story story) {
    this.story = story;
    story
        .stage()
        .controlPlane()
        .whenDecided(
            (decision, fields) -> {
              Map<String, String> text = new LinkedHashMap<>();
              fields.forEach((name, value) -> text.put(name, String.valueOf(value)));
              lines.add(new Line(story.now(), decision, text));
            });
  }

  /** All lines with a decision, such as {@code Wait} or {@code Complete ABANDON}. */
  List<Line> of(String decision) {
    return lines.stream().filter(line -> line.decision().equals(decision)).toList();
  }

  List<Line> all() {
    return lines;
  }

  List<Line> of(String decision, String instance) {
    return of(decision).stream().filter(line -> line.isAbout(instance)).toList();
  }

  boolean has(String decision, String instance) {
    return !of(decision, instance).isEmpty();
  }

  /** Why something was decided about an instance the last time. */
  String lastReason(String decision, String instance) {
    List<Line> found = of(decision, instance);
    assertFalse(found.isEmpty(), () -> "no '%s' about %s: %s".formatted(decision, instance, lines));
    return found.getLast().reason();
  }

  /** Fails unless there is a line with a decision and all these words; gives back the first. */
  Line require(String decision, String... words) {
    List<Line> found = of(decision).stream().filter(line -> line.says(words)).toList();
    assertTrue(
        !found.isEmpty(),
        () -> "no line %s with %s in %s".formatted(decision, List.of(words), lines));
    return found.getFirst();
  }

  /** Lets time pass until a line with a decision and all these words is there. */
  Line await(String decision, String... words) {
    int from = lines.size();
    story.until(
        () ->
            lines.subList(from, lines.size()).stream()
                .anyMatch(line -> line.decision().equals(decision) && line.says(words)),
        "a line " + decision + " with " + List.of(words));
    return require(decision, words);
  }

  /** What the functions left for a person about a decision. */
  List<String> deadLetters(String decision) {
    return story.stage().controlPlane().deadLetters().messages().stream()
        .map(QueueMessage::body)
        .filter(body -> body.contains("\"decision\":\"" + decision + "\""))
        .toList();
  }
}
