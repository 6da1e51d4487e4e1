package io.servergroup.cli.rehearsed;

import io.servergroup.cli.story.Sign;
import io.servergroup.simulator.kernel.TraceEntry;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what entries of a trace tell about instances. */
final class TraceSigns {
  private static final Pattern VERSION = Pattern.compile("pending: version (\\d+) of .*");
  private static final Pattern ATTACHING = Pattern.compile("attaching to (i-[0-9a-f]+) .*");

  private TraceSigns() {}

  /**
   * Something that an entry tells about an instance.
   *
   * @param instance its id
   */
  record Told(String instance, Sign.Kind kind) {}

  /** What an entry tells; empty when it tells nothing about an instance. */
  static Optional<Told> of(TraceEntry entry) {
    return switch (entry.source()) {
      case "autoscaling" -> ofGroup(entry);
      case "ec2" -> ofMachine(entry);
      default -> Optional.empty();
    };
  }

  /** The launch template version of the instance that an entry says is launched. */
  static Optional<String> version(TraceEntry entry) {
    Matcher launch = VERSION.matcher(entry.text());
    return entry.source().equals("ec2") && launch.matches()
        ? Optional.of(launch.group(1))
        : Optional.empty();
  }

  private static Optional<Told> ofGroup(TraceEntry entry) {
    int end = entry.text().indexOf(" in group ");
    if (end < 0) {
      return Optional.empty();
    }
    Optional<Sign.Kind> kind =
        switch (entry.text().substring(0, end)) {
          case "Pending" -> Optional.of(Sign.Kind.LAUNCHED);
          case "Pending:Proceed", "InService" -> Optional.of(Sign.Kind.COMPLETE);
          case "Terminating" -> Optional.of(Sign.Kind.LEAVING);
          case "Terminating:Proceed" -> Optional.of(Sign.Kind.RELEASED);
          case "Terminated" -> Optional.of(Sign.Kind.GONE);
          default -> Optional.empty();
        };
    return kind.map(known -> new Told(entry.subject(), known));
  }

  /** Where there is no hook to hold it, an instance that leaves is drained and then shut down. */
  private static Optional<Told> ofMachine(TraceEntry entry) {
    if (entry.text().startsWith("shutting-down")) {
      return Optional.of(new Told(entry.subject(), Sign.Kind.RELEASED));
    }
    Matcher attachment = ATTACHING.matcher(entry.text());
    return attachment.matches()
        ? Optional.of(new Told(attachment.group(1), Sign.Kind.ATTACHING))
        : Optional.empty();
  }
}
