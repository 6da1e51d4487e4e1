package io.servergroup.cli.rehearsed;

import io.servergroup.cli.story.Capacity;
import io.servergroup.cli.story.Decision;
import io.servergroup.cli.story.Ending;
import io.servergroup.cli.story.Life;
import io.servergroup.cli.story.Origin;
import io.servergroup.cli.story.RolloutStory;
import io.servergroup.cli.story.ServerStory;
import io.servergroup.cli.story.Tally;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.rehearsal.RehearsalReport;
import io.servergroup.simulator.rehearsal.RehearsalReport.ServerRow;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Tells the story of a rehearsal from what was recorded of it and from its report. */
public final class RehearsalStory {
  /** So much is shown after the last thing that changed. */
  private static final Duration QUIET = Duration.ofSeconds(30);

  private final StoryRecorder recorder;
  private final RehearsalReport report;
  private final Duration lasted;
  private final Duration shown;

  private RehearsalStory(StoryRecorder recorder, RehearsalReport report) {
    this.recorder = recorder;
    this.report = report;
    this.lasted = recorder.ended();
    Duration changed =
        recorder.levels().stream().map(Capacity.Level::at).reduce(Duration.ZERO, (a, b) -> b);
    this.shown = changed.compareTo(lasted) > 0 ? changed.plus(QUIET) : lasted;
  }

  /**
   * The whole story.
   *
   * @param again the command that runs the same rehearsal once more
   */
  public static RolloutStory of(StoryRecorder recorder, RehearsalReport report, String again) {
    return new RehearsalStory(recorder, report).tell(again);
  }

  private RolloutStory tell(String again) {
    return new RolloutStory(
        RehearsalOptions.serverGroup(),
        new Origin.Rehearsal(report.seed(), again),
        new Ending(verdict(), report.outcome(), report.reason()),
        lasted,
        shown,
        report.serverTable().stream().map(this::server).toList(),
        new Capacity(report.servers(), OptionalInt.of(report.floor()), until(recorder.levels())),
        recorder.batches(),
        recorder.marks().stream().filter(mark -> mark.at().compareTo(shown) <= 0).toList(),
        Decision.merged(
            recorder.decisions().stream()
                .filter(decision -> decision.at().compareTo(shown) <= 0)
                .toList()),
        RehearsalFigures.of(report),
        List.of(
            Tally.of("Functions invoked", "Function", report.lambdaInvocations()),
            Tally.of("Calls to AWS", "Call", report.apiCalls())),
        report.violations(),
        List.of());
  }

  private List<Capacity.Level> until(List<Capacity.Level> levels) {
    return levels.stream().filter(level -> level.at().compareTo(shown) <= 0).toList();
  }

  private Ending.Verdict verdict() {
    if (!report.good()) {
      return Ending.Verdict.FAILED;
    }
    return report.outcome().equals("SUCCEEDED")
        ? Ending.Verdict.SUCCEEDED
        : Ending.Verdict.STOPPED_AS_EXPECTED;
  }

  private ServerStory server(ServerRow row) {
    List<Life> lives =
        recorder.instances().entrySet().stream()
            .filter(instance -> instance.getValue().server.equals(OptionalInt.of(row.server())))
            .flatMap(instance -> life(instance, row).stream())
            .sorted(Comparator.comparing(Life::from))
            .toList();
    boolean named = !row.addressBefore().isEmpty();
    return new ServerStory(
        row.server(),
        row.zone(),
        named ? row.address() + ", " + row.dnsName() : "",
        lives,
        named
            ? Optional.of(
                row.address().equals(row.addressBefore())
                    && row.recordValue().equals(row.address()))
            : Optional.empty());
  }

  private Optional<Life> life(
      Map.Entry<String, StoryRecorder.InstanceRecord> instance, ServerRow row) {
    StoryRecorder.InstanceRecord known = instance.getValue();
    boolean before = instance.getKey().equals(row.instanceBefore());
    Life.Kind kind = known.atTarget ? Life.Kind.TARGET : Life.Kind.OTHER;
    return Life.of(
        instance.getKey(),
        before ? number(row.versionBefore()) : known.version,
        before ? Life.Kind.BEFORE : kind,
        known.signs.stream().filter(sign -> sign.at().compareTo(shown) <= 0).toList(),
        shown);
  }

  private static String number(String version) {
    return version.substring(version.lastIndexOf(':') + 1);
  }
}
