package io.servergroup.rollout;

import static io.servergroup.rollout.Plans.chosen;
import static io.servergroup.rollout.Plans.plan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.LifecycleState;
import io.servergroup.health.Depth;
import io.servergroup.health.GroupEdit;
import io.servergroup.health.GroupHealth;
import io.servergroup.health.SampleGroup;
import io.servergroup.rollout.BatchGate.Seen;
import io.servergroup.rollout.BatchGate.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BatchGateTest {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Duration TOO_LATE = Duration.ofMinutes(30);

  @Test
  void aBatchIsHealthyAfterAllHealthyLooksInARowButTheOneThatChoosesTheNextBatch() {
    GroupHealth health = SampleGroup.of(3).replace(0, "i-new", 2).health();

    assertEquals(1, notYet(checkAsking(3, health, 0, SOON)).seen().healthyLooks());
    assertInstanceOf(Verdict.Healthy.class, checkAsking(3, health, 1, SOON));
    assertInstanceOf(Verdict.Healthy.class, checkAsking(2, health, 0, SOON));
    assertInstanceOf(Verdict.Healthy.class, checkAsking(1, health, 0, SOON));
  }

  @Test
  void oneUnhealthyLookStartsTheCountAnew() {
    GroupHealth health = SampleGroup.of(3).replace(0, "i-new", 2).unhealthy(0).health();

    assertEquals(
        new Verdict.NotYet(
            new Seen(0, "server 0: target group web says of i-new: unhealthy (Target.Timeout)"),
            true,
            List.of(
                new Blocker(
                    "server 0", "target group web says of i-new: unhealthy (Target.Timeout)")),
            "server 0: target group web says of i-new: unhealthy (Target.Timeout)"),
        check(health, 1, SOON));
  }

  @Test
  void whatTheServerFailedWhileItWasInServiceIsToldWhenItIsBeingReplacedAgain() {
    GroupHealth again = SampleGroup.of(3).state(0, LifecycleState.TERMINATING_WAIT).health();
    Verdict verdict =
        BatchGate.check(
            plan(3, 1),
            List.of(chosen(0)),
            again,
            Map.of(),
            new Seen(0, "server 0: target group web says of i-new: unhealthy"),
            TOO_LATE);
    assertTrue(
        verdict
            .reason()
            .endsWith(
                "; last seen in service: server 0: target group web says of i-new: unhealthy"),
        verdict.reason());
  }

  @Test
  void theOldInstanceStillInItsPlaceIsWaitedFor() {
    assertEquals(
        "server 0: i-0 has not begun to leave",
        check(SampleGroup.of(3).health(), 0, SOON).reason());
  }

  @Test
  void aPlaceNobodyFillsYetIsWaitedFor() {
    assertEquals(
        "server 0: no instance of web-0 fills this place (i-0 is Terminating:Wait)",
        check(SampleGroup.of(3).state(0, LifecycleState.TERMINATING_WAIT).health(), 0, SOON)
            .reason());
  }

  @Test
  void aSlotStillWithThePredecessorIsWaitedFor() {
    SampleGroup sample = SampleGroup.of(3).replace(0, "i-new", 2).attach(0, "i-0", "detaching");

    assertEquals(
        "server 0: network interface eni-0 is detaching (i-0), not attached to i-new",
        check(sample.health(), 0, SOON).reason());
  }

  @Test
  void afterItsTimeTheBatchFailsNamingServerInstanceAndCondition() {
    GroupHealth health = SampleGroup.of(3).replace(0, "i-new", 2).unhealthy(0).health();

    assertEquals(
        new Verdict.Failed(
            StopCategory.TIMEOUT,
            "not healthy after 30 minutes: server 0: target group web says of i-new: unhealthy"
                + " (Target.Timeout)"),
        check(health, 0, TOO_LATE));
  }

  @Test
  void aBatchThatTurnsHealthyAtTheLastMomentMayFinishItsLooks() {
    assertInstanceOf(
        Verdict.NotYet.class,
        checkAsking(3, SampleGroup.of(3).replace(0, "i-new", 2).health(), 0, TOO_LATE));
  }

  @Test
  void aReplacementAtAnotherVersionFailsAtOnce() {
    for (long version : List.of(1L, 3L)) {
      Verdict verdict = check(SampleGroup.of(3).replace(0, "i-new", version).health(), 0, SOON);

      assertEquals(
          StopCategory.CONFLICT,
          assertInstanceOf(Verdict.Failed.class, verdict, verdict.reason()).category());
    }
  }

  @Test
  void whatCouldNotBeReadIsNotHealthyAndStartsTheCountAnew() {
    assertEquals(
        new Verdict.NotYet(
            Seen.NOTHING,
            false,
            List.of(new Blocker("the servers", "could not be read: Rate exceeded")),
            "the servers: could not be read: Rate exceeded"),
        BatchGate.unreadable(plan(3, 1), "Rate exceeded", Seen.NOTHING, SOON));
    assertInstanceOf(
        Verdict.Failed.class,
        BatchGate.unreadable(plan(3, 1), "Rate exceeded", Seen.NOTHING, TOO_LATE));
  }

  @Test
  void serversOutsideTheBatchDoNotMatter() {
    GroupHealth health = SampleGroup.of(3).replace(0, "i-new", 2).unhealthy(2).health();

    assertInstanceOf(Verdict.Healthy.class, check(health, 1, SOON));
  }

  @Test
  void aGroupThatWasNotFoundIsNotHealthy() {
    assertEquals(
        "server 5: Auto Scaling group web-5 was not found",
        BatchGate.check(
                plan(6, 1),
                List.of(chosen(5)),
                SampleGroup.of(3).health(),
                Map.of(),
                new Seen(1, ""),
                SOON)
            .reason());
  }

  @Test
  void aSharedGroupInWhichNobodyServesIsNotSaidToHaveGivenASlotToNobody() {
    SampleGroup shared =
        SampleGroup.of(1).change(0, GroupEdit::withoutIndex).replace(0, "i-new", 2).withoutSlots();

    assertEquals(
        "server 0: no instance of web-0 holds its slot", check(shared.health(), 0, SOON).reason());
    assertEquals(
        "server 0: no instance of web-0 serves yet (i-new is Pending:Wait)",
        check(shared.state(0, LifecycleState.PENDING_WAIT).read(Depth.GROUPS).health(), 0, SOON)
            .reason());
  }

  @Test
  void aLookThatAskedNothingButGroupsIsNeverAHealthyOne() {
    SampleGroup arrived = SampleGroup.of(3).replace(0, "i-new", 2);

    assertInstanceOf(Verdict.NotYet.class, check(arrived.read(Depth.GROUPS).health(), 1, SOON));
  }

  private static Verdict check(GroupHealth health, int healthyLooks, Duration elapsed) {
    return checkAsking(2, health, healthyLooks, elapsed);
  }

  /** Of a rollout that asks for so many healthy looks in a row. */
  private static Verdict checkAsking(
      int looks, GroupHealth health, int healthyLooks, Duration elapsed) {
    RolloutPlan asking = Plans.of(3, 1).healthyChecks(looks).plan();
    return BatchGate.check(
        asking, List.of(chosen(0)), health, Map.of(), new Seen(healthyLooks, ""), elapsed);
  }

  private static Verdict.NotYet notYet(Verdict verdict) {
    return assertInstanceOf(Verdict.NotYet.class, verdict, verdict.reason());
  }
}
