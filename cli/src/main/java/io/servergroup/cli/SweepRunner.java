package io.servergroup.cli;

import io.servergroup.cli.html.SweepPage;
import io.servergroup.cli.rehearsed.SweepRecorder;
import io.servergroup.cli.terminal.Interrupt;
import io.servergroup.cli.terminal.Surroundings;
import io.servergroup.cli.terminal.SweepBar;
import io.servergroup.cli.terminal.SweepLines;
import io.servergroup.cli.terminal.SweepView;
import io.servergroup.cli.view.Line;
import io.servergroup.cli.view.Shrunk;
import io.servergroup.cli.view.SweepJson;
import io.servergroup.cli.view.SweepOutcome;
import io.servergroup.cli.view.SweepProgress;
import io.servergroup.cli.view.SweepText;
import io.servergroup.simulator.sweep.RunResult;
import io.servergroup.simulator.sweep.Sweep;
import io.servergroup.simulator.sweep.SweepReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes a sweep, shows how far it is and reports. */
final class SweepRunner {
  /** More of them would only push what else there is to see off the screen. */
  private static final int MOST_TOLD_AT_ONCE = 20;

  private final Sweeping sweeping;
  private final Surroundings surroundings;
  private final OutputOptions output;

  SweepRunner(Sweeping sweeping, Surroundings surroundings, OutputOptions output) {
    this.sweeping = sweeping;
    this.surroundings = surroundings;
    this.output = output;
  }

  /**
   * Makes the sweep.
   *
   * @param hashes where to write the hash of each run
   * @param file where to write a report for a browser
   * @param shrink whether the first failing run is made smaller
   * @return the exit code
   */
  int run(Sweep sweep, Optional<Path> hashes, Optional<Path> file, boolean shrink) {
    try (Interrupt interrupt = surroundings.interrupts().get()) {
      Duration began = surroundings.time().now();
      SweepReport report;
      SweepRecorder recorder = new SweepRecorder();
      try (SweepView view = view()) {
        view.say(SweepText.begins(sweep));
        Consumer<RunResult> progress = new Progress(sweep, began, view);
        report = sweeping.sweep(sweep, recorder.andThen(progress), interrupt::asked);
      }
      Duration took = surroundings.time().now().minus(began);
      boolean stopped = report.runs() < sweep.seeds();
      hashes.ifPresent(to -> HashesFile.write(to, report));
      Optional<Shrunk> shrunk = Optional.empty();
      if (shrink && !report.good() && !stopped) {
        RunResult first = report.failures().getFirst();
        shrunk = Optional.of(new Shrinking(sweeping, surroundings, output).shrink(first));
      }
      print(new SweepOutcome(report, took, stopped, shrunk));
      file.ifPresent(to -> write(to, recorder, report));
      return exitCode(report, stopped);
    }
  }

  private static int exitCode(SweepReport report, boolean stopped) {
    if (stopped) {
      return ExitCode.INTERRUPTED;
    }
    return report.good() ? ExitCode.GOOD : ExitCode.BAD;
  }

  private SweepView view() {
    if (output.quiet || output.json) {
      return SweepView.NONE;
    }
    return surroundings.live() && !output.plain
        ? new SweepBar(surroundings)
        : new SweepLines(surroundings.err(), surroundings.time());
  }

  private void write(Path file, SweepRecorder recorder, SweepReport report) {
    OutputFile.write(file, SweepPage.of(recorder.story(report, surroundings.launcher())));
    if (!output.json && !output.quiet) {
      surroundings.out().println("Report: " + file);
    }
    surroundings.out().flush();
  }

  private void print(SweepOutcome outcome) {
    PrintWriter out = surroundings.out();
    boolean colour = surroundings.colour();
    String launcher = surroundings.launcher();
    if (output.json) {
      out.println(SweepJson.text(outcome, launcher));
    } else if (output.quiet) {
      out.println(SweepText.verdict(outcome).render(colour));
    } else {
      for (Line line : SweepText.lines(outcome, launcher, output.verbose)) {
        out.println(line.render(colour));
      }
    }
    // An interrupted process ends as soon as the interrupt is closed.
    out.flush();
  }

  /** Follows the runs; told of one at a time. */
  private final class Progress implements Consumer<RunResult> {
    private final Sweep sweep;
    private final Duration began;
    private final SweepView view;
    private int done;
    private int failures;

    Progress(Sweep sweep, Duration began, SweepView view) {
      this.sweep = sweep;
      this.began = began;
      this.view = view;
    }

    @Override
    public void accept(RunResult run) {
      done++;
      if (!run.good()) {
        failures++;
        tell(run);
      }
      Duration elapsed = surroundings.time().now().minus(began);
      view.progressed(new SweepProgress(done, sweep.seeds(), failures, elapsed));
    }

    private void tell(RunResult run) {
      if (failures <= MOST_TOLD_AT_ONCE) {
        view.say(SweepText.failure(run));
      }
      if (failures == MOST_TOLD_AT_ONCE) {
        view.say(Line.of("further failing runs are told at the end"));
      }
    }
  }
}
