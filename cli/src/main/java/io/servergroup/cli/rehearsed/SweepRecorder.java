package io.servergroup.cli.rehearsed;

import io.servergroup.cli.story.Figure;
import io.servergroup.cli.story.SweepStory;
import io.servergroup.cli.story.Tally;
import io.servergroup.cli.view.Amounts;
import io.servergroup.cli.view.HostileReplay;
import io.servergroup.simulator.sweep.Fault;
import io.servergroup.simulator.sweep.FaultKind;
import io.servergroup.simulator.sweep.RunResult;
import io.servergroup.simulator.sweep.SweepReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Remembers of the runs of a sweep what its story needs; told of one at a time, in any order. */
public final class SweepRecorder implements Consumer<RunResult> {
  private final List<SweepStory.Run> runs = new ArrayList<>();
  private final SortedMap<String, SweepStory.FaultCount> faults = new TreeMap<>();
  private final SortedMap<String, Long> endings = new TreeMap<>();

  @Override
  public void accept(RunResult result) {
    runs.add(run(result));
    Set<FaultKind> kinds = new HashSet<>();
    for (Fault fault : result.faults()) {
      boolean first = kinds.add(fault.kind());
      faults.merge(
          fault.kind().word(),
          new SweepStory.FaultCount(
              fault.kind().meaning(), 1, first ? 1 : 0, first && !result.good() ? 1 : 0),
          SweepStory.FaultCount::and);
    }
    result.endings().forEach(ending -> endings.merge(ending, 1L, Long::sum));
  }

  /** The story of all of them. */
  public SweepStory story(SweepReport report, String launcher) {
    return new SweepStory(
        report.sweep().profile().name(),
        report.sweep().seeds(),
        runs.stream().sorted(Comparator.comparingLong(SweepStory.Run::seed)).toList(),
        faults,
        new Tally("How rollouts ended", "Ending", endings),
        report.failures().stream()
            .map(
                failure ->
                    new SweepStory.Failure(
                        run(failure),
                        failure.faults().size(),
                        failure.violations(),
                        HostileReplay.command(launcher, failure.request())))
            .toList(),
        report.missing().stream().map(String::valueOf).toList(),
        figures(report),
        report.hash(),
        HostileReplay.command(launcher, report.sweep()));
  }

  private static SweepStory.Run run(RunResult result) {
    return new SweepStory.Run(
        result.request().seed(),
        result.servers(),
        result.virtual(),
        result.lowestHealthy(),
        result.good());
  }

  private static List<Figure> figures(SweepReport report) {
    return List.of(
        new Figure(
            "Runs",
            Amounts.count(report.runs()),
            report.runs() < report.sweep().seeds()
                ? "of " + Amounts.count(report.sweep().seeds()) + ", then it was stopped"
                : "all that were asked for"),
        new Figure("Broke a rule", Amounts.count(report.failures().size()), "runs"),
        new Figure("Faults", Amounts.count(report.faults()), "that went wrong on purpose"),
        new Figure("Servers", Amounts.count(report.servers()), "in all runs together"),
        new Figure("Events", Amounts.count(report.events()), "rules checked after each"));
  }
}
