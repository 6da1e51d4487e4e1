package io.servergroup.rollout;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A message to people about a rollout.
 *
 * @param subject what happened to which group and whether something has to be done; ASCII, shorter
 *     than 100 characters
 * @param text what happened, what it means, what happens by itself, what to do, and figures
 */
public record Notice(String subject, String text, Attention attention) {
  /**
   * Subjects of SNS are ASCII and shorter than this.
   *
   * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
   */
  private static final int SUBJECT_BELOW = 100;

  /** What stands for the name of a group that nobody named. */
  private static final String NAMELESS = "(no server group)";

  /** The message for some news. */
  public static Notice of(News news) {
    return of(
        news,
        news.phase() == Progress.Phase.ENDED
            ? Advice.after(news.error())
            : Advice.during(news.phase()));
  }

  /** The message for the news of a rollout that was refused. */
  public static Notice of(News news, Refusal refusal) {
    return of(news, Advice.refused(refusal));
  }

  private static Notice of(News news, Advice advice) {
    return new Notice(subject(news, advice), text(news, advice), advice.attention());
  }

  private static String name(News news) {
    return news.serverGroup().isEmpty() ? NAMELESS : news.serverGroup();
  }

  /** The group's name gives way, not what happened. */
  private static String subject(News news, Advice advice) {
    String title = ": rollout " + advice.title();
    String progress =
        news.phase() == Progress.Phase.ENDED
            ? ""
            : news.figures().map(figures -> ", %d %% done".formatted(figures.percent())).orElse("");
    String idle = advice.attention() == Attention.NONE ? " (nothing to do)" : "";
    String rest = title + progress + idle;
    String begin = advice.attention().title();
    int room = SUBJECT_BELOW - 1 - begin.length() - rest.length();
    return begin + shortened(ascii(name(news)), room) + rest;
  }

  private static String ascii(String text) {
    return text.replaceAll("[^\\x20-\\x7e]", "?");
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 3) + "...";
  }

  private static String text(News news, Advice advice) {
    List<String> lines = new ArrayList<>();
    chapter(lines, "What happened", happened(news).lines().toList());
    news.figures()
        .filter(figures -> !figures.blockers().isEmpty())
        .ifPresent(figures -> chapter(lines, "What it waits for", figures.blockers()));
    chapter(lines, "What it means", List.of(advice.meaning()));
    chapter(lines, "What the rollout does now", List.of(advice.now()));
    chapter(lines, "What to do", steps(news, advice.steps()));
    chapter(lines, "Figures", figures(news));
    chapter(lines, "Execution", List.of(news.execution(), console(news)));
    return String.join("\n", lines) + "\n";
  }

  private static void chapter(List<String> lines, String title, List<String> content) {
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add(title);
    content.forEach(line -> lines.add("  " + line));
  }

  private static String happened(News news) {
    return "Rollout of server group %s: %s".formatted(name(news), news.reason());
  }

  private static List<String> steps(News news, List<String> steps) {
    String group = news.serverGroup().isEmpty() ? "GROUP" : news.serverGroup();
    List<String> told =
        steps.stream()
            .map(step -> step.replace("GROUP", group).replace("REGION", news.region()))
            .toList();
    if (told.size() == 1) {
      return told;
    }
    List<String> numbered = new ArrayList<>();
    for (String step : told) {
      numbered.add("%d. %s".formatted(numbered.size() + 1, step));
    }
    return numbered;
  }

  private static List<String> figures(News news) {
    List<String> lines = new ArrayList<>();
    news.figures()
        .ifPresent(
            figures -> {
              lines.add(
                  "%s and healthy: %d of %d servers (%d %%)"
                      .formatted(
                          figures.rollback() ? "taken back" : "replaced",
                          figures.replaced(),
                          figures.toReplace(),
                          figures.percent()));
              figures
                  .healthy()
                  .ifPresent(healthy -> lines.add("healthy now: %d servers".formatted(healthy)));
              lines.add("floor: %d servers have to stay healthy".formatted(figures.floor()));
              lines.add(
                  figures.servers().isEmpty()
                      ? "batch: %d".formatted(figures.batch())
                      : "batch: %d, %s"
                          .formatted(figures.batch(), String.join(", ", figures.servers())));
            });
    lines.add("at: " + news.at().truncatedTo(ChronoUnit.SECONDS));
    news.estimatedEnd().ifPresent(end -> lines.add("should be over at: " + end));
    return lines;
  }

  private static String console(News news) {
    String host =
        switch (news.partition()) {
          case "aws-cn" -> "console.amazonaws.cn";
          case "aws-us-gov" -> "console.amazonaws-us-gov.com";
          default -> "console.aws.amazon.com";
        };
    return "https://%s/states/home?region=%s#/v2/executions/details/%s"
        .formatted(host, news.region(), news.execution());
  }
}
