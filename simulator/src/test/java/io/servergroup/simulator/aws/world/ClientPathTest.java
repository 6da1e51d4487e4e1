package io.servergroup.simulator.aws.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.aws.ec2.Eni;
import io.servergroup.simulator.aws.ec2.Instance;
import io.servergroup.simulator.kernel.FiberKilled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls that functions make go through the call path: they take time, count and can be hit. */
class ClientPathTest {
  private final TestWorld world = new TestWorld();

  @Test
  void aFunctionsCallsTakeVirtualTimeAndAreCountedPageByPage() {
    for (int i = 0; i < 12; i++) {
      world.eni(world.subnetA);
    }
    world.createGroup("g0", 0, group -> {});
    Instant start = world.account.now();
    List<Object> seen = new ArrayList<>();
    world.simulation.start(
        "function",
        () -> {
          world
              .ec2
              .describeNetworkInterfacesPaginator(d -> d.maxResults(5))
              .networkInterfaces()
              .forEach(seen::add);
          seen.addAll(world.autoScaling.describeAutoScalingGroups().autoScalingGroups());
        },
        end -> assertEquals(null, end));
    world.pass(10);
    assertEquals(13, seen.size());
    assertEquals(
        Map.of("ec2:DescribeNetworkInterfaces", 3, "autoscaling:DescribeAutoScalingGroups", 1),
        world.path.counts());
    assertTrue(world.account.now().isAfter(start));
  }

  @Test
  void aFunctionKilledAfterItsAttachLeavesTheInterfaceAttached() {
    Instance instance = world.running(world.subnetA);
    Eni eni = world.eni(world.subnetA);
    world.path.setFaults(call -> new CallFault.CallerDiesAfter());
    List<Throwable> ends = new ArrayList<>();
    world.simulation.start(
        "function",
        () ->
            world.ec2.attachNetworkInterface(
                a -> a.networkInterfaceId(eni.id()).instanceId(instance.id()).deviceIndex(1)),
        ends::add);
    world.pass(10);
    assertInstanceOf(FiberKilled.class, ends.getFirst());
    assertEquals(instance, eni.holder());
  }
}
