package io.servergroup.cli;

import io.servergroup.simulator.kernel.TraceEntry;
import io.servergroup.simulator.rehearsal.Expectation;
import io.servergroup.simulator.rehearsal.Rehearsal;
import io.servergroup.simulator.rehearsal.RehearsalObserver;
import io.servergroup.simulator.rehearsal.RehearsalObserver.Progress;
import io.servergroup.simulator.rehearsal.RehearsalObserver.ServerState;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.rehearsal.RehearsalReport;
import io.servergroup.simulator.rehearsal.RehearsalReport.HistoryEvents;
import io.servergroup.simulator.rehearsal.RehearsalReport.Questions;
import io.servergroup.simulator.rehearsal.RehearsalReport.ServerRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Plays the same replacement of one server after the other, whatever the seed. */
public final class ScriptedRehearsal implements Rehearsal {
  private static final Duration BATCH = Duration.ofMinutes(4);

  private final List<String> violations;

  public ScriptedRehearsal(List<String> violations) {
    this.violations = violations;
  }

  @Override
  public RehearsalReport run(RehearsalOptions options, RehearsalObserver observer) {
    show(observer, picture(Duration.ZERO, "Prepare", 0, -1, "", options.servers()));
    for (int server = 0; server < options.servers(); server++) {
      replace(server, BATCH.multipliedBy(server), options, observer);
    }
    return report(options);
  }

  private static void replace(
      int server, Duration from, RehearsalOptions options, RehearsalObserver observer) {
    int all = options.servers();
    Duration terminating = from.plusMillis(1250);
    observer.batchBegan(terminating, server + 1, List.of(server));
    show(observer, picture(terminating, "Replacing", server + 1, server, "Terminating:Wait", all));
    event(observer, terminating, server, "api", "check", "autoscaling:DescribeAutoScalingGroups");
    event(
        observer, terminating, server, "autoscaling", old(server), "InService -> Terminating:Wait");
    Duration pending = from.plusSeconds(95);
    show(observer, picture(pending, "Waiting", server + 1, server, "Pending:Wait", all));
    event(observer, pending, server, "autoscaling", fresh(server), "launched");
    Duration healthy = from.plusSeconds(235);
    show(observer, picture(healthy, "Healthy", server + 1, -1, "", all, server + 1));
    event(observer, healthy, server, "elb", fresh(server), "in service");
  }

  private static void show(RehearsalObserver observer, Progress progress) {
    observer.progressed(progress.since(), () -> progress);
  }

  private static void event(
      RehearsalObserver observer,
      Duration since,
      int server,
      String source,
      String subject,
      String text) {
    observer.happened(
        since,
        OptionalInt.of(server),
        new TraceEntry(Instant.EPOCH.plus(since), source, subject, text));
  }

  /** A picture in which {@code busy} is being replaced and all before it are new. */
  public static Progress picture(
      Duration since, String phase, int batch, int busy, String state, int servers) {
    return picture(since, phase, batch, busy, state, servers, Math.max(0, batch - 1));
  }

  private static Progress picture(
      Duration since, String phase, int batch, int busy, String state, int servers, int done) {
    List<ServerState> states = new ArrayList<>();
    for (int server = 0; server < servers; server++) {
      boolean inBatch = server == busy;
      boolean current = server < done || (inBatch && state.startsWith("Pending"));
      states.add(
          new ServerState(
              server,
              zone(server),
              current ? fresh(server) : old(server),
              inBatch ? state : "InService",
              balancers(inBatch ? "draining" : "healthy"),
              inBatch ? "not in service" : "healthy",
              address(server),
              old(server),
              true,
              current,
              !inBatch,
              inBatch));
    }
    int healthy = busy < 0 ? servers : servers - 1;
    return new Progress(since, phase, batch, healthy, servers - 1, states);
  }

  private static Map<String, String> balancers(String state) {
    Map<String, String> states = new LinkedHashMap<>();
    states.put("classic", state);
    states.put("targets", state);
    return states;
  }

  /** The report of a rehearsal that went well but for the violations. */
  public RehearsalReport report(RehearsalOptions options) {
    int servers = options.servers();
    boolean failure = options.incidents().bootFailureAt().isPresent();
    String outcome = failure ? "FAILED" : "SUCCEEDED";
    String error = failure ? "Rollout.Stopped.Timeout" : "";
    return new RehearsalReport(
        outcome,
        error,
        new Expectation(outcome, new TreeSet<>(failure ? Set.of(error) : Set.of())),
        failure ? "Server 1 never answered." : "All servers run the new version.",
        servers,
        1,
        servers,
        servers,
        0,
        servers - 1,
        servers - 1,
        1440.5,
        1300.25,
        new Questions(0, 0),
        1,
        0,
        1234,
        new HistoryEvents(143, 88),
        Map.of("NextBatch", 7, "CheckServers", 90),
        18.5,
        Map.of(
            "ec2:DescribeInstances",
            1200,
            "autoscaling:TerminateInstanceInAutoScalingGroup",
            servers),
        failure ? OptionalDouble.of(126) : OptionalDouble.empty(),
        violations,
        options.seed(),
        "0123456789abcdef",
        IntStream.range(0, servers).mapToObj(ScriptedRehearsal::row).toList());
  }

  private static ServerRow row(int server) {
    return new ServerRow(
        server,
        zone(server),
        old(server),
        fresh(server),
        "1",
        "2",
        address(server),
        address(server),
        server + ".tools.example.com",
        address(server),
        "InService");
  }

  private static String old(int server) {
    return "i-%017x".formatted(0xa0 + server);
  }

  private static String fresh(int server) {
    return "i-%017x".formatted(0xb00 + server);
  }

  private static String zone(int server) {
    return "us-east-1" + (char) ('a' + server % 3);
  }

  private static String address(int server) {
    return "10.0.%d.%d".formatted(server % 3, 10 + server / 3);
  }
}
