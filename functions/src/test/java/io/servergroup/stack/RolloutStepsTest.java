package io.servergroup.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.health.SampleGroup;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done next; what a decision does not depend on is not read. */
class RolloutStepsTest {
  private static final String ROLLOUT = "arn:execution:rolling-deploy:stack-r-1";
  private static final Duration OUT = LinkTime.OWN;

  /** Every update, and whether it rolls; those that do not answer at once, reading nothing. */
  @ParameterizedTest
  @CsvSource({
    // before, now, skipped before, skipped now, link, rolling back, rolls
    "1, 1, false, false, 1, false, false",
    "1, 2, false, false, 1, false, true",
    "1, 2, false, true,  1, false, false",
    "1, 2, true,  true,  1, false, false",
    "2, 2, true,  false, 1, false, true",
    "2, 2, false, true,  1, false, false",
    "1, 2, false, false, 1, true,  true",
    "1, 2, false, true,  1, true,  false",
    // A link before that ran out of time while it waited has told of no rollout.
    "1, 2, false, false, 2, false, true",
    "1, 1, false, false, 2, false, false",
    "1, 2, false, false, 2, true,  false"
  })
  void anUpdateRollsWhenTheTemplateChangedOrARolloutIsNoLongerSkipped(
      String before,
      String now,
      String skippedBefore,
      String skippedNow,
      int link,
      boolean rollingBack,
      boolean rolls) {
    Asked asked =
        Asked.toUpdate()
            .before("LaunchTemplateVersion", before)
            .with("LaunchTemplateVersion", now)
            .before("SkipRollingDeploy", skippedBefore)
            .with("SkipRollingDeploy", skippedNow)
            .link(link);
    if (rollingBack) {
      asked.rollingBack();
    }
    if (rolls) {
      assertInstanceOf(StackDecision.Start.class, asked.unlocked().decision());
    } else {
      assertTrue(answer(asked.decision()).success());
      assertEquals("", answer(asked.decision()).data().get("Execution"));
    }
  }

  /** After so many minutes of a link, with a server that is not healthy. */
  @ParameterizedTest
  @CsvSource({
    // timeout, link, links, minutes, decision
    "10, 1, 6, 0, Wait",
    "10, 1, 6, 9, Wait",
    "10, 1, 6, 10, FAILED",
    "55, 1, 6, 55, FAILED",
    "56, 1, 6, 54, Wait",
    "56, 1, 6, 55, SUCCESS",
    "56, 2, 6, 0, Wait",
    "56, 2, 6, 1, FAILED",
    "2880, 6, 6, 54, Wait",
    "2880, 6, 6, 55, FAILED",
    "2880, 1, 1, 55, FAILED"
  })
  void aCreationWaitsAsLongAsItWasToldOverAllLinks(
      String timeout, int link, String links, int minutes, String expected) {
    StackDecision decision =
        Asked.toCreate()
            .with("WaitForCapacityTimeoutMinutes", timeout)
            .with("Links", links)
            .link(link)
            .after(Duration.ofMinutes(minutes))
            .sees(SampleGroup.of(3).unhealthy(1))
            .decision();

    String found =
        decision instanceof StackDecision.Answer(ResourceAnswer answer)
            ? answer.status()
            : decision.getClass().getSimpleName();
    assertEquals(expected, found, decision::toString);
    assertTrue(decision.reason().startsWith("2 of 3 servers are healthy"), decision::reason);
  }

