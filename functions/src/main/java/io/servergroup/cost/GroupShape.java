package io.servergroup.cost;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.TemplateReference;
import io.servergroup.rollout.OnFailure;
import io.servergroup.rollout.RolloutPlan;
import io.servergroup.rollout.Targets;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What of a server group, and of what is asked of its rollout, decides which calls are made.
 *
 * @param groups how many Auto Scaling groups it has
 * @param servers how many servers it is to have
 * @param classicLoadBalancers how many different ones
 * @param targetGroups how many different ones
 * @param slots whether its servers have identities
 * @param volumes whether any of these has volumes
 * @param zones in how many hosted zones they have names
 * @param numbered whether each Auto Scaling group says which server it launches
 * @param references how many launch template references are resolved before it begins
 * @param moving so many can stand for another version later
 * @param compared of how many launch templates versions are compared before it begins
 * @param fixed whether groups are told which version to launch
 * @param remembered whether it is remembered what each server comes from
 * @param asksMachines whether it matters since when an instance has been up, to be healthy
 * @param asksMachinesToChoose whether it matters for the choice of servers
 * @param alarms how many have to be quiet
 */
public record GroupShape(
    int groups,
    int servers,
    int classicLoadBalancers,
    int targetGroups,
    boolean slots,
    boolean volumes,
    int zones,
    boolean numbered,
    int references,
    int moving,
    int compared,
    boolean fixed,
    boolean remembered,
    boolean asksMachines,
    boolean asksMachinesToChoose,
    int alarms) {
  /** The shape of a group that is about to be rolled. */
  public static GroupShape of(RolloutPlan plan, ServerGroup group) {
    List<AutoScalingGroup> all = group.autoScalingGroups();
    Set<TemplateReference> references = Targets.referencesOf(group);
    boolean ageMatters = plan.gates().rules().minUptime().isPositive();
    return new GroupShape(
        all.size(),
        group.size(),
        distinct(all.stream().map(AutoScalingGroup::classicLoadBalancers).toList()),
        distinct(all.stream().map(AutoScalingGroup::targetGroups).toList()),
        plan.gates().rules().withSlots(),
        plan.gates().rules().withVolumes(),
        (int)
            group.slots().stream()
                .flatMap(slot -> slot.dnsName().stream())
                .map(name -> name.hostedZoneId())
                .distinct()
                .count(),
        all.stream().allMatch(each -> each.index().isPresent()),
        references.size() + (plan.targets().areFixed() ? templates(references) : 0),
        plan.targets().areFixed()
            ? 0
            : (int) references.stream().filter(each -> each.number().isEmpty()).count(),
        (int)
            plan.targets().toCompare(group).stream()
                .map(version -> version.templateId())
                .distinct()
                .count(),
        plan.targets().areFixed(),
        plan.onFailure() == OnFailure.ROLLBACK,
        ageMatters,
        ageMatters || plan.selection().launchedBefore().isPresent(),
        plan.gates().alarms().size());
  }

  private static int templates(Set<TemplateReference> references) {
    return (int) references.stream().map(TemplateReference::templateId).distinct().count();
  }

  private static int distinct(List<List<String>> names) {
    return (int) names.stream().flatMap(Collection::stream).distinct().count();
  }
}
