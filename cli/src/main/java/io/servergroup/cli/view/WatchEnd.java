package io.servergroup.cli.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.servergroup.aws.Executions.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a rollout that was watched ended.
 *
 * @param status such as {@code SUCCEEDED}; empty when there was none to watch
 * @param error the error's name; empty when it has none
 * @param summary what the rollout said last
 */
public record WatchEnd(
    String serverGroup, String status, String error, String cause, Optional<String> summary) {
  /** Nothing runs. */
  public static WatchEnd nothing(RolloutStatus seen) {
    return new WatchEnd(seen.serverGroup(), "", "", "", seen.status().summary());
  }

  /**
   * The execution has ended.
   *
   * @param followed it, and those that handed over to it
   * @param progress empty when nothing of it is left
   */
  public static WatchEnd of(RolloutStatus seen, Set<String> followed, Optional<Progress> progress) {
    return new WatchEnd(
        seen.serverGroup(),
        progress.map(Progress::status).orElse("GONE"),
        progress.map(Progress::error).orElse(""),
        progress.map(Progress::cause).orElse(""),
        // What was said last may be of another rollout: of one that runs, or of one before this,
        // which never had the lock and said nothing.
        seen.execution().filter(followed::contains).flatMap(arn -> seen.status().summary()));
  }

  /** The watching has ended, and the rollout has not. */
  public static List<Line> left(String group, String launcher, int width) {
    return Paragraph.lines(
            "The rollout goes on. Look at it again with `%1$s watch --group %2$s`, stop it with `%1$s cancel --group %2$s`."
                .formatted(launcher, group),
            "",
            width)
        .stream()
        .map(Line::of)
        .toList();
  }

  public boolean good() {
    return status.equals("SUCCEEDED");
  }

  /** For people. */
  public List<Line> lines(String launcher, int width) {
    List<Line> lines = new ArrayList<>();
    if (status.isEmpty()) {
      Paragraph.lines(
              "No rollout of server group %1$s is running. Start one with `%2$s start --group %1$s`."
                  .formatted(serverGroup, launcher),
              "",
              width)
          .forEach(line -> lines.add(Line.of(line)));
    } else {
      lines.add(
          Line.of(good() ? Style.GOOD : Style.BAD, status)
              .and(error.isEmpty() ? "" : "  " + error));
      add(lines, cause, width);
    }
    summary.ifPresent(text -> add(lines, "Said last: " + text, width));
    return lines;
  }

  private static void add(List<Line> lines, String text, int width) {
    // Findings are a list, a line each.
    text.lines()
        .filter(each -> !each.isBlank())
        .flatMap(each -> Paragraph.lines(each, "  ", width).stream())
        .forEach(line -> lines.add(Line.of(line)));
  }

  /** For programs. */
  public String json() {
    ObjectNode json = JsonText.object();
    json.put("serverGroup", serverGroup);
    json.put("running", false);
    json.put("status", status.isEmpty() ? null : status);
    json.put("error", error.isEmpty() ? null : error);
    json.put("cause", cause.isEmpty() ? null : cause);
    json.put("summary", summary.orElse(null));
    return JsonText.of(json);
  }
}
