package io.servergroup.simulator.rehearsal;

import io.servergroup.rollout.Finding;
import io.servergroup.rollout.InputField;
import io.servergroup.rollout.InputReader;
import io.servergroup.rollout.RolloutInput;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What to rehearse.
 *
 * @param servers how many servers the cluster has, 1 to 1,000
 * @param input what the rollout is asked for, by the names of {@link InputField}, without the
 *     server group; handed over as it is
 * @param seed decides everything that is left to chance
 * @param loadBalancers what the servers stand behind
 * @param topology how the servers are spread over Auto Scaling groups
 * @param incidents what happens meanwhile
 */
public record RehearsalOptions(
    int servers,
    Map<String, Object> input,
    long seed,
    LoadBalancerKind loadBalancers,
    Topology topology,
    Incidents incidents) {
  /** The version that a rehearsal deploys; the cluster is made from version 1. */
  public static final int NEW_VERSION = 2;

  private static final String NAME = "confluent-tools";

  public RehearsalOptions {
    input = Collections.unmodifiableMap(new LinkedHashMap<>(input));
  }

  /** A cluster with one Auto Scaling group per server. */
  public RehearsalOptions(
      int servers,
      String batchSize,
      long seed,
      LoadBalancerKind loadBalancers,
      OptionalInt bootFailureAt) {
    this(servers, batchSize, seed, loadBalancers, bootFailureAt, Topology.GROUP_PER_SERVER);
  }

  /** A rollout of which only the batch size is given. */
  public RehearsalOptions(
      int servers,
      String batchSize,
      long seed,
      LoadBalancerKind loadBalancers,
      OptionalInt bootFailureAt,
      Topology topology) {
    this(
        servers,
        Map.of(InputField.BATCH_SIZE.key(), batchSize),
        seed,
        loadBalancers,
        topology,
        Incidents.ofBoot(bootFailureAt));
  }

  /** The kinds of load balancer a cluster can stand behind. */
  public enum LoadBalancerKind {
    CLASSIC,
    TARGET_GROUP,
    BOTH
  }

  /** The name of the rehearsed server group. */
  public static String serverGroup() {
    return NAME;
  }

  /** The input as the rollout gets it. */
  Map<String, Object> wholeInput() {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put(InputField.SERVER_GROUP.key(), NAME);
    whole.putAll(input);
    if (incidents.alarmAt().isPresent()) {
      whole.put(InputField.ALARMS.key(), List.of(Incidents.ALARM));
    }
    return whole;
  }

  /** What the rollout makes of its input, or what it finds wrong with it. */
  public InputReader.Result read() {
    return InputReader.read(wholeInput());
  }

  /**
   * What the rollout makes of its input.
   *
   * @throws IllegalArgumentException when it can not be used
   */
  RolloutInput understood() {
    return switch (read()) {
      case InputReader.Result.Valid(RolloutInput valid) -> valid;
      case InputReader.Result.Invalid(List<Finding> findings) ->
          throw new IllegalArgumentException(Finding.message("The rollout's input:", findings));
    };
  }

  /** How many servers a batch has at most. */
  int batchSize() {
    return understood().batchSize().servers(servers);
  }

  /** How many servers have to stay healthy. */
  int floor() {
    return servers - batchSize();
  }

  /** Whether the rollout is told a version, while the groups name the old one by its number. */
  boolean toVersion() {
    return input.containsKey(InputField.LAUNCH_TEMPLATE_VERSION.key());
  }

  /** Whether there is a new image; without one, servers are replaced by others like them. */
  boolean deploysNewImage() {
    return toVersion() || !understood().replaceAll();
  }
}
