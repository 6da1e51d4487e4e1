package io.servergroup.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.Slot;
import io.servergroup.group.TemplateVersion;
import io.servergroup.group.Volume;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HealthGateTest {
  @Test
  void aServerThatMeetsEveryConditionIsHealthy() {
    assertEquals(3, SampleGroup.of(3).health().healthyCount());
  }

  @ParameterizedTest
  @EnumSource(value = LifecycleState.class, names = "IN_SERVICE", mode = EnumSource.Mode.EXCLUDE)
  void noOtherStateThanInServiceIsHealthy(LifecycleState state) {
    GroupHealth health = SampleGroup.of(1).state(0, state).health();

    assertEquals(1, health.servers().size());
    assertFalse(health.servers().getFirst().healthy());
  }

  @Test
  void anUnhealthyTargetIsNamedWithItsReason() {
    assertEquals(
        List.of("target group web says of i-0: unhealthy (Target.Timeout)"),
        failing(SampleGroup.of(1).unhealthy(0)));
  }

  @Test
  void anInstanceTheLoadBalancerDoesNotKnowIsUnhealthy() {
    assertEquals(
        List.of("target group web says of i-0: not registered"),
        failing(SampleGroup.of(1).notRegistered("i-0")));
  }

  @Test
  void healthThatCouldNotBeReadIsUnhealthy() {
    LoadBalancerHealth unreadable =
        new LoadBalancerHealth(
            Map.of(
                SampleGroup.TARGET_GROUP,
                new LoadBalancerHealth.Answer.Unreadable("Rate exceeded")));
    GroupHealth health = judged(SampleGroup.of(1).group(), unreadable);

    assertEquals(
        List.of("target group web says of i-0: could not be read: Rate exceeded"),
        health.servers().getFirst().failing());
  }

  @Test
  void aLoadBalancerThatWasNotAskedIsUnhealthy() {
    GroupHealth health = judged(SampleGroup.of(1).group(), LoadBalancerHealth.none());

    assertFalse(health.servers().getFirst().healthy());
  }

  @Test
  void aClassicLoadBalancerHasToSendItRequestsToo() {
    SampleGroup sample = SampleGroup.of(1).change(0, g -> g.classic("clb"));
    LoadBalancerHealth.Answer targets =
        sample.loadBalancers().answers().get(SampleGroup.TARGET_GROUP);

    assertEquals(
        List.of("load balancer clb says of i-0: OutOfService (ELB)"),
        judged(sample.group(), answers(targets, false, "OutOfService (ELB)"))
            .servers()
            .getFirst()
            .failing());
    assertTrue(
        judged(sample.group(), answers(targets, true, "InService")).servers().getFirst().healthy());
  }

  private static LoadBalancerHealth answers(
      LoadBalancerHealth.Answer targets, boolean healthy, String words) {
    return new LoadBalancerHealth(
        Map.of(
            SampleGroup.TARGET_GROUP,
            targets,
            "clb",
            new LoadBalancerHealth.Answer.Answered(
                Map.of("i-0", new LoadBalancerHealth.State(healthy, words)))));
  }

  @Test
  void anInstanceItsGroupMarkedUnhealthyIsUnhealthy() {
    Instance marked =
        new Instance(
            "i-0",
            "zone-a",
            LifecycleState.IN_SERVICE,
            false,
            Optional.of(new TemplateVersion("lt-1", 1)));

    assertEquals(
        List.of("i-0 is marked Unhealthy by its group"),
        failing(SampleGroup.of(1).place(0, marked)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"attaching", "detaching", "detached"})
  void aSlotThatIsNotCompletelyAttachedIsUnhealthy(String status) {
    assertEquals(
        List.of("network interface eni-0 is " + status + " (i-0), not attached to i-0"),
        failing(SampleGroup.of(1).attach(0, "i-0", status)));
  }

  @Test
  void aSlotAttachedToThePredecessorIsUnhealthy() {
    assertEquals(
        List.of("network interface eni-0 is attached (i-old), not attached to i-0"),
        failing(SampleGroup.of(1).attach(0, "i-old", "attached")));
  }

  @Test
  void aVolumeBelongsToTheSlot() {
    ServerGroup group = SampleGroup.of(1).group();
    var slot = group.slots().getFirst();
    Volume elsewhere =
        new Volume("vol-0", "zone-a", "/dev/sdf", "available", Optional.empty(), Optional.empty());
    ServerGroup withVolume =
        new ServerGroup(
            group.name(),
            Instant.EPOCH,
            group.autoScalingGroups(),
            List.of(new Slot(0, slot.networkInterface(), List.of(elsewhere), Optional.empty())));

    assertEquals(
        List.of("volume vol-0 is available, not attached to i-0"),
        judged(withVolume, SampleGroup.of(1).loadBalancers()).servers().getFirst().failing());
  }

  @Test
  void aVolumeThatAnotherHasIsNamedWithIt() {
    Volume elsewhere =
        new Volume(
            "vol-0",
            "zone-a",
            "/dev/sdf",
            "in-use",
            Optional.of(new Volume.Attachment("i-old", "/dev/sdf", "detaching", false)),
            Optional.empty());
    ServerGroup group = SampleGroup.of(1).group();
    ServerGroup withVolume =
        new ServerGroup(
            group.name(),
            Instant.EPOCH,
            group.autoScalingGroups(),
            List.of(
                new Slot(
                    0,
                    group.slots().getFirst().networkInterface(),
                    List.of(elsewhere),
                    Optional.empty())));

    assertEquals(
        List.of("volume vol-0 is detaching (i-old), not attached to i-0"),
        judged(withVolume, SampleGroup.of(1).loadBalancers()).servers().getFirst().failing());
  }

  @Test
  void aReadingThatMissesASlotDoesNotPassForAGroupWithoutSlots() {
    SampleGroup sample = SampleGroup.of(1).withoutSlots();

    assertEquals(List.of("no network interface carries its index"), failing(sample));
    assertTrue(sample.judgedBy(GateRules.WITHOUT_SLOTS).health().servers().getFirst().healthy());
  }

  @Test
  void anEmptyPlaceIsAServerThatSaysWhoIsLeavingIt() {
    GroupHealth health = SampleGroup.of(2).state(1, LifecycleState.TERMINATING_WAIT).health();

    assertEquals(2, health.servers().size());
    assertEquals(
        "server 1: no instance of web-1 fills this place (i-1 is Terminating:Wait)",
        health.servers().get(1).explanation());
  }

  @ParameterizedTest
  @EnumSource(names = "WARMED_.*", mode = EnumSource.Mode.MATCH_ALL)
  void anInstanceOfTheWarmPoolFillsNoPlaceWhateverItsState(LifecycleState state) {
    SampleGroup sample = SampleGroup.of(1).state(0, state);

    assertEquals(List.of("no instance of web-0 fills this place"), failing(sample));
  }

  @Test
  void aPlaceIsWhereItsInstanceRunsOrWillRun() {
    SampleGroup empty = SampleGroup.of(2).state(1, LifecycleState.TERMINATED);

    assertEquals(
        List.of("zone-a", "zone-b"),
        empty.health().servers().stream().map(verdict -> verdict.server().zone()).toList());
    assertEquals("", empty.change(1, GroupEdit::zones).health().servers().get(1).server().zone());
  }

  @Test
  void inAGroupOfSeveralTheSlotGivesAServerItsNumber() {
    var shared =
        SampleGroup.group(
            "web",
            OptionalInt.empty(),
            3,
            "zone-a",
            List.of(
                SampleGroup.instance("i-a", "zone-a", LifecycleState.IN_SERVICE, 1),
                SampleGroup.instance("i-b", "zone-a", LifecycleState.IN_SERVICE, 1)));
    ServerGroup group =
        new ServerGroup(
            "web",
            Instant.EPOCH,
            List.of(shared),
            List.of(
                SampleGroup.slot(0, "zone-a", "i-x", "attached"),
                SampleGroup.slot(1, "zone-a", "i-a", "attached")));

    assertEquals(
        List.of("server 1", "the server on i-b", "a missing server of web"),
        Roster.of(group, true).stream().map(Server::name).toList());
  }

  private static GroupHealth judged(ServerGroup group, LoadBalancerHealth loadBalancers) {
    return GroupHealth.of(group, loadBalancers, Machines.NOT_READ, GateRules.WITH_SLOTS);
  }

  private static List<String> failing(SampleGroup sample) {
    return sample.health().servers().getFirst().failing();
  }

  @Test
  void aPlaceThatNobodyWillFillSaysWhy() {
    SampleGroup suspended =
        SampleGroup.of(1)
            .state(0, LifecycleState.TERMINATED)
            .change(0, g -> g.suspending("Launch"));

    List<String> failing = failing(suspended);
    assertTrue(failing.getFirst().contains("Launch"), failing::toString);
  }

  @Test
  void aServerOfASharedGroupThatHoldsNoSlotIsUnhealthy() {
    SampleGroup shared = SampleGroup.of(1).withoutSlots().change(0, GroupEdit::withoutIndex);

    assertEquals(List.of("i-0 holds no slot"), failing(shared));
  }
}
