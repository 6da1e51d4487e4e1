package io.servergroup.stack;

import java.util.List;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a rollout that is followed. */
class FollowingTest {
  private static final String ROLLOUT = "arn:execution:rolling-deploy:stack-r-1";

  private static final Duration OUT = LinkTime.OWN;

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
    String other = "arn:execution:rolling-deploy:stack-r-0";
    Asked follows = rolling().link(2).with("Follows", other).run(other, new RolloutRun.Unknown());

    assertInstanceOf(StackDecision.Wait.class, follows.decision());
    assertFalse(answer(follows.after(Duration.ofMinutes(2)).decision()).success());
    assertTrue(answer(follows.rollingBack().decision()).success());
  }

  @Test
  void aRolloutThatTheRequestHasStartedItselfComesToBeSeen() {
    Asked follows = following(new RolloutRun.Unknown()).after(Duration.ofMinutes(20));

    assertInstanceOf(StackDecision.Wait.class, follows.decision());
    assertInstanceOf(StackDecision.Wait.class, follows.rollingBack().decision());
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

  @Test
  void whatCanNotBeReadIsReadAgainUntilTheTimeIsOut() {
    assertEquals(
        "it could not be read: throttled",
        following(new RolloutRun.Running())
            .unreadable("throttled")
            .orElseThrow()
            .decision()
            .reason());
    assertEquals(
        Optional.empty(), following(new RolloutRun.Running()).after(OUT).unreadable("throttled"));
  }

  @Test
  void aRollbackDoesNotFailForWhatItCanNotReadOfItsRollout() {
    Asked known = following(new RolloutRun.Running()).rollingBack().after(OUT);
    Asked told = rolling().link(2).with("Follows", ROLLOUT).rollingBack().after(OUT);

    for (Asked asked : List.of(known, told)) {
      RolloutStep step = asked.unreadable("throttled").orElseThrow();
      assertEquals(Optional.of(ROLLOUT), step.known().execution());
      assertEquals(
          ResourceAnswer.success(
              "how the rollout is could not be read (throttled): "
                  + ROLLOUT
                  + "; the stack does not wait for it any longer, follow it there",
              Map.of("Execution", ROLLOUT)),
          answer(step.decision()));
    }
    assertEquals(Optional.empty(), rolling().rollingBack().after(OUT).unreadable("throttled"));
  }
}
