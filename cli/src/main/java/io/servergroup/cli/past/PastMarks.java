package io.servergroup.cli.past;

import com.fasterxml.jackson.databind.JsonNode;
import io.servergroup.cli.story.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/** Picks what came from outside: people, alarms, and launches that failed. */
final class PastMarks {
  private static final String ASK = "AskPerson";
  private static final String ALARM = "Rollout.Stopped.Alarm";

  private final Past past;
  private final List<Mark> marks = new ArrayList<>();

  private PastMarks(Past past) {
    this.past = past;
  }

  /** Those of a rollout until a time, in the order of their times. */
  static List<Mark> of(Past past, Owners owners, Duration shown) {
    PastMarks found = new PastMarks(past);
    past.rollout().forEach(found::add);
    for (Activity activity : past.activities()) {
      if (activity.launch() && activity.failed()) {
        String launch =
            activity.instance().isEmpty()
                ? "a launch in " + activity.group()
                : "the launch of " + activity.instance();
        found.add(
            activity.end().orElseThrow(),
            Mark.Kind.FAULT,
            owners.of(activity),
            launch + " failed: " + activity.message());
      }
    }
    return found.marks.stream()
        .filter(mark -> mark.at().compareTo(shown) <= 0)
        .sorted(Comparator.comparing(Mark::at))
        .toList();
  }

  private void add(Remembered execution) {
    for (Event event : execution.events()) {
      if (event.is("TaskStateEntered", ASK)) {
        person(event.at(), "is asked: " + event.data().path("reason").asText());
      } else if (event.is("TaskStateExited", ASK) && event.data().path("decision").isTextual()) {
        person(event.at(), answer(event.data()));
      } else if (event.type().equals("ExecutionRedriven")) {
        person(event.at(), "lets it run on from where it stopped");
      } else if (event.is("TaskStateExited", "NextBatch")
          && event.data().path("error").asText().equals(ALARM)) {
        add(event.at(), Mark.Kind.ALARM, OptionalInt.empty(), event.data().path("reason").asText());
      }
    }
    if (execution.status().equals("ABORTED") && execution.stop().isPresent()) {
      person(execution.stop().get(), "stops the execution: " + execution.cause());
    }
  }

  private static String answer(JsonNode told) {
    String reason = told.path("reason").asText();
    String words =
        told.path("decision").asText().equals("RESUME") ? "lets it go on" : "wants it to stop";
    return reason.isEmpty() ? words : words + ": " + reason;
  }

  private void person(Instant at, String text) {
    add(at, Mark.Kind.PERSON, OptionalInt.empty(), text);
  }

  private void add(Instant at, Mark.Kind kind, OptionalInt server, String text) {
    Duration since = Duration.between(past.began(), at);
    marks.add(new Mark(since.isNegative() ? Duration.ZERO : since, kind, server, text));
  }
}
