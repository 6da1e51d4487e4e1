package io.servergroup.cli;

import io.servergroup.cli.html.RolloutPage;
import io.servergroup.cli.rehearsed.RehearsalStory;
import io.servergroup.cli.rehearsed.StoryRecorder;
import io.servergroup.cli.rehearsed.Together;
import io.servergroup.cli.terminal.LiveView;
import io.servergroup.cli.terminal.Pace;
import io.servergroup.cli.terminal.PlainView;
import io.servergroup.cli.terminal.Surroundings;
import io.servergroup.cli.view.Happenings;
import io.servergroup.cli.view.Line;
import io.servergroup.cli.view.Replay;
import io.servergroup.cli.view.ReportJson;
import io.servergroup.cli.view.ReportText;
import io.servergroup.cli.view.Verdict;
import io.servergroup.simulator.rehearsal.Expectation;
import io.servergroup.simulator.rehearsal.Rehearsal;
import io.servergroup.simulator.rehearsal.RehearsalObserver;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.rehearsal.RehearsalReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs one rehearsal, shows it and reports. */
final class RehearsalRunner {
  private final Rehearsal rehearsal;
  private final Surroundings surroundings;
  private final OutputOptions output;

  RehearsalRunner(Rehearsal rehearsal, Surroundings surroundings, OutputOptions output) {
    this.rehearsal = rehearsal;
    this.surroundings = surroundings;
    this.output = output;
  }

  /**
   * Runs it.
   *
   * @param fresh whether nobody chose the seed
   * @param asked the pace that somebody asked for
   * @param file where to write a report for a browser
   * @return the exit code
   */
  int run(RehearsalOptions options, boolean fresh, Optional<Pace> asked, Optional<Path> file) {
    if (file.isEmpty()) {
      return run(options, fresh, asked, rehearsal, Optional.empty());
    }
    StoryRecorder recorder = new StoryRecorder();
    Rehearsal recorded =
        (what, observer) -> rehearsal.run(what, new Together(List.of(recorder, observer)));
    return run(options, fresh, asked, recorded, Optional.of(new Recording(recorder, file.get())));
  }

  /** What is remembered for a report, and where that goes. */
  private record Recording(StoryRecorder recorder, Path file) {}

  private int run(
      RehearsalOptions options,
      boolean fresh,
      Optional<Pace> asked,
      Rehearsal rehearsal,
      Optional<Recording> recording) {
    String seed = "Seed " + options.seed() + (fresh ? " (fresh)" : "");
    RehearsalReport report;
    if (output.unseen()) {
      report = rehearsal.run(options, RehearsalObserver.NONE);
    } else if (output.json) {
      report = plainly(rehearsal, options, seed, asked, surroundings.err(), false);
    } else if (surroundings.live() && !output.plain) {
      Pace pace = asked.orElseGet(() -> Pace.watchable(Expectation.batches(options).size()));
      report = live(rehearsal, options, seed, pace);
    } else {
      report = plainly(rehearsal, options, seed, asked, surroundings.out(), surroundings.colour());
    }
    print(report, options);
    recording.ifPresent(made -> write(made, report, options));
    return report.good() ? ExitCode.GOOD : ExitCode.BAD;
  }

  private RehearsalReport plainly(
      Rehearsal rehearsal,
      RehearsalOptions options,
      String seed,
      Optional<Pace> asked,
      PrintWriter to,
      boolean colour) {
    Pace pace = asked.orElse(Pace.UNLIMITED);
    printSeed(seed, to);
    boolean prompt = surroundings.live() || pace.limited();
    return rehearsal.run(
        options,
        new PlainView(
            to, colour, prompt, pace, surroundings.time(), new Happenings(output.verbose)));
  }

  private RehearsalReport live(
      Rehearsal rehearsal, RehearsalOptions options, String seed, Pace pace) {
    printSeed(seed, surroundings.out());
    try (LiveView view = new LiveView(surroundings, pace, new Happenings(output.verbose))) {
      // Harmless when nobody interrupts: by then the view is closed.
      Runtime.getRuntime().addShutdownHook(new Thread(view::interrupt, "give the cursor back"));
      return rehearsal.run(options, view);
    }
  }

  private static void printSeed(String seed, PrintWriter to) {
    to.println(seed);
    to.flush();
  }

  private void write(Recording made, RehearsalReport report, RehearsalOptions options) {
    String again = Replay.command(surroundings.launcher(), options);
    OutputFile.write(
        made.file(), RolloutPage.of(RehearsalStory.of(made.recorder(), report, again)));
    if (!output.json && !output.quiet) {
      surroundings.out().println("Report: " + made.file());
    }
  }

  private void print(RehearsalReport report, RehearsalOptions options) {
    PrintWriter out = surroundings.out();
    String again = Replay.command(surroundings.launcher(), options);
    if (output.json) {
      out.println(ReportJson.text(report, again));
    } else if (output.quiet) {
      out.println(Verdict.line(report).render(surroundings.colour()));
    } else {
      int width =
          surroundings.live() ? surroundings.size().get().columns() : ReportText.USUAL_WIDTH;
      for (Line line : ReportText.lines(report, options, again, width)) {
        out.println(line.render(surroundings.colour()));
      }
    }
  }
}
