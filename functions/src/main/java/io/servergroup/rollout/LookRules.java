package io.servergroup.rollout;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.ServerGroup;
import io.servergroup.health.Depth;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the looks of a rollout have to read, so that nothing is read that decides nothing. */
public final class LookRules {
  /**
   * For how long terminations rely on what the look that chose the batch saw of whose network
   * interface and volumes are attached where.
   */
  private static final Duration IDENTITIES_TRUSTED = Duration.ofSeconds(30);

  private LookRules() {}

  /**
   * Whether the look that chooses a batch has to ask EC2 about instances: where their age matters;
   * and when the batch before was given back. The look before each termination asks EC2 in any
   * case, so whoever chose again without asking might choose in vain again.
   */
  public static boolean needsMachines(RolloutPlan plan, Course course) {
    boolean ageMatters =
        plan.gates().rules().minUptime().isPositive()
            || (plan.selection().launchedBefore().isPresent() && !plan.isRollback());
    return ageMatters || course.tally().attempt() > 1;
  }

  /**
   * How much the look before a termination has to read.
   *
   * @param sinceChoice how long ago the batch was chosen
   */
  public static Depth beforeTermination(Duration sinceChoice) {
    return sinceChoice.compareTo(IDENTITIES_TRUSTED) < 0 ? Depth.INSTANCES : Depth.WHOLE;
  }

  /**
   * Whether any server of a batch can be healthy: somebody is in service in its Auto Scaling groups
   * who is not to leave. As long as nobody is, what Auto Scaling says of them is all there is to
   * say.
   *
   * @param batchGroups the Auto Scaling groups of the batch
   */
  public static boolean anybodyServes(List<ChosenServer> batch, ServerGroup batchGroups) {
    return batchGroups.autoScalingGroups().stream().anyMatch(group -> serves(batch, group));
  }

  static boolean serves(List<ChosenServer> batch, AutoScalingGroup group) {
    Set<String> leaving = batch.stream().map(ChosenServer::instanceId).collect(Collectors.toSet());
    return group.instances().stream()
        .filter(instance -> instance.state() == LifecycleState.IN_SERVICE)
        .map(Instance::id)
        .anyMatch(id -> !leaving.contains(id));
  }
}
