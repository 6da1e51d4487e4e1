package io.servergroup.rollout;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.ServerGroup;
import io.servergroup.health.Depth;
import io.servergroup.health.GroupHealth;
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

  /**
   * Whether none of the servers of a batch can be healthy for what load balancers say of them, so
   * that their identities do not matter yet. Where these tell which server an instance is, they
   * have to be known.
   *
   * @param batchHealth a look at the Auto Scaling groups of the batch that read nothing of
   *     identities
   */
  public static boolean nobodyIsSentRequests(List<ChosenServer> batch, GroupHealth batchHealth) {
    Set<String> leaving = leaving(batch);
    return batchHealth.servers().stream()
        .allMatch(
            verdict ->
                verdict.server().isNumbered()
                    && (!verdict.healthy()
                        || verdict
                            .server()
                            .instance()
                            .filter(instance -> leaving.contains(instance.id()))
                            .isPresent()));
  }

  static boolean serves(List<ChosenServer> batch, AutoScalingGroup group) {
    Set<String> leaving = leaving(batch);
    return group.instances().stream()
        .filter(instance -> instance.state() == LifecycleState.IN_SERVICE)
        .map(Instance::id)
        .anyMatch(id -> !leaving.contains(id));
  }

  private static Set<String> leaving(List<ChosenServer> batch) {
    return batch.stream().map(ChosenServer::instanceId).collect(Collectors.toSet());
  }
}
