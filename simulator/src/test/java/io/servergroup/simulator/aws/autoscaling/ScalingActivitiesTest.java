package io.servergroup.simulator.aws.autoscaling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.simulator.aws.world.TestWorld;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalingActivitiesTest {
  private static final double SECONDS_PER_DAY = 86_400;

  private final TestWorld world = new TestWorld();

  @Test
  void thoseOfAllGroupsAreToldOfUnlessOneIsNamed() {
    world.createGroup("g0", 1, group -> {});
    world.inService("g0");
    world.createGroup("g1", 1, group -> {});
    world.inService("g1");
    assertEquals(List.of("g1", "g0"), groups());
    assertEquals(
        List.of("g0"),
        world
            .autoScaling
            .describeScalingActivities(d -> d.autoScalingGroupName("g0"))
            .activities()
            .stream()
            .map(activity -> activity.autoScalingGroupName())
            .toList());
  }

  @Test
  void thoseInProgressComeFirst() {
    world.createGroup("g0", 1, group -> {});
    world.await("g0", MemberState.PENDING_WAIT);
    world.createGroup("g1", 1, group -> {});
    world.inService("g1");
    assertEquals(List.of("g0", "g1"), groups());
  }

  @Test
  void theyAreToldOfForSixWeeks() {
    world.createGroup("g0", 1, group -> {});
    world.inService("g0");
    world.pass(41 * SECONDS_PER_DAY);
    assertEquals(List.of("g0"), groups());
    world.pass(2 * SECONDS_PER_DAY);
    assertEquals(List.of(), groups());
  }

  private List<String> groups() {
    return world.autoScaling.describeScalingActivities().activities().stream()
        .map(activity -> activity.autoScalingGroupName())
        .toList();
  }
}
