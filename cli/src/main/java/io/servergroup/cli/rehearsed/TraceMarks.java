package io.servergroup.cli.rehearsed;

import io.servergroup.cli.story.Mark;
import io.servergroup.simulator.kernel.TraceEntry;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Picks what happens to a rollout from outside out of its trace. */
final class TraceMarks {
  private static final String NEVER_ANSWERS = "its software will never answer";

  private final Set<OptionalInt> silent = new HashSet<>();

  /** The mark that an entry deserves; a server that never comes up gets one, however often. */
  Optional<Mark> of(Duration since, OptionalInt server, TraceEntry entry) {
    return kind(server, entry)
        .map(kind -> new Mark(since, kind, server, words(entry.subject(), entry.text())));
  }

  private Optional<Mark.Kind> kind(OptionalInt server, TraceEntry entry) {
    return switch (entry.source()) {
      case "fault" -> Optional.of(Mark.Kind.FAULT);
      case "operator" -> Optional.of(Mark.Kind.PERSON);
      case "cloudwatch" -> Optional.of(Mark.Kind.ALARM);
      case "violation" -> Optional.of(Mark.Kind.RULE);
      case "ec2" ->
          entry.text().equals(NEVER_ANSWERS) && silent.add(server)
              ? Optional.of(Mark.Kind.FAULT)
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static String words(String subject, String text) {
    String name = subject.substring(subject.lastIndexOf(':') + 1);
    if (subject.contains(":execution:")) {
      return "execution " + name + " " + text;
    }
    return name.isEmpty() ? text : name + ": " + text;
  }
}
