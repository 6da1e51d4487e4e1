package io.servergroup.cli.terminal;

import io.servergroup.aws.UnreadableException;
import io.servergroup.cli.view.Amounts;
import io.servergroup.cli.view.Frame;
import io.servergroup.cli.view.Line;
import io.servergroup.cli.view.Paragraph;
import io.servergroup.cli.view.RolloutStatus;
import io.servergroup.cli.view.Style;
import io.servergroup.cli.view.Told;
import io.servergroup.simulator.rehearsal.RehearsalObserver.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Shows a rollout as a table of its servers that changes. */
public final class PictureView implements WatchView {
  private final Surroundings surroundings;
  private final Screen screen;
  private final Frame frame;
  private final BiFunction<Told, String, Progress> servers;

  /**
   * @param servers reads them now, of what the rollout said and its execution's ARN
   */
  public PictureView(Surroundings surroundings, BiFunction<Told, String, Progress> servers) {
    this.surroundings = surroundings;
    this.screen = new Screen(surroundings.out(), surroundings.colour());
    this.frame = new Frame(surroundings.glyphs());
    this.servers = servers;
  }

  @Override
  public void show(RolloutStatus status) {
    TerminalSize size = surroundings.size().get();
    int width = size.columns() - 1;
    Told told = Told.of(status);
    int height = size.rows() - 1;
    List<Line> news = news(status, told, width);
    try {
      Progress progress = servers.apply(told, status.running().orElseThrow());
      screen.draw(
          frame.lines(
              progress, progress.since(), begin(news, Frame.mostNews(height)), width, height));
    } catch (UnreadableException e) {
      // The servers need more permissions than the rollout itself, and AWS may be busy.
      news.addFirst(Line.of(Style.FAINT, " the servers cannot be read: " + e.getMessage()));
      screen.draw(
          begin(news, height).stream()
              .map(line -> line.fit(width, surroundings.glyphs().ellipsis()))
              .toList());
    }
  }

  /** As many lines as there is room for: the first, and how many more there are. */
  private List<Line> begin(List<Line> lines, int most) {
    if (lines.size() <= most) {
      return lines;
    }
    int shown = Math.max(0, most - 1);
    List<Line> begin = new ArrayList<>(lines.subList(0, shown));
    begin.add(
        Line.of(
            Style.FAINT,
            " %s and %s"
                .formatted(
                    surroundings.glyphs().ellipsis(),
                    Amounts.count(lines.size() - (long) shown, "more line"))));
    return begin;
  }

  /** What the person has to know in words, whole also where there is little room. */
  private static List<Line> news(RolloutStatus status, Told told, int width) {
    List<Line> lines = new ArrayList<>();
    Optional<String> question = status.status().question();
    question.ifPresent(
        asked -> lines.addAll(Paragraph.of(Style.BUSY, "asks a person: " + asked, " ", width)));
    status
        .status()
        .state()
        .pauseRequested()
        .ifPresent(
            who ->
                lines.addAll(
                    Paragraph.of(Style.BUSY, "pauses before its next batch: " + who, " ", width)));
    told.waitsFor().stream()
        .filter(each -> question.filter(each::equals).isEmpty())
        .forEach(each -> lines.addAll(Paragraph.of(Style.PLAIN, "waits for " + each, " ", width)));
    told.estimatedEnd()
        .ifPresent(
            end -> lines.addAll(Paragraph.of(Style.PLAIN, "ends at about " + end, " ", width)));
    return lines;
  }

  @Override
  public void leave() {
    screen.leave();
  }

  @Override
  public void finish() {
    screen.close();
  }

  @Override
  public void close() {
    screen.close();
  }
}
