package io.servergroup.cli;

import io.servergroup.cli.terminal.Interrupt;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.kernel.TraceEntry;
import io.servergroup.simulator.sweep.Fault;
import io.servergroup.simulator.sweep.FaultKind;
import io.servergroup.simulator.sweep.Point;
import io.servergroup.simulator.sweep.Reachable;
import io.servergroup.simulator.sweep.RunRequest;
import io.servergroup.simulator.sweep.RunResult;
import io.servergroup.simulator.sweep.Sweep;
import io.servergroup.simulator.sweep.SweepReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Hostile runs of which some break a rule: each takes its time, has four faults on three servers,
 * and fails when its seed is one of the bad ones and its third fault, a lost event, happens.
 */
final class ScriptedSweeping implements Sweeping, Interrupt {
  static final String VIOLATION = "2026-01-05T09:01:43.366Z slot 2 has two holders";
  private static final Fault CULPRIT = new Fault(FaultKind.LOST_EVENT, 3);
  private static final List<Fault> FAULTS =
      List.of(
          CULPRIT,
          new Fault(FaultKind.SLOW_CALL, 1),
          new Fault(FaultKind.SLOW_CALL, 9),
          new Fault(FaultKind.PAUSE, 1));

  private final FakeTime time = new FakeTime();
  private final Duration takes;
  private final int stopsAfter;
  private final Set<Long> bad;
  private int made;
  private boolean closed;

  private ScriptedSweeping(Duration takes, int stopsAfter, Set<Long> bad) {
    this.takes = takes;
    this.stopsAfter = stopsAfter;
    this.bad = bad;
  }

  /** Each run takes 100 ms. */
  static ScriptedSweeping failing(Long... seeds) {
    return new ScriptedSweeping(Duration.ofMillis(100), Integer.MAX_VALUE, Set.of(seeds));
  }

  /** Somebody presses Ctrl-C after so many runs. */
  static ScriptedSweeping stoppedAfter(int runs, Long... failing) {
    return new ScriptedSweeping(Duration.ofMillis(100), runs, Set.of(failing));
  }

  FakeTime time() {
    return time;
  }

  @Override
  public boolean asked() {
    return made >= stopsAfter;
  }

  @Override
  public void close() {
    closed = true;
  }

  /** Whether the process may end. */
  boolean closed() {
    return closed;
  }

  @Override
  public SweepReport sweep(Sweep sweep, Consumer<RunResult> progress, BooleanSupplier stop) {
    List<String> hashes = new ArrayList<>();
    List<RunResult> failures = new ArrayList<>();
    Map<Point, Long> reached = new TreeMap<>();
    int runs = 0;
    for (int index = 0; index < sweep.seeds(); index++) {
      if (stop.getAsBoolean()) {
        hashes.add("");
        continue;
      }
      RunResult run = run(RunRequest.of(sweep.firstSeed() + index, sweep.profile()), _ -> {});
      runs++;
      hashes.add(run.hash());
      run.reached().forEach((point, count) -> reached.merge(point, count, Long::sum));
      if (!run.good()) {
        failures.add(run);
      }
      progress.accept(run);
    }
    SortedSet<Point> missing = new TreeSet<>(Reachable.points(sweep.profile()));
    missing.removeAll(reached.keySet());
    return new SweepReport(
        sweep,
        runs,
        3L * runs,
        1000L * runs,
        4L * runs,
        new SweepReport.Durations(
            Duration.ofMinutes(20),
            Duration.ofMinutes(30),
            Duration.ofMinutes(90),
            Duration.ofHours(2)),
        hashes,
        "00000000000000aa",
        reached,
        missing,
        failures);
  }

  @Override
  public RunResult run(RunRequest request, Consumer<TraceEntry> watcher) {
    made++;
    time.sleep(takes);
    List<Fault> faults =
        FAULTS.stream()
            .filter(fault -> request.only().map(only -> only.contains(fault)).orElse(true))
            .toList();
    int servers = request.servers().orElse(3);
    watcher.accept(
        new TraceEntry(
            Simulation.START.plusSeconds(90), "fault", "launches", "lost-event@3: lost"));
    watcher.accept(
        new TraceEntry(Simulation.START.plusSeconds(91), "api", "Reconcile#1", "ec2:Describe"));
    boolean fails = bad.contains(request.seed()) && servers >= 2 && faults.contains(CULPRIT);
    return new RunResult(
        request,
        "%016x".formatted(request.seed()),
        servers,
        100L * servers + faults.size(),
        Duration.ofMinutes(30),
        faults,
        List.of("SUCCEEDED"),
        OptionalInt.of(servers - 1),
        fails ? List.of(VIOLATION, "another") : List.of(),
        Map.of(
            new Point(Point.Kind.FAULT, "lost-event"),
            2L,
            new Point(Point.Kind.ENDING, "SUCCEEDED"),
            1L,
            new Point(Point.Kind.DECISION, "Juggle"),
            1L));
  }
}
