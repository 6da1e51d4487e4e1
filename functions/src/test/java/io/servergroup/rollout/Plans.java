package io.servergroup.rollout;

import io.servergroup.group.LifecycleState;
import io.servergroup.health.GroupHealth;
import io.servergroup.health.SampleGroup;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A rollout of sample groups from version 1 to 2. */
final class Plans {
  static final String EXECUTION = "arn:aws:states:eu-west-1:1:execution:rolling-deploy:one";
  static final Targets TO_2 = new Targets(Map.of(SampleGroup.LATEST, 2L));

  private Plans() {}

  static RolloutPlan plan(int size, int batchSize) {
    return new RolloutPlan(
        "web", size, batchSize, true, 2, Duration.ofSeconds(10), Duration.ofMinutes(30), TO_2);
  }

  static Situation situation(SampleGroup sample) {
    return situation(sample.health());
  }

  static Situation situation(GroupHealth health) {
    return new Situation(health, TO_2, Optional.of(EXECUTION));
  }

  static ChosenServer chosen(int index) {
    return new ChosenServer(
        OptionalInt.of(index), "web-" + index, "i-" + index, "zone-" + (char) ('a' + index % 3));
  }

  static io.servergroup.group.Instance instance(String id, LifecycleState state, long version) {
    return SampleGroup.instance(id, "zone-a", state, version);
  }
}
