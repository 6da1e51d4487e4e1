package io.servergroup.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.LifecycleState;
import io.servergroup.group.MaintenancePolicy;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.SlotFinding;
import io.servergroup.health.GroupHealth;
import io.servergroup.health.SampleGroup;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PreflightTest {
  @Test
  void aHealthyGroupMayStart() {
    assertEquals(List.of(), check(SampleGroup.of(3), false));
  }

  @Test
  void aNameThatNoGroupCarriesIsRefused() {
    ServerGroup nothing = new ServerGroup("wbe", Instant.EPOCH, List.of(), List.of());
    Situation now =
        new Situation(
            GroupHealth.of(nothing, SampleGroup.of(1).loadBalancers(), true),
            Plans.TO_2,
            Optional.empty());

    assertEquals(
        List.of(
            "server group wbe: no Auto Scaling group carries the tag ServerGroupName=wbe; check the"
                + " name, the tag and the region"),
        sentences(Preflight.check(input(new BatchSize.Count(1), true), now)));
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
    Situation now = new Situation(SampleGroup.of(3).health(), Plans.TO_2, Optional.of("arn:other"));

    assertTrue(
        sentences(Preflight.check(input(new BatchSize.Count(1), true), now))
            .getFirst()
            .contains("another rollout is running: arn:other"));
  }

  @Test
  void aBatchLargerThanTheGroupIsRefused() {
    assertEquals(
        List.of("input batchSize: 4 servers, but the group has 3; use at most 3"),
        sentences(Preflight.check(input(new BatchSize.Count(4), false), free(SampleGroup.of(3)))));
    assertEquals(
        List.of(), Preflight.check(input(new BatchSize.Count(3), false), free(SampleGroup.of(3))));
  }

  @Test
  void moreBatchesThanAnExecutionCanHoldAreRefused() {
    SampleGroup huge = SampleGroup.of(Preflight.MOST_BATCHES + 1);

    assertEquals(
        "input batchSize",
        Preflight.check(input(new BatchSize.Count(1), true), free(huge)).getFirst().where());
    assertEquals(List.of(), Preflight.check(input(new BatchSize.Count(2), true), free(huge)));
  }

  @Test
  void suspendedProcessesThatMatterAreRefusedByName() {
    assertRefusedForSafety(
        SampleGroup.of(2)
            .change(
                1,
                g ->
                    SampleGroup.with(
                        g,
                        g.template(),
                        g.maintenance(),
                        Set.of("Launch", "AddToLoadBalancer", "AZRebalance"))),
        "Auto Scaling group web-1: suspended: AddToLoadBalancer, Launch; resume these processes");
  }

  @Test
  void aGroupThatMayLaunchFirstIsRefused() {
    for (Optional<MaintenancePolicy> policy :
        List.of(
            Optional.<MaintenancePolicy>empty(), Optional.of(new MaintenancePolicy(100, 110)))) {
      assertRefusedForSafety(
          SampleGroup.of(1).change(0, g -> SampleGroup.with(g, g.template(), policy, Set.of())),
          "Auto Scaling group web-0: ");
    }
  }

  @Test
  void aTargetThatCanNotBeResolvedIsRefused() {
    Situation now =
        new Situation(SampleGroup.of(1).health(), new Targets(Map.of()), Optional.empty());

    assertEquals(
        List.of(
            "Auto Scaling group web-0: version $Latest of launch template lt-1 does not exist; name"
                + " a version that exists"),
        sentences(Preflight.check(input(new BatchSize.Count(1), true), now)));
  }

  @Test
  void aGroupWithoutLaunchTemplateIsRefused() {
    assertRefusedForSafety(
        SampleGroup.of(1)
            .change(0, g -> SampleGroup.with(g, Optional.empty(), g.maintenance(), Set.of())),
        "Auto Scaling group web-0: names no launch template");
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
    Situation now =
        new Situation(
            GroupHealth.of(found, SampleGroup.of(1).loadBalancers(), true),
            Plans.TO_2,
            Optional.empty());

    assertEquals(
        List.of("eni-9: its index is taken; correct the tags"),
        sentences(Preflight.check(input(new BatchSize.Count(1), true), now)));
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
    return Preflight.check(input(new BatchSize.Count(1), skipHealthCheck), free(sample));
  }

  private static Situation free(SampleGroup sample) {
    return new Situation(sample.health(), Plans.TO_2, Optional.empty());
  }

  private static RolloutInput input(BatchSize batchSize, boolean skipHealthCheck) {
    return new RolloutInput("web", batchSize, skipHealthCheck, 2, 10, 0, 30);
  }

  private static List<String> sentences(List<Finding> findings) {
    return findings.stream().map(Finding::sentence).toList();
  }
}