  @Test
  void aCreationIsOverWhenAllServersAreHealthy() {
    ResourceAnswer answer = answer(Asked.toCreate().sees(SampleGroup.of(3)).decision());

    assertEquals(
        ResourceAnswer.success("all 3 servers are healthy", Map.of("Execution", "")), answer);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0, 4", "10, 2", "55, 2", "110, 3"})
  void aCreationThatHasNothingToWaitForAnyMoreReadsNothing(String timeout, int link) {
    assertTrue(
        answer(
                Asked.toCreate()
                    .with("WaitForCapacityTimeoutMinutes", timeout)
                    .link(link)
                    .decision())
            .success());
  }

  @Test
  void theServersThatHaveNoGroupYetAreMissedByNumber() {
    SampleGroup two = SampleGroup.of(2);

    String reason = Asked.toCreate().with("ClusterSize", "4").sees(two).decision().reason();

    assertEquals(
        """
        2 of 4 servers are healthy; waiting for:
        - server 2: it has no Auto Scaling group yet
        - server 3: it has no Auto Scaling group yet\
        """,
        reason);
  }

  @Test
  void aClusterThatGrewIsCompleteBeforeItRollsAndNotLookedAtAgain() {
    Asked grown =
        Asked.toUpdate()
            .before("ClusterSize", "2")
            .with("LaunchTemplateVersion", "2")
            .sees(SampleGroup.of(3).unhealthy(2));
    assertInstanceOf(StackDecision.Wait.class, grown.decision());

    RolloutStep complete = grown.sees(SampleGroup.of(3)).unlocked().next();
    assertInstanceOf(StackDecision.Start.class, complete.decision());

    Asked again =
        Asked.toUpdate()
            .before("ClusterSize", "2")
            .with("LaunchTemplateVersion", "2")
            .knowing(complete.known())
            .unlocked();
    assertInstanceOf(StackDecision.Start.class, again.decision());
  }

  @Test
  void aClusterThatGrewAndRollsNothingIsStillWaitedFor() {
    Asked grown =
        Asked.toUpdate()
            .before("ClusterSize", "2")
            .with("SkipRollingDeploy", "true")
            .sees(SampleGroup.of(3));

    assertEquals("all 3 servers are healthy", grown.decision().reason());
  }

  @Test
  void aClusterThatShrankOrGrewBackInARollbackIsNotWaitedFor() {
    assertInstanceOf(
        StackDecision.Start.class,
        Asked.toUpdate()
            .before("ClusterSize", "5")
            .with("LaunchTemplateVersion", "2")
            .unlocked()
            .decision());
    assertInstanceOf(
        StackDecision.Start.class,
        Asked.toUpdate()
            .before("ClusterSize", "2")
            .with("LaunchTemplateVersion", "2")
            .rollingBack()
            .unlocked()
            .decision());
  }

  @Test
  void aGroupThatIsAnotherOneIsWaitedForLikeANewOne() {
    StackDecision decision =
        Asked.toUpdate()
            .before("ServerGroup", "old")
            .with("LaunchTemplateVersion", "2")
            .sees(SampleGroup.of(3))
            .decision();

    assertEquals("all 3 servers are healthy", decision.reason());
  }

  @Test
  void theRolloutHasTheNameOfTheRequestAndStopsWhereItFails() {
    StackDecision.Start start =
        assertInstanceOf(
            StackDecision.Start.class,
            rolling()
                .with("BatchSize", "25%")
                .with("RolloutOptions", "loud")
                .unlocked()
                .decision());

    assertEquals("stack-r-1", start.name());
    assertEquals(
        Map.of(
            "serverGroup", "web",
            "batchSize", "25%",
            "skipHealthCheck", false,
            "onFailure", "STOP",
            "alarms", "loud"),
        start.input());
    assertEquals("the launch template went from version 1 to 2", start.reason());
  }

  @Test
  void aRollbackAsksNeitherForHealthNorForAlarms() {
    StackDecision.Start start =
        assertInstanceOf(
            StackDecision.Start.class,
            rolling().with("RolloutOptions", "loud").rollingBack().unlocked().decision());

    assertEquals(
        Map.of(
            "serverGroup", "web",
            "batchSize", "1",
            "skipHealthCheck", true,
            "onFailure", "STOP"),
        start.input());
  }

  /** Another rollout holds the lock. */
  @ParameterizedTest
  @CsvSource({
    // its name, rolling back, link, minutes, stopped, then
    "deploy-42,  false, 1, 1,  false, Wait",
    "deploy-42,  false, 1, 55, false, SUCCESS",
    "deploy-42,  false, 6, 55, false, FAILED",
    "deploy-42,  true,  1, 1,  true,  Wait",
    "stack-r-0,  false, 1, 1,  true,  Wait",
    "stack-r-0,  true,  1, 1,  true,  Wait",
    "stack-r-0,  true,  1, 55, true,  FAILED"
  })
  void anotherRolloutIsWaitedForOrStopped(
      String name, boolean rollingBack, int link, int minutes, boolean stopped, String then) {
    Asked asked =
        rolling()
            .link(link)
            .after(Duration.ofMinutes(minutes))
            .lockedBy("arn:execution:rolling-deploy:" + name);
    RolloutStep step = (rollingBack ? asked.rollingBack() : asked).next();

    StackDecision decision = step.decision();
    assertEquals(stopped, decision instanceof StackDecision.Stop, decision::toString);
    StackDecision next = decision instanceof StackDecision.Stop stop ? stop.next() : decision;
    assertEquals(
        then,
        next instanceof StackDecision.Answer(ResourceAnswer answer)
            ? answer.status()
            : next.getClass().getSimpleName());
    assertTrue(step.known().afterAnother());
  }

  @Test
  void whatAnotherRolloutLeftOnItsWayIsWaitedForUnlessHealthIsNotAskedFor() {
    RolloutStep.Known another = new RolloutStep.Known(Optional.empty(), true, true);
    SampleGroup healing = SampleGroup.of(3).unhealthy(0);

    assertInstanceOf(
        StackDecision.Wait.class, rolling().knowing(another).unlocked().sees(healing).decision());
    assertInstanceOf(
        StackDecision.Start.class,
        rolling().knowing(another).unlocked().sees(SampleGroup.of(3)).decision());
    assertInstanceOf(
        StackDecision.Start.class,
        rolling().knowing(another).unlocked().sees(healing).after(OUT).decision());
    assertInstanceOf(
        StackDecision.Start.class, rolling().knowing(another).unlocked().rollingBack().decision());
    assertInstanceOf(
        StackDecision.Start.class,
        rolling().knowing(another).unlocked().with("SkipHealthCheck", "true").decision());
  }

  @Test
  void aRolloutThatRunsIsLookedAtOftenAtFirst() {
    Asked follows = following(new RolloutRun.Running());

    assertEquals(Duration.ofSeconds(15), waits(follows.decision()));
    assertEquals(Duration.ofSeconds(30), waits(follows.after(Duration.ofMinutes(5)).decision()));
  }

  @Test
  void aRolloutThatRunsWhenTheLinkIsOutOfTimeIsTheNextLinks() {
    ResourceAnswer answer = answer(following(new RolloutRun.Running()).after(OUT).decision());

    assertTrue(answer.success());
    assertEquals(ROLLOUT, answer.data().get("Execution"));
    assertTrue(answer.reason().endsWith("; the next link waits for it"), answer.reason());
  }

  @Test
  void aRolloutThatRunsWhenTheLastLinkIsOutOfTimeIsStopped() {
    StackDecision.Stop stop =
        assertInstanceOf(
            StackDecision.Stop.class,
            following(new RolloutRun.Running()).link(6).after(OUT).decision());

    assertEquals("web", stop.serverGroup());
    assertFalse(answer(stop.next()).success());
    assertTrue(stop.reason().contains("the 330 minutes that a stack can wait"), stop.reason());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6})
  void aRollbackThatIsOutOfTimeGoesOnByItselfInAnyLink(int link) {
    StackDecision decision =
        following(new RolloutRun.Running()).link(link).rollingBack().after(OUT).decision();

    assertTrue(answer(decision).success(), decision::toString);
    assertEquals(ROLLOUT, answer(decision).data().get("Execution"));
  }

