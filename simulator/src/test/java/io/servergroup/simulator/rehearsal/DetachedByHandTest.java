package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Somebody detaches a network interface by hand from an instance that serves. */
final class DetachedByHandTest {
  /**
   * Found by seed 179 of profile harsh: in a shared group, a launch took the lowest interface that
   * nobody had and waited for good for the volume, which its server still had and never gives up;
   * that server got another slot, whose volume could not be attached beside its old one.
   */
  @Test
  void itGoesBackToTheInstanceThatHasTheVolumeAndNotToALaunchThatLooksForASlot() {
    Story story = Story.of(Topology.GROUP_PER_ZONE, 4);
    Operator operator = new Operator(story);
    detachInterface(story, 0);
    story.until(() -> story.server(0).holder().isEmpty(), "the detachment");

    operator.terminateInEc2(story.before(3).instance());

    story.heals();
    assertEquals(story.before(0).instance(), story.server(0).instance());
    story.assertReplaced(3);
    story.endsWell();
  }

  @Test
  void aSecondInstanceOfItsGroupWaitsForItsServerToLeaveInsteadOfTakingItsInterface() {
    Story story = Story.of(2);
    new Operator(story).capacity(1, 2);
    story.until(() -> story.server(1).state().equals("Pending:Wait"), "a second instance");
    detachInterface(story, 1);
    story.untilTraced(
        entry ->
            entry.source().equals("decision")
                && entry.text().contains("goes back to " + story.before(1).instance()),
        "the reason of the second instance");
    new Operator(story).capacity(1, 1);

    story.heals();
    assertTrue(story.server(1).healthy());
    story.endsWell();
  }

  private static void detachInterface(Story story, int server) {
    String attachment =
        story
            .aws()
            .ec2World()
            .interfaces()
            .require(story.member(server).networkInterface())
            .attachment()
            .id();
    story.aws().ec2().detachNetworkInterface(request -> request.attachmentId(attachment));
  }
}
