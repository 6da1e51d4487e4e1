package io.servergroup.cli.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.servergroup.simulator.sweep.Fault;
import io.servergroup.simulator.sweep.RunResult;
import io.servergroup.simulator.sweep.SweepReport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The report of a sweep for programs: one JSON object on one line. */
public final class SweepJson {
  private SweepJson() {}

  /** The object, without a line break. */
  public static String text(SweepOutcome outcome, String launcher) {
    SweepReport report = outcome.report();
    ObjectNode json = JsonText.object();
    json.put("good", report.good());
    json.put("stopped", outcome.stopped());
    json.put("firstSeed", report.sweep().firstSeed());
    json.put("seeds", report.sweep().seeds());
    json.put("faultProfile", report.sweep().profile().name());
    json.put("jobs", report.sweep().jobs());
    json.put("runs", report.runs());
    json.put("failedRuns", report.failures().size());
    json.put("wallSeconds", outcome.took().toMillis() / 1000.0);
    json.put("runsPerSecond", Math.round(outcome.progress().perSecond() * 10) / 10.0);
    json.putObject("virtualSeconds")
        .put("least", report.durations().least().toSeconds())
        .put("median", report.durations().median().toSeconds())
        .put("percentile99", report.durations().percentile99().toSeconds())
        .put("most", report.durations().most().toSeconds());
    json.put("servers", report.servers());
    json.put("events", report.events());
    json.put("faults", report.faults());
    coverage(json.putObject("coverage"), Reach.of(report));
    json.put("hash", report.hash());
    json.put("replay", HostileReplay.command(launcher, report.sweep()));
    ArrayNode failures = json.putArray("failures");
    report.failures().forEach(run -> run(failures.addObject(), run, launcher));
    shrunk(json, outcome.shrunk(), launcher);
    return JsonText.of(json);
  }

  private static void coverage(ObjectNode json, List<Reach> reaches) {
    for (Reach reach : reaches) {
      ObjectNode kind = json.putObject(reach.kind().name().toLowerCase(Locale.ROOT));
      kind.put("reached", reach.listed() ? reach.reached() : reach.counts().size());
      if (reach.listed()) {
        kind.put("reachable", reach.reachable());
      } else {
        kind.putNull("reachable");
      }
      reach.missing().forEach(kind.putArray("missing")::add);
      reach.unlisted().forEach(kind.putArray("unlisted")::add);
      ObjectNode counts = kind.putObject("counts");
      reach.counts().forEach(counts::put);
    }
  }

  /** What identifies a run and what came of it. */
  static void run(ObjectNode json, RunResult run, String launcher) {
    json.put("seed", run.request().seed());
    json.put("servers", run.servers());
    json.put("events", run.events());
    json.put("virtualSeconds", run.virtual().toMillis() / 1000.0);
    run.faults().stream().map(Fault::toString).forEach(json.putArray("faults")::add);
    run.endings().forEach(json.putArray("endings")::add);
    run.violations().forEach(json.putArray("violations")::add);
    json.put("hash", run.hash());
    json.put("replay", HostileReplay.command(launcher, run.request()));
  }

  /** The smaller run, or null where there is none. */
  static void shrunk(ObjectNode json, Optional<Shrunk> shrunk, String launcher) {
    if (shrunk.isEmpty()) {
      json.putNull("shrunk");
      return;
    }
    ObjectNode smaller = json.putObject("shrunk");
    smaller.put("attempts", shrunk.get().runs());
    run(smaller, shrunk.get().to(), launcher);
  }
}
