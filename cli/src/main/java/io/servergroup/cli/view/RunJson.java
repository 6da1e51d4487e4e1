package io.servergroup.cli.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.servergroup.simulator.sweep.Fault;
import io.servergroup.simulator.sweep.FaultKind;
import io.servergroup.simulator.sweep.Point;
import io.servergroup.simulator.sweep.RunResult;
import io.servergroup.simulator.sweep.Scenario;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One hostile run for programs: one JSON object on one line. */
public final class RunJson {
  private RunJson() {}

  /** The object, without a line break. */
  public static String text(RunResult run, Optional<Shrunk> shrunk, String launcher) {
    ObjectNode json = JsonText.object();
    json.put("good", run.good());
    json.put("faultProfile", run.request().profile().name());
    scenario(json.putObject("scenario"), Scenario.of(run.request()));
    SweepJson.run(json, run, launcher);
    reached(json.putObject("reached"), run.reached());
    SweepJson.shrunk(json, shrunk, launcher);
    return JsonText.of(json);
  }

  private static void scenario(ObjectNode json, Scenario scenario) {
    json.put("topology", Replay.topology(scenario.topology()));
    json.put("loadBalancers", Replay.elb(scenario.loadBalancers()));
    json.put("groupsNameVersion", scenario.fixedVersion());
    json.put("newImage", scenario.newImage());
    json.putPOJO("firstInput", scenario.first());
    json.putPOJO("otherInput", scenario.second());
    json.put("faultsFromCreation", scenario.hostileCreation());
    json.put("lastRollout", scenario.lastRollout());
    scenario.faultKinds().stream().map(FaultKind::word).forEach(json.putArray("faultKinds")::add);
    if (scenario.only().isPresent()) {
      scenario.only().get().stream()
          .sorted()
          .map(Fault::toString)
          .forEach(json.putArray("onlyFaults")::add);
    } else {
      json.putNull("onlyFaults");
    }
  }

  private static void reached(ObjectNode json, Map<Point, Long> reached) {
    for (Point.Kind kind : Point.Kind.values()) {
      ObjectNode counts = json.putObject(kind.name().toLowerCase(Locale.ROOT));
      reached.entrySet().stream()
          .filter(entry -> entry.getKey().kind() == kind)
          .forEach(entry -> counts.put(entry.getKey().name(), entry.getValue()));
    }
  }
}
