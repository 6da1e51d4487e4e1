package io.servergroup.cli;

import io.servergroup.cli.terminal.Pace;
import io.servergroup.cli.view.InputOption;
import io.servergroup.cli.view.Replay;
import io.servergroup.rollout.Finding;
import io.servergroup.rollout.InputReader;
import io.servergroup.rollout.RolloutInput;
import io.servergroup.simulator.rehearsal.Expectation;
import io.servergroup.simulator.rehearsal.Incidents;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import io.servergroup.simulator.rehearsal.Topology;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads the values of {@code rollout rehearse}, all of them, before it complains about any.
 *
 * <p>An unreadable value stands as something harmless until the end, so that it is complained about
 * once.
 */
final class RehearseArguments {
  private static final int LONGEST_ANSWER = 2_592_000;

  private final List<String> findings;

  /**
   * @param findings told everything that is wrong
   */
  RehearseArguments(List<String> findings) {
    this.findings = findings;
  }

  /**
   * What to rehearse.
   *
   * @param input of the rollout, as it was given
   * @param seed as it was given, or a fresh one
   */
  RehearsalOptions options(
      String servers,
      Map<String, Object> input,
      String seed,
      String loadBalancers,
      String topology,
      IncidentOptions incidents) {
    OptionalInt size = Numbers.servers(servers, findings);
    int known = size.orElse(Numbers.MOST_SERVERS);
    Map<String, Object> usable = new LinkedHashMap<>(input);
    if (!isBatchSize(String.valueOf(input.get(InputOption.BATCH_SIZE.key())), size)) {
      usable.put(InputOption.BATCH_SIZE.key(), "1");
    }
    RehearsalOptions options =
        new RehearsalOptions(
            known,
            usable,
            Numbers.seed(seed, findings),
            kind(loadBalancers),
            topology(topology),
            incidents(incidents, known));
    switch (options.read()) {
      case InputReader.Result.Invalid(List<Finding> wrong) ->
          wrong.forEach(finding -> findings.add(InputOption.of(finding)));
      case InputReader.Result.Valid(RolloutInput valid) -> checkTogether(options, valid);
    }
    return options;
  }

  /** The pace somebody asked for. */
  Pace pace(String speed) {
    if (speed.equals("max")) {
      return Pace.UNLIMITED;
    }
    try {
      double asked = Double.parseDouble(speed);
      if (asked >= 0.001 && asked <= 1e9) {
        return Pace.of(asked);
      }
    } catch (NumberFormatException e) {
      // Complained about below, together with numbers that are no speed.
    }
    findings.add(Expected.SPEED.instead(speed));
    return Pace.UNLIMITED;
  }

  /** What concerns cluster, input and incidents at once. */
  private void checkTogether(RehearsalOptions options, RolloutInput input) {
    if (!input.servers().isEmpty() && input.servers().last() >= options.servers()) {
      findings.add(
          "--only: found %d; right are numbers of servers, and the last one is %d"
              .formatted(input.servers().last(), options.servers() - 1));
      return;
    }
    Incidents incidents = options.incidents();
    incidents.bootFailureAt().ifPresent(server -> checkReplaced(server, input.servers()));
    int last = Expectation.batches(options).size();
    incidents.alarmAt().ifPresent(batch -> checkBatch("--alarm-at", batch, last));
    incidents.cancelAt().ifPresent(batch -> checkBatch("--cancel-at", batch, last));
    if (incidents.cancelAt().isPresent()) {
      refuseBesideCancelling(incidents.bootFailureAt().isPresent(), "--boot-failure-at");
      refuseBesideCancelling(incidents.alarmAt().isPresent(), "--alarm-at");
      refuseBesideCancelling(
          incidents.approveAfter().toMinutes() >= input.checkpointTimeoutMinutes(),
          "--approve-after longer than --checkpoint-timeout");
    }
  }

  private void checkReplaced(int failing, Set<Integer> only) {
    if (!only.isEmpty() && !only.contains(failing)) {
      findings.add(
          "%s; with --only it is one of those to be replaced"
              .formatted(Expected.BOOT_FAILURE_AT.instead(Integer.toString(failing))));
    }
  }

  private void checkBatch(String option, int batch, int last) {
    if (batch > last) {
      findings.add(
          "%s: found '%d'; right is the number of a batch, and the last one is %d"
              .formatted(option, batch, last));
    }
  }

  private void refuseBesideCancelling(boolean present, String option) {
    if (present) {
      findings.add("--cancel-at, %s: found both; right is one of them".formatted(option));
    }
  }

  private boolean isBatchSize(String batchSize, OptionalInt servers) {
    boolean percentage = batchSize.endsWith("%");
    String number = percentage ? batchSize.substring(0, batchSize.length() - 1) : batchSize;
    int most = percentage ? 100 : servers.orElse(Numbers.MOST_SERVERS);
    if (Numbers.whole(number, 1, most).isPresent()) {
      return true;
    }
    String limit = percentage || servers.isEmpty() ? "" : " (there are %d)".formatted(most);
    findings.add(Expected.BATCH_SIZE.instead(batchSize) + limit);
    return false;
  }

  private LoadBalancerKind kind(String name) {
    Optional<LoadBalancerKind> kind =
        Arrays.stream(LoadBalancerKind.values())
            .filter(each -> Replay.elb(each).equals(name.toLowerCase(Locale.ROOT)))
            .findFirst();
    if (kind.isEmpty()) {
      findings.add(Expected.ELB.instead(name));
    }
    return kind.orElse(LoadBalancerKind.BOTH);
  }

  private Topology topology(String name) {
    Optional<Topology> topology =
        Arrays.stream(Topology.values())
            .filter(each -> Replay.topology(each).equals(name.toLowerCase(Locale.ROOT)))
            .findFirst();
    if (topology.isEmpty()) {
      findings.add(Expected.TOPOLOGY.instead(name));
    }
    return topology.orElse(Topology.GROUP_PER_SERVER);
  }

  private Incidents incidents(IncidentOptions given, int servers) {
    OptionalInt answer = number(given.approveAfter, 0, LONGEST_ANSWER, Expected.APPROVE_AFTER);
    return new Incidents(
        failing(given.bootFailureAt, servers),
        number(given.alarmAt, 1, Numbers.MOST_SERVERS, Expected.ALARM_AT),
        number(given.cancelAt, 1, Numbers.MOST_SERVERS, Expected.CANCEL_AT),
        answer.isPresent() ? Duration.ofSeconds(answer.getAsInt()) : Incidents.USUAL_ANSWER);
  }

  private OptionalInt failing(String server, int servers) {
    if (server == null) {
      return OptionalInt.empty();
    }
    OptionalInt index = Numbers.whole(server, 0, servers - 1);
    if (index.isEmpty()) {
      findings.add(
          "%s (the last one is %d)"
              .formatted(Expected.BOOT_FAILURE_AT.instead(server), servers - 1));
    }
    return index;
  }

  private OptionalInt number(String text, int least, int most, Expected expected) {
    if (text == null) {
      return OptionalInt.empty();
    }
    OptionalInt number = Numbers.whole(text, least, most);
    if (number.isEmpty()) {
      findings.add(expected.instead(text));
    }
    return number;
  }
}
