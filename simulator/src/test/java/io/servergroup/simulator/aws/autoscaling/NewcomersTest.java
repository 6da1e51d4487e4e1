package io.servergroup.simulator.aws.autoscaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.LifecycleState;
import io.servergroup.simulator.aws.world.TestWorld;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.InstanceMaintenancePolicy;

/** What a group says of instances, and what it does with one that is sick. */
class NewcomersTest {
  private final TestWorld world = new TestWorld();

  @Test
  void anInstanceIsHealthyFromItsFirstMoment() {
    world.createGroup("g0", 1, group -> {});
    world.until(() -> !world.members("g0").isEmpty());

    assertEquals("Pending", described().lifecycleStateAsString());
    assertEquals("Healthy", described().healthStatus());
  }

  @Test
  void theGracePeriodBeginsWhenAnInstanceComesIntoServiceAndNotWhenItIsLaunched() {
    world.createGroup(
        "g0",
        1,
        group ->
            group.targetGroupARNs("arn:tg").healthCheckType("ELB").healthCheckGracePeriod(600));
    Member member = world.await("g0", MemberState.PENDING_WAIT);
    world.pass(280);
    world.complete(member, TestWorld.LAUNCH_HOOK, "CONTINUE");
    world.until(() -> member.state() == MemberState.IN_SERVICE);
    Instant served = world.account.now();
    world.until(() -> world.ec2World.software().answers(member.instanceId()));
    world.ec2World.software().setAnswering(member.instanceId(), false);

    world.until(() -> member.state().terminating());
    assertTrue(
        !world.account.now().isBefore(served.plusSeconds(600)),
        () -> "in service at " + served + ", replaced at " + world.account.now());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aGroupWithoutPolicyLaunchesFirstOnlyWhereTheAccountSaysSo(boolean setting) {
    world.groups.setLaunchBeforeTerminate(setting);
    world.createGroup(
        "g0", 1, group -> group.instanceMaintenancePolicy((InstanceMaintenancePolicy) null));
    Member old = world.inService("g0");
    world.autoScaling.setInstanceHealth(
        s ->
            s.instanceId(old.instanceId())
                .healthStatus("Unhealthy")
                .shouldRespectGracePeriod(false));

    world.until(() -> old.condemned() || old.state().terminating());
    assertEquals(setting, old.state() == MemberState.IN_SERVICE);
  }

  @Test
  void anExplicitPolicyOfNoneAndAHundredPercentTerminatesFirstWhateverTheAccountSays() {
    world.groups.setLaunchBeforeTerminate(true);
    world.createGroup("g0", 1, group -> {});
    Member old = world.inService("g0");
    world.autoScaling.setInstanceHealth(
        s ->
            s.instanceId(old.instanceId())
                .healthStatus("Unhealthy")
                .shouldRespectGracePeriod(false));

    world.until(() -> world.members("g0").size() == 2);
    assertTrue(old.state().terminating());
  }

  @Test
  void everyLifecycleStateThatAwsKnowsIsKnownToTheControlPlane() {
    Set<String> known =
        Arrays.stream(LifecycleState.values())
            .map(LifecycleState::text)
            .collect(Collectors.toSet());
    Set<String> missing =
        new TreeSet<>(
            software.amazon.awssdk.services.autoscaling.model.LifecycleState.knownValues().stream()
                .map(Object::toString)
                .toList());
    missing.addAll(Arrays.stream(MemberState.values()).map(MemberState::toString).toList());
    missing.removeAll(known);

    assertEquals(Set.of(), missing);
  }

  private Instance described() {
    return world
        .autoScaling
        .describeAutoScalingGroups(d -> d.autoScalingGroupNames("g0"))
        .autoScalingGroups()
        .getFirst()
        .instances()
        .getFirst();
  }
}
