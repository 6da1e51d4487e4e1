package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/**
 * A stack that names the number of its launch template's version in its groups, as a template with
 * {@code LatestVersionNumber} does, is rolled back while only some servers had been replaced: its
 * launch template gets a version 3 that says what version 1 said.
 */
final class EqualVersionsStoryTest {
  private static final Consumer<RequestLaunchTemplateData.Builder> FIRST =
      data -> data.imageId(Cluster.FIRST_IMAGE).instanceType("t3.medium");

  @Test
  void afterAStackWasRolledBackOnlyTheServersThatRunTheFailedVersionAreReplaced() {
    Story story = halfway(4, 2);
    Decisions decisions = new Decisions(story);
    rolledBack(story, FIRST);
    long terminated = story.terminations();

    story.finishes(story.start(1));

    story.assertVersions(3, 3, 1, 1);
    assertEquals(terminated + 2, story.terminations());
    story.assertUntouched(2, 3);
    decisions.require(
        "READY", "2 of 4 servers", "left alone: 2 at ", ":1, which holds the same", ":3");
    story.endsWell();
  }

  @Test
  void aSecondRolloutFindsNothingToDo() {
    Story story = halfway(3, 1);
    rolledBack(story, FIRST);
    story.finishes(story.start(1));
    long terminated = story.terminations();

    story.finishes(story.start(1));

    story.assertVersions(3, 1, 1);
    assertEquals(terminated, story.terminations());
    story.endsWell();
  }

  @Test
  void aServerThatIsLostMidRunComesBackAtItsOldNumberOrTheNewOneAndIsCurrentEitherWay() {
    Story story = halfway(3, 1);
    rolledBack(story, FIRST);
    Execution rollout = story.start(1);
    story.untilDecided("BATCH");

    new Operator(story).replace(2);
    story.finishes(rollout);

    story.assertVersions(3, 1, 3);
    story.endsWell();
  }

  @Test
  void anotherWordOfUserDataMakesAServerOutdated() {
    Story story = Story.of(2);
    rolledBack(story, FIRST.andThen(data -> data.userData("IyEvYmluL3No")));

    story.comesTo(story.start(1), 2);
    rolledBack(story, FIRST.andThen(data -> data.userData("IyEvYmluL2Jhc2g=")));

    story.comesTo(story.start(1), 3);
    assertEquals(4, story.terminations());
    story.endsWell();
  }

  @Test
  void whateverElseDiffersMakesAServerOutdated() {
    Story story = Story.of(1);
    rolledBack(story, FIRST.andThen(rootVolumeOf(50)));

    story.comesTo(story.start(1), 2);
    rolledBack(story, FIRST.andThen(rootVolumeOf(60)));
    story.comesTo(story.start(1), 3);
    story.endsWell();
  }

  @Test
  void aVersionThatWasDeletedMeanwhileMakesItsServersOutdated() {
    Story story = halfway(3, 1);
    TemplateByHand template = new TemplateByHand(story);
    rolledBack(story, FIRST);
    template.setDefault(3);
    template.delete(1);

    story.comesTo(story.start(1), 3);

    assertEquals(4, story.terminations());
    story.endsWell();
  }

  @Test
  void anImageThatIsLookedUpAtLaunchMayHaveBeenAnother() {
    Story story = Story.of(2);
    Consumer<RequestLaunchTemplateData.Builder> lookedUp =
        data -> data.imageId("resolve:ssm:/images/tools").instanceType("t3.medium");
    rolledBack(story, lookedUp);
    story.comesTo(story.start(1), 2);

    rolledBack(story, lookedUp);

    story.comesTo(story.start(1), 3);
    story.endsWell();
  }

  @Test
  void replaceAllReplacesServersAtAnEqualVersionToo() {
    Story story = halfway(3, 1);
    rolledBack(story, FIRST);

    story.comesTo(story.start(1, Map.of("replaceAll", true)), 3);

    story.endsWell();
  }

