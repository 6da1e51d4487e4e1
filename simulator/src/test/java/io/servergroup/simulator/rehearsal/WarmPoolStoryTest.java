package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.aws.autoscaling.Member;
import io.servergroup.simulator.aws.events.DeliveryFault;
import io.servergroup.simulator.aws.world.WorldTimings;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceRequest;

/**
 * The group of the first zone, with the servers 0, 3 and 6, keeps instances ready in a warm pool.
 */
final class WarmPoolStoryTest {
  @Test
  void anInstanceThatEntersThePoolClaimsNothingAndGoesOnAtOnce() {
    Story story = sevenServers();
    GroupByHand operator = new GroupByHand(story, 0);

    operator.warmPool(pool -> pool.maxGroupPreparedCapacity(4));
    Member spare = spareIn(story, operator, "Warmed:Pending:Wait");
    Instant held = story.now();
    spareIn(story, operator, "Warmed:Stopped");

    assertTrue(
        Duration.between(held, story.now()).compareTo(Duration.ofSeconds(70)) < 0,
        "it was held about as long as the event takes, and then it was stopped");
    assertEquals(
        List.of("CompleteLifecycleAction"),
        story.calls().stream()
            .filter(Story::changesSomething)
            .map(ApiCall::operation)
            .distinct()
            .toList());
    assertEquals(1, spare.instance().interfaces().size(), "only its own");
    story.assertUntouched(0, 1, 2, 3, 4, 5, 6);
    story.endsWell();
  }

  @Test
  void anInstanceThatLeavesThePoolForServiceClaimsASlotLikeAnyLaunch() {
    Story story = sevenServers();
    GroupByHand operator = new GroupByHand(story, 0);
    operator.warmPool(pool -> pool.maxGroupPreparedCapacity(4));
    Member spare = spareIn(story, operator, "Warmed:Stopped");

    operator.terminatesInEc2(story.server(3).instance());
    story.until(() -> !story.server(3).seemsHealthy(), "the loss");
    story.heals();

    assertEquals(spare.instanceId(), story.server(3).instance());
    assertEquals("3", spare.instance().tag("ServerGroupIndex"));
    story.assertUntouched(0, 1, 2, 4, 5, 6);
    story.endsWell();
  }

  @Test
  void anInstanceThatReturnsToThePoolGivesBackItsInterfaceAndKeepsItsVolumesUntilTheyAreWanted() {
    Story story = sevenServers();
    GroupByHand operator = new GroupByHand(story, 0);
    operator.warmPool(
        pool -> pool.maxGroupPreparedCapacity(3).instanceReusePolicy(r -> r.reuseOnScaleIn(true)));

    operator.capacity(2);
    Member returned = spareIn(story, operator, "Warmed:Stopped");
    int server = serverBefore(story, returned);

    assertEquals("", story.server(server).holder());
    assertEquals(returned.instanceId(), volumeHolder(story, server));
    operator.capacity(3);
    story.heals();
    assertEquals(returned.instanceId(), story.server(server).instance(), "it comes back to it");
    story.endsWell();
  }

  @Test
  void anInstanceThatReturnsToThePoolGivesBackItsVolumesTooWhereTheGroupSaysSo() {
    Story story = sevenServers();
    GroupByHand operator = new GroupByHand(story, 0);
    operator.tag("ServerGroupEarlyRelease", "everything");
    operator.warmPool(
        pool -> pool.maxGroupPreparedCapacity(3).instanceReusePolicy(r -> r.reuseOnScaleIn(true)));

    operator.capacity(2);
    Member returned = spareIn(story, operator, "Warmed:Stopped");
    int server = serverBefore(story, returned);

    assertEquals("", story.server(server).holder());
    assertEquals("", volumeHolder(story, server));
    operator.capacity(3);
    story.heals();
    story.endsWell();
  }

