package io.servergroup.cli.view;

import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.sweep.Fault;
import io.servergroup.simulator.sweep.FaultKind;
import io.servergroup.simulator.sweep.RunRequest;
import io.servergroup.simulator.sweep.RunResult;
import io.servergroup.simulator.sweep.Scenario;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One hostile run for people: what it is, and what came of it. */
public final class RunText {
  private RunText() {}

  /** What a run is, before it begins. */
  public static List<Line> head(RunRequest request) {
    Scenario scenario = Scenario.of(request);
    List<Line> lines = new ArrayList<>();
    lines.add(
        Fact.line(
            "servers",
            "%s, %s, behind %s"
                .formatted(
                    Amounts.count(scenario.servers()),
                    Replay.topology(scenario.topology()),
                    ReportText.loadBalancers(scenario.loadBalancers()))));
    lines.add(
        Fact.line(
            "versions",
            "groups name %s; %s"
                .formatted(
                    scenario.fixedVersion() ? "version 1" : "the newest version",
                    scenario.newImage() ? "a new image is rolled" : "there is no new image")));
    lines.addAll(Fact.lines("first rollout", input(scenario.first())));
    lines.addAll(Fact.lines("other rollouts", input(scenario.second())));
    lines.addAll(
        Fact.lines(
            "faults",
            "from %s until the rollouts end; %s"
                .formatted(
                    scenario.hostileCreation()
                        ? "the cluster's creation on"
                        : "the first rollout on",
                    scenario.lastRollout()
                        ? "after them a last rollout must succeed"
                        : "after them the cluster must heal")));
    lines.addAll(Fact.lines("that may happen", may(scenario)));
    lines.add(Line.EMPTY);
    return lines;
  }

  private static String input(Map<String, Object> input) {
    return input.entrySet().stream()
        .filter(entry -> !entry.getValue().equals(RehearsalOptions.serverGroup()))
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String may(Scenario scenario) {
    return scenario
        .only()
        .map(only -> "only " + words(only))
        .orElseGet(
            () ->
                words(scenario.faultKinds().stream().map(FaultKind::word).toList())
                    + " (profile %s)".formatted(scenario.profile().name()));
  }

  /** What came of a run. */
  public static List<Line> lines(RunResult run, Optional<Shrunk> shrunk, String launcher) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.EMPTY);
    run.violations().forEach(text -> lines.add(Line.of(Style.BAD, "!! " + text)));
    lines.addAll(Fact.lines("faults", happened(run)));
    Set<Fault> not = new TreeSet<>(run.request().only().orElse(Set.of()));
    not.removeAll(run.faults());
    if (!not.isEmpty()) {
      lines.addAll(Fact.lines("did not happen", words(not)));
    }
    lines.addAll(Fact.lines("rollouts ended", words(run.endings())));
    lines.add(Fact.line("virtual time", Amounts.minutes(run.virtual()) + " minutes"));
    lines.add(Fact.line("events", Amounts.count(run.events())));
    lines.add(Fact.line("hash", run.hash().isEmpty() ? "none: it came to no end" : run.hash()));
    lines.add(Fact.line("run it again", HostileReplay.command(launcher, run.request())));
    shrunk.ifPresent(smaller -> lines.addAll(ShrinkText.lines(smaller, launcher)));
    lines.add(Line.EMPTY);
    lines.add(verdict(run));
    return lines;
  }

  private static String happened(RunResult run) {
    return run.faults().isEmpty()
        ? "none"
        : "%s: %s".formatted(Amounts.count(run.faults().size()), words(run.faults()));
  }

  private static String words(Collection<?> words) {
    return words.isEmpty()
        ? "none"
        : words.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** The one line that says how it went. */
  public static Line verdict(RunResult run) {
    Line line =
        run.good()
            ? Line.of(Style.GOOD, "NO RULE BROKEN")
            : Line.of(
                Style.BAD, "RULES BROKEN, " + Amounts.count(run.violations().size(), "violation"));
    return line.and(
        " with seed %d, faults %s, %s; rollouts ended %s; hash %s"
            .formatted(
                run.request().seed(),
                run.request().profile().name(),
                Amounts.count(run.servers(), "server"),
                words(run.endings()),
                run.hash().isEmpty() ? "none" : run.hash()));
  }
}
