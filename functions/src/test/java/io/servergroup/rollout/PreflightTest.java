package io.servergroup.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.MaintenancePolicy;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.SlotFinding;
import io.servergroup.group.TemplateNaming;
import io.servergroup.health.GateRules;
import io.servergroup.health.GroupEdit;
import io.servergroup.health.GroupHealth;
import io.servergroup.health.Machines;
import io.servergroup.health.SampleGroup;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class PreflightTest {
  @Test
  void aHealthyGroupMayStart() {
    assertEquals(List.of(), check(SampleGroup.of(3), false));
  }

  @Test
  void aNameThatNoGroupCarriesIsRefused() {
    ServerGroup nothing = new ServerGroup("wbe", Instant.EPOCH, List.of(), List.of());
    Survey now = free(judged(nothing));

    assertEquals(
        List.of(
            "server group wbe: no Auto Scaling group carries the tag ServerGroupName=wbe; check the"
                + " name, the tag and the region"),
        sentences(Preflight.check(Inputs.ofSkippingHealth().input(), now)));
  }

  @Test
  void unhealthyServersAreRefusedUnlessHealthIsSkipped() {
    assertRefusedForHealth(SampleGroup.of(3).unhealthy(1), "server 1: target group web says");
    assertRefusedForHealth(SampleGroup.of(3).state(2, LifecycleState.PENDING), "server 2: i-2 is");
    assertRefusedForHealth(
        SampleGroup.of(3).attach(0, "i-0", "detaching"), "server 0: network interface eni-0");
  }

  @Test
  void anotherRolloutIsRefusedByName() {
    Survey now = Survey.of(Looks.at(SampleGroup.of(3)).lockOf("arn:other").now());

    assertTrue(
        sentences(Preflight.check(Inputs.ofSkippingHealth().input(), now))
            .getFirst()
            .contains("another rollout is running: arn:other"));
  }

  @Test
  void aBatchLargerThanTheGroupIsRefused() {
    assertEquals(
        List.of("input batchSize: 4 servers, but the group has 3; use at most 3"),
        sentences(Preflight.check(Inputs.of().batchSize(4).input(), free(SampleGroup.of(3)))));
    assertEquals(
        List.of(), Preflight.check(Inputs.of().batchSize(3).input(), free(SampleGroup.of(3))));
  }

  @Test
  void suspendedProcessesThatMatterAreRefusedByName() {
    assertRefusedForSafety(
        SampleGroup.of(2)
            .change(1, g -> g.suspending("Launch", "AddToLoadBalancer", "AZRebalance")),
        "Auto Scaling group web-1: suspended: AddToLoadBalancer, Launch; resume these processes");
  }

  @Test
  void aGroupThatMayLaunchFirstIsRefused() {
    for (Optional<MaintenancePolicy> policy :
        List.of(
            Optional.<MaintenancePolicy>empty(), Optional.of(new MaintenancePolicy(100, 110)))) {
      assertRefusedForSafety(
          SampleGroup.of(1).change(0, g -> g.maintenance(policy)), "Auto Scaling group web-0: ");
    }
  }

  @Test
  void aTargetThatCanNotBeResolvedIsRefused() {
    Survey now =
        Survey.of(Looks.at(SampleGroup.of(1)).resolved(new Targets(Map.of())).lockFree().now());

    assertEquals(
        List.of(
            "Auto Scaling group web-0: version $Latest of launch template lt-1 does not exist; name"
                + " a version that exists"),
        sentences(Preflight.check(Inputs.ofSkippingHealth().input(), now)));
  }

  @Test
  void aGroupWithoutLaunchTemplateIsRefused() {
    assertRefusedForSafety(
        SampleGroup.of(1).change(0, GroupEdit::withoutTemplate),
        "Auto Scaling group web-0: names no launch template");
  }

  @Test
  void aGroupThatLaunchesOtherTemplatesForSomeTypesIsRefused() {
    assertRefusedForSafety(
        SampleGroup.of(1).change(0, g -> g.naming(TemplateNaming.POLICY_BY_TYPE)),
        "Auto Scaling group web-0: its mixed instances policy overrides the launch template");
    assertEquals(
        List.of(), check(SampleGroup.of(1).change(0, g -> g.naming(TemplateNaming.POLICY)), true));
  }

  @Test
  void aWarmPoolThatHasOldInstancesReadyIsRefused() {
    Survey now = withPool(Plans.instance("i-old", LifecycleState.WARMED_STOPPED, 1));

    assertEquals(
        List.of(
            "Auto Scaling group web-0: its warm pool has instances ready that are not at the target"
                + " lt-1:2: i-old at lt-1:1; servers would be replaced by them; delete the pool,"
                + " and make it again after the rollout"),
        sentences(Preflight.check(Inputs.of().input(), now)));
  }

  @Test
  void aWarmPoolAtTheTargetOrOnItsWayOutOrOfServersThatStayIsNot() {
    Survey current = withPool(Plans.instance("i-new", LifecycleState.WARMED_STOPPED, 2));
    Survey leaving = withPool(Plans.instance("i-old", LifecycleState.WARMED_TERMINATING, 1));
    Survey old = withPool(Plans.instance("i-old", LifecycleState.WARMED_STOPPED, 1));

    assertEquals(List.of(), Preflight.check(Inputs.of().input(), current));
    assertEquals(List.of(), Preflight.check(Inputs.of().input(), leaving));
    assertEquals(
        List.of(), Preflight.check(Inputs.of().with(InputField.SERVERS, "1").input(), old));
  }

  @Test
  void aWarmPoolWhoseInstancesRunIsRefusedToARolloutThatReplacesWhatIsOlderThanItself() {
    Survey running = withPool(Plans.instance("i-new", LifecycleState.WARMED_RUNNING, 2));
    Survey stopped = withPool(Plans.instance("i-new", LifecycleState.WARMED_STOPPED, 2));
    RolloutInput all = Inputs.of().with(InputField.REPLACE_ALL, true).input();

    assertTrue(
        sentences(Preflight.check(all, running)).getFirst().contains("roll without replaceAll"));
    assertEquals(List.of(), Preflight.check(all, stopped));
    assertEquals(List.of(), Preflight.check(Inputs.of().input(), running));
  }

  /** Two healthy servers to bring to version 2, the first with a warm pool. */
  private static Survey withPool(Instance spare) {
    return free(judged(Plans.pooled(SampleGroup.of(2).group(), spare), 2));
  }

  @Test
  void moreInstancesThanWantedAreRefused() {
    assertRefusedForSafety(
        SampleGroup.of(1)
            .place(
                0,
                Plans.instance("i-0", LifecycleState.IN_SERVICE, 1),
                Plans.instance("i-1", LifecycleState.STANDBY, 1)),
        "Auto Scaling group web-0: has 2 instances but wants 1");
  }

  @Test
  void aSlotHeldByAStrangerIsRefused() {
    assertRefusedForSafety(
        SampleGroup.of(2).attach(1, "i-stranger", "attached"),
        "server 1: its network interface eni-1 is held by i-stranger");
  }

  @Test
  void wrongTagsAreRefused() {
    ServerGroup group = SampleGroup.of(1).group();
    ServerGroup found =
        new ServerGroup(
            group.name(),
            group.readAt(),
            group.autoScalingGroups(),
            group.slots(),
            List.of(SlotFinding.blocking("eni-9", OptionalInt.of(0), "its index is taken")));
    Survey now = free(judged(found));

    assertEquals(
        List.of("eni-9: its index is taken; correct the tags"),
        sentences(Preflight.check(Inputs.ofSkippingHealth().input(), now)));
  }

  private static void assertRefusedForHealth(SampleGroup sample, String expected) {
    List<String> found = sentences(check(sample, false));
    assertEquals(1, found.size(), found.toString());
    assertTrue(found.getFirst().contains(expected), found.getFirst());
    assertEquals(List.of(), check(sample, true));
  }

  private static void assertRefusedForSafety(SampleGroup sample, String expected) {
    List<String> found = sentences(check(sample, true));
    assertEquals(1, found.size(), found.toString());
    assertTrue(found.getFirst().startsWith(expected), found.getFirst());
  }

  private static List<Finding> check(SampleGroup sample, boolean skipHealthCheck) {
    Inputs input = skipHealthCheck ? Inputs.ofSkippingHealth() : Inputs.of();
    return Preflight.check(input.input(), free(sample));
  }

  private static Survey free(SampleGroup sample) {
    return free(sample.health());
  }

  private static Survey free(GroupHealth health) {
    return Survey.of(Looks.at(health).lockFree().now());
  }

  private static GroupHealth judged(ServerGroup group) {
    return judged(group, 1);
  }

  private static GroupHealth judged(ServerGroup group, int servers) {
    return GroupHealth.of(
        group, SampleGroup.of(servers).loadBalancers(), Machines.NOT_READ, GateRules.WITH_SLOTS);
  }

  private static List<String> sentences(List<Finding> findings) {
    return findings.stream().map(Finding::sentence).toList();
  }
}