  @Test
  void theSuccessorOfAnInstanceThatReturnsToThePoolGetsTheSlotOnceItIsDrainedAndStopped() {
    Story story =
        Story.of(
            Topology.GROUP_PER_ZONE,
            7,
            1,
            WorldTimings.usual().with(Step.INSTANCE_START, 1).with(Step.GROUP_LAUNCH, 1));
    GroupByHand operator = new GroupByHand(story, 0);
    operator.warmPool(
        pool -> pool.maxGroupPreparedCapacity(3).instanceReusePolicy(r -> r.reuseOnScaleIn(true)));
    operator.capacity(2);
    Member returning = spareIn(story, operator, "Warmed:Pending");
    int server = serverBefore(story, returning);

    operator.capacity(3);
    String successor = operator.awaitsLaunch();
    assertEquals("Warmed:Pending", returning.state().toString(), "it is still being drained");
    assertEquals(returning.instanceId(), story.server(server).holder());
    story.until(() -> !story.server(server).holder().equals(returning.instanceId()), "the release");

    assertFalse(returning.state().toString().equals("Warmed:Pending"), "it is drained");
    story.heals();
    assertEquals(successor, story.server(server).instance());
    assertEquals(1, detaches(story), "the slot changed hands once");
    story.endsWell();
  }

  @Test
  void aSlotThatAnInstanceTookIntoThePoolUnnoticedIsTakenFromItByTheNextLaunch() {
    Story story = sevenServers();
    GroupByHand operator = new GroupByHand(story, 0);
    Decisions decisions = new Decisions(story);
    operator.warmPool(
        pool -> pool.maxGroupPreparedCapacity(3).instanceReusePolicy(r -> r.reuseOnScaleIn(true)));
    story.deliveryFaults((rule, event) -> new DeliveryFault.Lost());
    operator.capacity(2);
    Member returned = spareIn(story, operator, "Warmed:Pending:Wait");
    int server = serverBefore(story, returned);
    operator.warmPool(pool -> pool.minSize(1));
    operator.completes(ControlPlane.TERMINATE_HOOK, returned.instanceId(), "CONTINUE");
    operator.capacity(3);
    String next = operator.awaitsLaunch();
    spareIn(story, operator, "Warmed:Stopped");
    assertEquals(returned.instanceId(), story.server(server).holder(), "nobody was there");

    story.faultsEnd();
    story.until(() -> story.server(server).healthy(), "the server");

    assertEquals(next, story.server(server).instance());
    assertTrue(
        decisions
            .lastReason("DetachInterface", returned.instanceId())
            .contains("its holder " + returned.instanceId() + " is in the warm pool"));
    assertEquals("Warmed:Stopped", returned.state().toString(), "it stays where it is");
    story.endsWell();
  }

  @Test
  void aRolloutIsRefusedWhileThePoolHasInstancesReadyThatItWouldReplaceOnceMore() {
    Story story = sevenServers();
    GroupByHand operator = new GroupByHand(story, 0);
    operator.warmPool(pool -> pool.maxGroupPreparedCapacity(4));
    Member spare = spareIn(story, operator, "Warmed:Stopped");
    story.stage().cluster().deployNewImage();

    String reason = story.fails(story.start(1), "Rollout.Refused");

    assertTrue(reason.contains("its warm pool has instances ready"), reason);
    assertTrue(reason.contains(spare.instanceId()), reason);
    story.assertUntouched(0, 1, 2, 3, 4, 5, 6);
    operator.noWarmPool();
    story.succeeds(story.start(1));
    operator.warmPool(pool -> pool.maxGroupPreparedCapacity(4));
    spareIn(story, operator, "Warmed:Stopped");
    story.succeeds(story.start(1));
    story.endsWell();
  }

  private static Story sevenServers() {
    return Story.of(Topology.GROUP_PER_ZONE, 7);
  }

  private static Member spareIn(Story story, GroupByHand operator, String state) {
    story.until(
        () -> operator.spares().stream().anyMatch(m -> m.state().toString().equals(state)), state);
    return operator.spares().getFirst();
  }

  private static int serverBefore(Story story, Member member) {
    for (int server : List.of(0, 3, 6)) {
      if (story.before(server).instance().equals(member.instanceId())) {
        return server;
      }
    }
    throw new AssertionError(member.instanceId() + " was no server of the first zone");
  }

  /** Empty text when nobody holds it. */
  private static String volumeHolder(Story story, int server) {
    var held = story.aws().ec2World().volumes().require(story.member(server).volume()).attachment();
    return held == null ? "" : held.instance().id();
  }

  private static long detaches(Story story) {
    return story.calls().stream()
        .filter(call -> call.request() instanceof DetachNetworkInterfaceRequest)
        .count();
  }
}
