package io.servergroup.cli.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.servergroup.rollout.ChosenServer;
import io.servergroup.rollout.EqualServers;
import io.servergroup.rollout.Finding;
import io.servergroup.rollout.Forecast;
import java.util.Locale;

/** What a rollout would do, for programs: one JSON object on one line. */
public final class PlanJson {
  private PlanJson() {}

  /** The object, without a line break; what is not known is null. */
  public static String text(Outline outline) {
    Forecast forecast = outline.forecast();
    ObjectNode json = JsonText.object();
    json.put("starts", forecast.starts());
    json.put("serverGroup", outline.input().serverGroup());
    json.put("readAt", outline.readAt().toString());
    ArrayNode findings = json.putArray("findings");
    forecast.findings().forEach(finding -> finding(findings.addObject(), finding));
    json.put("stops", forecast.stops().orElse(null));
    json.put("servers", forecast.size());
    json.put("batchSize", outline.batchSize());
    json.put("toReplace", forecast.toReplace());
    leftAlone(json.putArray("leftAlone"), forecast.equal());
    json.put("floor", forecast.floor());
    json.put("lowestHealthy", forecast.lowestHealthy());
    json.put("batchSeconds", outline.batch().time().total().toSeconds());
    json.put("batchSecondsFrom", outline.batch().basis().name().toLowerCase(Locale.ROOT));
    json.put("bakeSeconds", outline.input().bakeSeconds());
    json.put("expectedSeconds", forecast.duration().toSeconds());
    json.put("stateTransitions", forecast.transitions());
    json.put("transitionsPriceUsd", outline.usage().bill().transitions());
    json.put("executions", forecast.executions());
    UsageJson.put(json, outline.usage(), outline.sharing());
    ArrayNode checkpoints = json.putArray("checkpoints");
    forecast
        .questions()
        .forEach(
            question ->
                checkpoints
                    .addObject()
                    .put("afterBatch", question.afterBatch())
                    .put("question", question.words()));
    ArrayNode batches = json.putArray("batches");
    forecast.batches().forEach(batch -> batch(batches.addObject(), batch));
    return JsonText.of(json);
  }

  /** Versions that servers run and that hold the same as their targets. */
  private static void leftAlone(ArrayNode json, EqualServers equal) {
    equal
        .byVersion()
        .forEach(
            (version, servers) ->
                json.addObject()
                    .put("servers", servers)
                    .put("version", version.toString())
                    .put("sameAs", equal.sameAs().get(version).toString()));
  }

  private static void finding(ObjectNode json, Finding finding) {
    json.put("where", finding.where());
    json.put("found", finding.found());
    json.put("wanted", finding.wanted());
  }

  private static void batch(ObjectNode json, Forecast.Batch batch) {
    json.put("batch", batch.number());
    json.put("canary", batch.canary());
    ArrayNode servers = json.putArray("servers");
    batch.servers().forEach(server -> server(servers.addObject(), server));
  }

  private static void server(ObjectNode json, ChosenServer server) {
    if (server.index().isPresent()) {
      json.put("server", server.index().getAsInt());
    } else {
      json.putNull("server");
    }
    json.put("autoScalingGroup", server.group());
    json.put("instance", server.instanceId().isEmpty() ? null : server.instanceId());
    json.put("zone", server.zone());
  }
}