  @Test
  void aRolloutThatSucceededIsASuccessForItsReason() {
    assertEquals(
        ResourceAnswer.success("3 replaced", Map.of("Execution", ROLLOUT)),
        answer(following(new RolloutRun.Succeeded("3 replaced")).decision()));
  }

  @Test
  void aRolloutThatFailedIsAFailureWithErrorAndCause() {
    ResourceAnswer answer =
        answer(
            following(new RolloutRun.Failed("FAILED", "Rollout.Stopped.Health", "server 1 is ill"))
                .decision());

    assertFalse(answer.success());
    assertEquals(
        "the rollout " + ROLLOUT + " is FAILED: Rollout.Stopped.Health: server 1 is ill",
        answer.reason());
  }

  @Test
  void aRolloutThatTimedOutHasNeitherErrorNorCause() {
    ResourceAnswer answer =
        answer(following(new RolloutRun.Failed("TIMED_OUT", "", "")).decision());

    assertEquals("the rollout " + ROLLOUT + " is TIMED_OUT", answer.reason());
  }

  @Test
  void aRolloutOfWhichOnlyTheLockIsLeftIsASuccessWithARemark() {
    String cause = Following.ALL_BUT_THE_LOCK + "; the next rollout takes it over.";

    ResourceAnswer answer =
        answer(
            following(new RolloutRun.Failed("FAILED", "Rollout.Stopped.Error", cause)).decision());

    assertEquals(ResourceAnswer.success(cause, Map.of("Execution", ROLLOUT)), answer);
  }

