package io.servergroup.simulator.sweep;

import io.servergroup.rollout.InputField;
import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.rehearsal.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Draws the workload of a run from its seed: the cluster and what is asked of its rollouts. Most
 * clusters are small: most faults need no more than three servers to do harm, and a run of those
 * costs a tenth of one of forty.
 */
final class ScenarioDraw {
  /** The rollouts' alarm. */
  static final String ALARM = "errors";

  private final long seed;
  private final FaultProfile profile;
  private final OptionalInt servers;
  private final RandomStream random;

  ScenarioDraw(long seed, FaultProfile profile, OptionalInt servers) {
    this.seed = seed;
    this.profile = profile;
    this.servers = servers;
    this.random = new RandomStream(seed, "workload");
  }

  Scenario draw() {
    int drawn = size();
    int size = servers.orElse(drawn);
    Topology topology =
        switch (oneOf(6, 3, 1)) {
          case 0 -> Topology.GROUP_PER_SERVER;
          case 1 -> Topology.GROUP_PER_ZONE;
          default -> Topology.WITHOUT_IDENTITY;
        };
    RehearsalOptions.LoadBalancerKind balancers =
        switch (oneOf(2, 5, 1)) {
          case 0 -> RehearsalOptions.LoadBalancerKind.CLASSIC;
          case 1 -> RehearsalOptions.LoadBalancerKind.TARGET_GROUP;
          default -> RehearsalOptions.LoadBalancerKind.BOTH;
        };
    boolean fixedVersion = random.chance(0.12);
    boolean newImage = random.chance(0.92);
    Map<String, Object> first = input(size, fixedVersion, newImage);
    Map<String, Object> second = input(size, fixedVersion, newImage);
    return new Scenario(
        seed,
        size,
        topology,
        balancers,
        fixedVersion,
        newImage,
        first,
        second,
        random.chance(0.08),
        random.chance(0.4),
        profile,
        Optional.empty());
  }

  private int size() {
    return switch (oneOf(42, 28, 15, 10, 4, 1)) {
      case 0 -> 1;
      case 1 -> 2;
      case 2 -> 3;
      case 3 -> 4 + random.nextInt(3);
      case 4 -> 7 + random.nextInt(6);
      default -> 13 + random.nextInt(Scenario.MOST_SERVERS - 12);
    };
  }

  /** The input of a rollout; most of it is left to its defaults. */
  private Map<String, Object> input(int size, boolean fixedVersion, boolean newImage) {
    Map<String, Object> input = new LinkedHashMap<>();
    put(input, InputField.SERVER_GROUP, RehearsalOptions.serverGroup());
    put(input, InputField.BATCH_SIZE, batchSize(size));
    maybe(0.2, input, InputField.CANARY, random.chance(0.5));
    boolean all = random.chance(0.06) || !newImage;
    if (all) {
      put(input, InputField.REPLACE_ALL, true);
    }
    maybe(0.06, input, InputField.SERVERS, someOf(size));
    if (fixedVersion) {
      put(input, InputField.LAUNCH_TEMPLATE_VERSION, random.chance(0.7) ? "$Latest" : 2);
    }
    maybe(0.1, input, InputField.SKIP_HEALTH_CHECK, true);
    maybe(0.2, input, InputField.CONSECUTIVE_HEALTHY_CHECKS, 1 + random.nextInt(3));
    maybe(0.1, input, InputField.MIN_UPTIME_SECONDS, 30 + random.nextInt(200));
    maybe(0.3, input, InputField.ALARMS, List.of(ALARM));
    maybe(0.3, input, InputField.POLL_SECONDS, 5 + random.nextInt(40));
    maybe(0.2, input, InputField.BAKE_SECONDS, 10 + random.nextInt(180));
    put(input, InputField.BATCH_TIMEOUT_MINUTES, 8 + random.nextInt(20));
    maybe(0.1, input, InputField.CHECKPOINTS, checkpoints());
    if (List.of("canary").equals(input.get(InputField.CHECKPOINTS.key()))) {
      // Who wants a checkpoint after the canary wants one.
      input.remove(InputField.CANARY.key());
    }
    put(input, InputField.CHECKPOINT_TIMEOUT_MINUTES, 5 + random.nextInt(40));
    put(input, InputField.ON_FAILURE, random.chance(0.4) ? "ROLLBACK" : "STOP");
    return input;
  }

  private Object batchSize(int size) {
    int least = Math.max(1, size / 6);
    int most = Math.max(least, size / 2);
    int batch = least + random.nextInt(most - least + 1);
    return switch (oneOf(14, 5, 1)) {
      case 0 -> batch;
      case 1 -> Math.max(1, 100 * batch / size) + "%";
      default -> size;
    };
  }

  private List<Integer> someOf(int size) {
    List<Integer> some = new ArrayList<>();
    for (int server = 0; server < size; server++) {
      if (random.chance(0.5)) {
        some.add(server);
      }
    }
    return some.isEmpty() ? List.of(0) : some;
  }

  private List<String> checkpoints() {
    return switch (oneOf(3, 2, 2)) {
      case 0 -> List.of("canary");
      case 1 -> List.of("every-batch");
      default -> List.of("50%");
    };
  }

  /** The index of one of several weights, which are drawn in proportion. */
  private int oneOf(int... weights) {
    int sum = 0;
    for (int weight : weights) {
      sum += weight;
    }
    int drawn = random.nextInt(sum);
    for (int i = 0; i < weights.length; i++) {
      drawn -= weights[i];
      if (drawn < 0) {
        return i;
      }
    }
    throw new AssertionError("a draw beyond all weights");
  }

  /** The value is drawn whether it is used or not, so that one field does not move the others. */
  private void maybe(double chance, Map<String, Object> input, InputField field, Object value) {
    if (random.chance(chance)) {
      put(input, field, value);
    }
  }

  private static void put(Map<String, Object> input, InputField field, Object value) {
    input.put(field.key(), value);
  }
}
