package io.servergroup.cli.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.servergroup.endpoint.ClusterFacts;
import io.servergroup.endpoint.SimulatedEndpoint;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is told of a simulated account that is served. */
public final class ServedText {
  private static final String CREDENTIALS = "simulated";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  private final SimulatedEndpoint endpoint;
  private final long seed;
  private final double pace;

  /**
   * @param pace virtual seconds in a real second
   */
  public ServedText(SimulatedEndpoint endpoint, long seed, double pace) {
    this.endpoint = endpoint;
    this.seed = seed;
    this.pace = pace;
  }

  /** What a caller's environment has to say. */
  private Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL", endpoint.address().toString(),
        "AWS_ACCESS_KEY_ID", CREDENTIALS,
        "AWS_SECRET_ACCESS_KEY", CREDENTIALS,
        "AWS_REGION", endpoint.region(),
        "AWS_DEFAULT_REGION", endpoint.region());
  }

  /** For a person. */
  public List<Line> lines(String launcher) {
    ClusterFacts facts = endpoint.facts();
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.of(Style.STRONG, "Simulated AWS at " + endpoint.address())
            .and(", time passes %s times as fast; Ctrl-C ends it".formatted(paceText())));
    lines.add(Line.of(""));
    environment().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> Line.of("  export %s=%s".formatted(entry.getKey(), entry.getValue())))
        .forEach(lines::add);
    lines.add(Line.of(""));
    lines.add(Fact.line("server group", facts.serverGroup()));
    lines.add(
        Fact.line(
            "servers",
            "%d, healthy, in %s"
                .formatted(
                    facts.servers(),
                    facts.autoScalingGroups() == 1
                        ? "one Auto Scaling group"
                        : facts.autoScalingGroups() + " Auto Scaling groups")));
    lines.add(
        Fact.line(
            "launch template",
            "%s; version %d is new".formatted(facts.launchTemplate(), facts.newVersion())));
    lines.add(Fact.line("state machine", facts.stateMachine()));
    lines.add(Fact.line("lock table", facts.lockTable()));
    lines.add(Fact.line("hosted zone", facts.hostedZone()));
    lines.add(Fact.line("seed", Long.toString(seed)));
    lines.add(Line.of(""));
    lines.add(Line.of("Roll the new version, in another terminal with that environment:"));
    lines.add(Line.of("  %s start --group %s --watch".formatted(launcher, facts.serverGroup())));
    lines.add(
        Line.of(
            "  aws stepfunctions start-execution --state-machine-arn %s --input '{\"serverGroup\": \"%s\"}'"
                .formatted(facts.stateMachine(), facts.serverGroup())));
    return lines;
  }

  private String paceText() {
    return pace == Math.rint(pace) ? Long.toString(Math.round(pace)) : Double.toString(pace);
  }

  /** For a program, on one line. */
  public String json() {
    ClusterFacts facts = endpoint.facts();
    ObjectNode json = JsonText.object();
    json.put("endpoint", endpoint.address().toString());
    json.put("region", endpoint.region());
    json.put("pace", pace);
    json.put("seed", seed);
    json.put("serverGroup", facts.serverGroup());
    json.put("servers", facts.servers());
    json.put("autoScalingGroups", facts.autoScalingGroups());
    json.put("stateMachine", facts.stateMachine());
    json.put("lockTable", facts.lockTable());
    json.put("launchTemplate", facts.launchTemplate());
    json.put("newVersion", facts.newVersion());
    json.put("hostedZone", facts.hostedZone());
    ObjectNode variables = json.putObject("environment");
    environment().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> variables.put(entry.getKey(), entry.getValue()));
    return JsonText.of(json);
  }

  /** A request that was answered, such as {@code 09:12:40 autoscaling DescribeTags 200}. */
  public static String request(SimulatedEndpoint.Served served) {
    return "%s %s %s %d"
        .formatted(
            TIME.format(served.time()),
            served.service().isEmpty() ? "-" : served.service(),
            served.operation().isEmpty() ? "-" : served.operation(),
            served.status());
  }
}
