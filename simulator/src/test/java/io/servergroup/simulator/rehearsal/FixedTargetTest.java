package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.ServiceError;
import io.servergroup.simulator.aws.ec2.Instance;
import io.servergroup.simulator.aws.lambda.InvocationFault;
import io.servergroup.simulator.states.Execution;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** A rollout to a version that the groups do not name: each is told when its turn comes. */
final class FixedTargetTest {
  private static final Map<String, Object> TO_VERSION_2 = Map.of("launchTemplateVersion", 2);

  @Test
  void eachGroupIsGivenTheNumberWhenItsTurnComesAndNotBefore() {
    Story story = atVersionOne(3);
    TemplateByHand template = new TemplateByHand(story);

    Execution rollout = story.start(1, TO_VERSION_2);
    story.untilTerminations(1);
    assertEquals("2 1 1", named(story), "the first server's turn");
    story.untilTerminations(2);
    assertEquals("2 2 1", named(story), "the second server's turn");

    story.comesTo(rollout, 2);
    assertEquals(Set.of("2"), template.named());
    story.endsWell();
  }

  @Test
  void aServerNotReachedYetHealsAtItsOldVersion() {
    Story story = atVersionOne(3);
    Execution rollout = story.start(1, TO_VERSION_2);
    story.untilTerminations(1);

    new Operator(story).replace(2);
    Instance healed = new Operator(story).awaitHeld(2, story.before(2).instance());

    assertEquals(1, healed.template().number());
    story.comesTo(rollout, 2);
    story.endsWell();
  }

  @Test
  void latestAndDefaultArePinnedAndGivenToTheGroupsAsNumbers() {
    Story story = atVersionOne(2);
    TemplateByHand template = new TemplateByHand(story);
    story.stage().cluster().deployNewImage();
    template.setDefault(2);

    story.comesTo(story.start(1, 2, Map.of("launchTemplateVersion", "$Default")), 2);
    assertEquals(Set.of("2"), template.named());
    Execution latest = story.start(1, 3, Map.of("launchTemplateVersion", "$Latest"));
    story.untilTerminations(3);
    story.stage().cluster().deployNewImage();

    story.comesTo(latest, 3);
    assertEquals(Set.of("3"), template.named(), "version 4 came later");
    story.endsWell();
  }

  @Test
  void aVersionThatDoesNotExistIsRefused() {
    Story story = atVersionOne(2);

    String reason =
        story.fails(story.start(1, 7, Map.of("launchTemplateVersion", 7)), "Rollout.Refused");

    assertTrue(reason.contains("version 7 of launch template"), reason);
    assertTrue(reason.contains("does not exist"), reason);
    assertEquals("1 1", named(story));
    story.assertUntouched(0, 1);
    story.endsWell();
  }

  @Test
  void groupsWithAMixedInstancesPolicyAreGivenTheNumberInIt() {
    Story story = Story.of(2);
    TemplateByHand template = new TemplateByHand(story);
    template.nameMixed("1");
    story.stage().cluster().deployNewImage();

    story.comesTo(story.start(1, TO_VERSION_2), 2);

    assertEquals(Set.of("2"), template.named());
    story.endsWell();
  }

  @Test
  void aGroupThatLaunchesItsBrokenOldVersionInVainIsToldTheNewOneAndHeals() {
    Story story = atVersionOne(3);
    Execution rollout = story.start(1, TO_VERSION_2);
    story.untilTerminations(1);
    imageOfVersionOneIsGone(story);

    new Operator(story).replace(2);
    story.comesTo(rollout, 2);

    assertEquals(2, story.terminations(), "there was nobody to terminate in server 2's place");
    story.endsWell();
  }

  @Test
  void aReplacementThatItsGroupLaunchedBeforeItWasToldIsReplacedOnceMore() {
    Story story = atVersionOne(2);
    Operator operator = new Operator(story);
    boolean[] busy = {true};
    story.invocationFaults(
        (function, asynchronous) ->
            busy[0] && function.equals("ReplaceServers")
                ? new InvocationFault.Throttled()
                : new InvocationFault.None());
    Execution rollout = story.start(1, TO_VERSION_2);
    story.untilDecided("BATCH");
    Instance early = operator.awaitHeldReplacement(0);
    busy[0] = false;

    story.comesTo(rollout, 2);

    assertEquals(1, early.template().number(), "launched while the function was held off");
    assertTrue(story.decided("AGAIN"), "seen when it had come up");
    story.endsWell();
  }

  @Test
  void aThirdVersionThatSomebodySetsMidRunStopsTheRollout() {
    Story story = atVersionOne(3);
    TemplateByHand template = new TemplateByHand(story);
    story.stage().cluster().deployNewImage();
    Execution rollout = story.start(1, 2, TO_VERSION_2);
    story.untilTerminations(1);

    template.name(2, "3");
    String reason = story.fails(rollout, "Rollout.Stopped.Conflict");

    assertTrue(reason.contains("confluent-tools-2 now names launch template"), reason);
    assertTrue(reason.contains("version 3, which it did not at the start"), reason);
    story.assertUntouched(1, 2);
    story.heals();
    template.name(2, "1");
    story.comesTo(story.start(1, 2, TO_VERSION_2), 2);
    story.endsWell();
  }

  @Test
  void afterAStopTheNextStartGoesOnWithTheGroupsThatWereNotTold() {
    Story story = atVersionOne(3);
    Execution first = story.start(1, TO_VERSION_2);
    story.untilTerminations(2);
    story.stop(first);
    story.heals();
    assertEquals("2 2 1", named(story));

    story.comesTo(story.start(1, TO_VERSION_2), 2);

    assertEquals(3, story.terminations());
    story.endsWell();
  }

  @Test
  void someServersAtAnotherVersionLeaveTheOtherGroupsWithTheirs() {
    Story story = atVersionOne(3);

    story.finishes(story.start(1, 2, Map.of("launchTemplateVersion", "2", "servers", "1")));

    story.assertVersions(1, 2, 1);
    assertEquals("1 2 1", named(story));
    story.endsWell();
  }

  /** Groups that name version 1, and a version 2. */
  private static Story atVersionOne(int servers) {
    Story story = Story.of(servers);
    new TemplateByHand(story).name("1");
    story.stage().cluster().deployNewImage();
    return story;
  }

  /** From now on EC2 refuses to launch version 1. */
  private static void imageOfVersionOneIsGone(Story story) {
    RuntimeException refusal =
        ServiceError.of(
            Ec2Exception.builder(), "Ec2", 400, "InvalidAMIID.NotFound", "The image is gone");
    story
        .aws()
        .ec2World()
        .refuseLaunches(
            order -> order.template().number() == 1 ? Optional.of(refusal) : Optional.empty());
  }

  private static String named(Story story) {
    TemplateByHand template = new TemplateByHand(story);
    return String.join(" ", story.servers().stream().map(template::named).toList());
  }
}
