package io.servergroup.cli.past;

import io.servergroup.cli.story.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/** Picks what came from outside: people, alarms, and launches that failed. */
final class PastMarks {
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
      if (event.entered(States.ASK_PERSON)) {
        person(event.at(), "is asked: " + event.reason());
      } else if (event.exited(States.ASK_PERSON) && !event.decision().isEmpty()) {
        person(event.at(), answer(event));
      } else if (event.type().equals("ExecutionRedriven")) {
        person(event.at(), "lets it run on from where it stopped");
      } else if (event.exited(States.NEXT_BATCH) && event.text("error").equals(ALARM)) {
        add(event.at(), Mark.Kind.ALARM, OptionalInt.empty(), event.reason());
      }
    }
    if (execution.status().equals("ABORTED") && execution.stop().isPresent()) {
      person(execution.stop().get(), "stops the execution: " + execution.cause());
    }
  }

  private static String answer(Event told) {
    String words = told.decision().equals("RESUME") ? "lets it go on" : "wants it to stop";
    return told.reason().isEmpty() ? words : words + ": " + told.reason();
  }

  private void person(Instant at, String text) {
    add(at, Mark.Kind.PERSON, OptionalInt.empty(), text);
  }

  private void add(Instant at, Mark.Kind kind, OptionalInt server, String text) {
    marks.add(new Mark(past.since(at), kind, server, text));
  }
}