  @Test
  void aRolloutThatWasHandedOverIsFollowedToItsSuccessors() {
    RolloutStep step =
        following(new RolloutRun.HandedOver("second"))
            .run("second", new RolloutRun.HandedOver("third"))
            .run("third", new RolloutRun.Running())
            .next();

    assertInstanceOf(StackDecision.Wait.class, step.decision());
    assertEquals(Optional.of("third"), step.known().execution());
  }

  @Test
  void successorsThatGoRoundInACircleEndTheLook() {
    RolloutStep step = following(new RolloutRun.HandedOver(ROLLOUT)).next();

    assertInstanceOf(StackDecision.Wait.class, step.decision());
  }

  @Test
  void aRolloutThatCanNotBeSeenIsWaitedForAtFirst() {
    Asked follows = following(new RolloutRun.Unknown());

    assertInstanceOf(StackDecision.Wait.class, follows.decision());
    assertFalse(answer(follows.after(Duration.ofMinutes(2)).decision()).success());
    assertTrue(answer(follows.rollingBack().decision()).success());
  }

  @Test
  void aLaterLinkFollowsWhatTheLinkBeforeHasToldOf() {
    StackDecision decision =
        rolling()
            .link(2)
            .with("Follows", ROLLOUT)
            .run(ROLLOUT, new RolloutRun.Succeeded("3 replaced"))
            .decision();

    assertEquals("3 replaced", decision.reason());
  }

  @Test
  void theFirstLinkFollowsNobody() {
    assertInstanceOf(
        StackDecision.Start.class, rolling().with("Follows", ROLLOUT).unlocked().decision());
  }

  private static Asked rolling() {
    return Asked.toUpdate().with("LaunchTemplateVersion", "2");
  }

  private static Asked following(RolloutRun run) {
    return rolling()
        .knowing(new RolloutStep.Known(Optional.of(ROLLOUT), false, false))
        .run(ROLLOUT, run);
  }

  private static ResourceAnswer answer(StackDecision decision) {
    return assertInstanceOf(StackDecision.Answer.class, decision).answer();
  }

  private static Duration waits(StackDecision decision) {
    return assertInstanceOf(StackDecision.Wait.class, decision).until();
  }
}
