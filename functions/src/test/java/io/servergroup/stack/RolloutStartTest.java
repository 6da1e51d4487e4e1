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

/**
 * When a rollout is started, and what of another one; what a decision does not depend on is not
 * read.
 */
class RolloutStartTest {
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
    // The update that is taken back has rolled; what was said before it does not count.
    "1, 2, false, true,  1, true,  true",
    "1, 2, true,  true,  1, true,  false",
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
    assertTrue(
        answer(rolling().knowing(another).unlocked().sees(healing).after(OUT).decision())
            .reason()
            .endsWith("the next link goes on"));
    assertInstanceOf(
        StackDecision.Start.class, rolling().knowing(another).unlocked().rollingBack().decision());
    assertInstanceOf(
        StackDecision.Start.class,
        rolling().knowing(another).unlocked().with("SkipHealthCheck", "true").decision());
  }

  @Test
  void aRollbackThatFindsNothingChangedReplacesNothing() {
    StackDecision decision = rolling().rollingBack().unlocked().unchanged().decision();

    assertTrue(answer(decision).success());
    assertTrue(decision.reason().contains("had reached none"), decision::reason);
  }

  @Test
  void nothingIsStartedThatNobodyCouldWaitFor() {
    assertTrue(answer(rolling().unlocked().after(OUT).decision()).success());
    assertFalse(answer(rolling().link(6).unlocked().after(OUT).decision()).success());
  }

  @Test
  void anotherLaunchTemplateRollsThoughItsVersionHasTheSameNumber() {
    Asked asked =
        Asked.toUpdate()
            .before("LaunchTemplateId", "lt-1")
            .with("LaunchTemplateId", "lt-2")
            .unlocked();

    assertInstanceOf(StackDecision.Start.class, asked.decision());
  }

  private static Asked rolling() {
    return Asked.toUpdate().with("LaunchTemplateVersion", "2");
  }

  private static ResourceAnswer answer(StackDecision decision) {
    return assertInstanceOf(StackDecision.Answer.class, decision).answer();
  }

  @Test
  void whyAnotherRolloutIsStoppedAndWhyNothingRollsIsSaid() {
    Asked other = rolling().lockedBy("arn:execution:rolling-deploy:stack-r-0");

    assertEquals(
        "the stack has another rollout to start: the launch template went from version 1 to 2",
        assertInstanceOf(StackDecision.Stop.class, other.decision()).why());
    assertEquals(
        "the stack takes its update back",
        assertInstanceOf(StackDecision.Stop.class, other.rollingBack().decision()).why());
    assertEquals(
        "no server is replaced: SkipRollingDeploy is true",
        rolling().with("SkipRollingDeploy", "true").decision().reason());
    assertEquals(
        "no server has to be replaced: the launch template is still at version 1",
        Asked.toUpdate().decision().reason());
  }

  @Test
  void onlyARollbackAsksWhatTheUpdateHasReached() {
    assertInstanceOf(StackDecision.Start.class, rolling().unlocked().unchanged().decision());
  }
}