  @Test
  void serversAtAVersionThatSaysWhatTheOneAskedForSaysStayAndTheirGroupsNameIt() {
    Story story = halfway(3, 1);
    TemplateByHand template = new TemplateByHand(story);
    template.make(FIRST);

    story.finishes(story.start(1, 3, Map.of("launchTemplateVersion", 3)));

    story.assertVersions(3, 1, 1);
    assertEquals("3", template.named(0));
    assertEquals("2", template.named(1), "nothing was replaced there");
    story.endsWell();
  }

  @Test
  void aRolloutThatTurnsBackGoesBackToTheNumbersThatItFound() {
    Story story = halfway(3, 2);
    rolledBack(story, FIRST);
    story.neverBoots(1, 3);

    story.fails(
        story.start(1, Map.of("onFailure", "ROLLBACK", "batchTimeoutMinutes", 10)),
        "Rollout.RolledBack");

    story.assertVersions(2, 2, 1);
    story.assertUntouched(2);
    story.endsWell();
  }

  @Test
  void whoTerminatesAServerWhoseVersionIsLikeTheTargetBreaksAnInvariant() {
    assertEquals(List.of(), violationsWhenServer0IsTerminated(2, false));
    assertEquals(List.of(), violationsWhenServer0IsTerminated(3, true));
    assertTrue(
        violationsWhenServer0IsTerminated(3, false)
            .getFirst()
            .contains("which is at version 1 and needs none but 3"));
  }

  @Test
  void onTheWayBackTheInvariantsGoByTheNumber() {
    Cluster cluster = rolledBackStage().cluster();

    assertTrue(RolloutAim.of(cluster, 3, false).isMet(cluster, 0, 1));
    assertFalse(RolloutAim.back(cluster, Map.of(0, 3L)).isMet(cluster, 0, 1));
  }

  private static List<String> violationsWhenServer0IsTerminated(long target, boolean replacesAll) {
    Stage stage = rolledBackStage();
    Violations violations = new Violations(stage.simulation());
    new Invariants(stage, violations).rolloutBegins(0, target, replacesAll);
    stage
        .simulation()
        .start(
            "somebody",
            () ->
                stage
                    .aws()
                    .autoScaling()
                    .terminateInstanceInAutoScalingGroup(
                        request ->
                            request
                                .instanceId(stage.census().of(0).instance())
                                .shouldDecrementDesiredCapacity(false)),
            end -> {});
    stage.runUntil(() -> false, Duration.ofSeconds(10));
    return violations.all();
  }

  /** A server at version 1, another version 2, and a version 3 that says what version 1 says. */
  private static Stage rolledBackStage() {
    Stage stage =
        new Stage(
            new Simulation(1),
            Pace.usual(),
            new RehearsalOptions(
                1, "1", 1, RehearsalOptions.LoadBalancerKind.TARGET_GROUP, OptionalInt.empty()));
    assertTrue(stage.awaitHealthy(Duration.ofHours(1)));
    stage.cluster().deployNewImage();
    stage.cluster().deploy(Cluster.FIRST_IMAGE);
    return stage;
  }

  private static Consumer<RequestLaunchTemplateData.Builder> rootVolumeOf(int gibibytes) {
    return data ->
        data.blockDeviceMappings(
            List.of(
                LaunchTemplateBlockDeviceMappingRequest.builder()
                    .deviceName("/dev/xvda")
                    .ebs(ebs -> ebs.volumeSize(gibibytes))
                    .build()));
  }

  /** Groups that name version 2 by its number; only so many servers were brought to it. */
  private static Story halfway(int servers, int replaced) {
    Story story = Story.of(servers);
    TemplateByHand template = new TemplateByHand(story);
    story.stage().cluster().deployNewImage();
    template.name("2");
    List<Integer> chosen = story.servers().subList(0, replaced);
    story.finishes(story.start(1, Map.of("servers", chosen)));
    return story;
  }

  /** As when CloudFormation updates the stack to what it was, or to something like it. */
  private static void rolledBack(
      Story story, Consumer<RequestLaunchTemplateData.Builder> properties) {
    TemplateByHand template = new TemplateByHand(story);
    template.name(Long.toString(template.make(properties)));
  }
}
