package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the functions decided since the story began, one line per decision. */
final class Decisions {
  private final List<Line> lines = new ArrayList<>();

  Decisions(Story story) {
    story
        .stage()
        .controlPlane()
        .whenDecided(
            (decision, fields) ->
                lines.add(new Line(story.now(), decision, new TreeMap<>(fields))));
  }

  /** One decision with its fields. */
  record Line(Instant time, String decision, Map<String, Object> fields) {
    String reason() {
      return text("reason");
    }

    String text(String field) {
      return String.valueOf(fields.get(field));
    }

    boolean isAbout(String instance) {
      return instance.equals(fields.get("instance"));
    }
  }

  List<Line> all() {
    return lines;
  }

  List<Line> of(String decision) {
    return lines.stream().filter(line -> line.decision().equals(decision)).toList();
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
}
