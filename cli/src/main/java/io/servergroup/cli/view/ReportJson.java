package io.servergroup.cli.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.servergroup.simulator.rehearsal.RehearsalReport;
import io.servergroup.simulator.rehearsal.RehearsalReport.ServerRow;

/**
 * The report for programs: one JSON object on one line.
 *
 * <p>Fields are written one by one, so that renaming something in the code never renames it for the
 * programs that read this.
 */
public final class ReportJson {
  private ReportJson() {}

  /**
   * The object, without a line break.
   *
   * @param again the command that runs the same rehearsal once more
   */
  public static String text(RehearsalReport report, String again) {
    ObjectNode json = JsonText.object();
    outcome(json, report);
    json.put("servers", report.servers());
    json.put("batchSize", report.batchSize());
    json.put("batches", report.batches());
    json.put("replaced", report.replaced());
    json.put("rolledBack", report.takenBack());
    json.put("minHealthy", report.minHealthy());
    json.put("floor", report.floor());
    json.put("virtualSeconds", report.virtualSeconds());
    json.put("idealSeconds", report.idealSeconds());
    json.put("checkpoints", report.questions().asked());
    json.put("awaitedSeconds", report.questions().awaitedSeconds());
    json.put("rollouts", report.rollouts());
    json.put("handOvers", report.handedOver());
    json.put("stateTransitions", report.stateTransitions());
    json.put("transitionsPriceUsd", report.usage().bill().transitions());
    json.putObject("historyEvents")
        .put("parent", report.historyEvents().parent())
        .put("maxChild", report.historyEvents().maxChild());
    UsageJson.put(json, report.usage(), report.terminated());
    healed(json, report);
    report.violations().forEach(json.putArray("violations")::add);
    json.put("seed", report.seed());
    json.put("traceHash", report.traceHash());
    json.put("replay", again);
    ArrayNode table = json.putArray("serverTable");
    report.serverTable().forEach(row -> server(table.addObject(), row));
    return JsonText.of(json);
  }

  private static void outcome(ObjectNode json, RehearsalReport report) {
    json.put("good", report.good());
    json.put("outcome", report.outcome());
    json.put("expectedOutcome", report.expected().outcome());
    if (report.error().isEmpty()) {
      json.putNull("error");
    } else {
      json.put("error", report.error());
    }
    report.expected().errors().forEach(json.putArray("expectedErrors")::add);
    json.put("reason", report.reason());
  }

  private static void healed(ObjectNode json, RehearsalReport report) {
    if (report.healedAfterSeconds().isPresent()) {
      json.put("healedAfterSeconds", report.healedAfterSeconds().getAsDouble());
    } else {
      json.putNull("healedAfterSeconds");
    }
  }

  private static void server(ObjectNode json, ServerRow row) {
    json.put("server", row.server());
    json.put("zone", row.zone());
    json.put("instanceBefore", row.instanceBefore());
    json.put("instance", row.instance());
    json.put("versionBefore", row.versionBefore());
    json.put("version", row.version());
    json.put("addressBefore", row.addressBefore());
    json.put("address", row.address());
    json.put("dnsName", row.dnsName());
    json.put("recordValue", row.recordValue());
    json.put("state", row.state());
  }
}
