package io.servergroup.rollout;

import static io.servergroup.rollout.Looks.situation;
import static io.servergroup.rollout.Plans.EXECUTION;
import static io.servergroup.rollout.Plans.chosen;
import static io.servergroup.rollout.Plans.plan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.LifecycleState;
import io.servergroup.health.SampleGroup;
import io.servergroup.rollout.TerminationCheck.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TerminationCheckTest {
  @Test
  void theChosenInstanceIsTerminatedWhileTheFloorHolds() {
    assertInstanceOf(Verdict.Terminate.class, decide(SampleGroup.of(3), 0, 1));
  }

  @Test
  void aReplacementIsNeverTerminated() {
    assertInstanceOf(
        Verdict.Unneeded.class, decide(SampleGroup.of(3).replace(0, "i-new", 1), 0, 1));
  }

  @Test
  void anInstanceOnItsWayOutIsLeftAlone() {
    for (LifecycleState state :
        List.of(
            LifecycleState.TERMINATING,
            LifecycleState.TERMINATING_WAIT,
            LifecycleState.TERMINATING_PROCEED,
            LifecycleState.TERMINATED)) {
      assertInstanceOf(
          Verdict.Unneeded.class, decide(SampleGroup.of(3).state(0, state), 0, 1), state.text());
    }
  }

  @Test
  void nothingIsLeftToDoAboutAServerWhoseInstanceWasSeenLeaving() {
    assertTrue(isOver(Plans.of(3, 1), SampleGroup.of(3).state(0, LifecycleState.TERMINATING)));
    assertTrue(isOver(Plans.of(3, 1), SampleGroup.of(3).replace(0, "i-new", 1)));
    assertFalse(isOver(Plans.of(3, 1), SampleGroup.of(3)));
    assertFalse(
        TerminationCheck.isOver(plan(3, 1), chosen(5), situation(SampleGroup.of(3))),
        "nobody has seen its group");
  }

  @Test
  void aGroupThatHasToBeToldYetLeavesSomethingToDo() {
    SampleGroup leaving = SampleGroup.of(3).state(0, LifecycleState.TERMINATING);

    assertFalse(isOver(Plans.of(3, 1).fixed(), leaving));
    assertTrue(isOver(Plans.of(3, 1).fixed(), leaving.change(0, g -> g.template("lt-1", "2"))));
  }

  @Test
  void whenAnotherServerFellIllTheBatchIsGivenBack() {
    assertInstanceOf(Verdict.GiveBack.class, decide(SampleGroup.of(3).unhealthy(2), 0, 1));
  }

  @Test
  void anUnhealthyServerMayGoWhateverTheFloor() {
    assertInstanceOf(
        Verdict.Terminate.class, decide(SampleGroup.of(3).unhealthy(0).unhealthy(2), 0, 1));
  }

  @Test
  void behindALoadBalancerThatNobodyCanAskNoServerIsTakenForAnUnhealthyOne() {
    Verdict verdict = decide(SampleGroup.of(3).unreadable("not authorized"), 0, 1);

    assertInstanceOf(Verdict.GiveBack.class, verdict, verdict.reason());
    assertTrue(verdict.reason().contains("not authorized"), verdict.reason());
  }

  @Test
  void serversOfTheBatchCountAsDownEvenWhenAStaleLookShowsThemHealthy() {
    Verdict verdict =
        TerminationCheck.decide(
            plan(4, 2),
            chosen(1),
            List.of(chosen(0), chosen(1)),
            situation(SampleGroup.of(4).unhealthy(3)),
            EXECUTION);

    assertInstanceOf(Verdict.GiveBack.class, verdict);
  }

  @Test
  void anInstanceThatIsNotInServiceIsGivenBack() {
    assertInstanceOf(
        Verdict.GiveBack.class, decide(SampleGroup.of(3).state(0, LifecycleState.STANDBY), 0, 1));
  }

  @Test
  void aLostLockStops() {
    assertStops(Looks.at(SampleGroup.of(3)).lockOf("arn:other").now());
  }

  @Test
  void aMovedTemplateStops() {
    assertStops(Looks.at(SampleGroup.of(3)).latestIs(3).now());
  }

  @Test
  void aChangedCapacityStops() {
    assertStops(situation(SampleGroup.of(4)));
  }

  private static void assertStops(Situation now) {
    Verdict verdict =
        TerminationCheck.decide(plan(3, 1), chosen(0), List.of(chosen(0)), now, EXECUTION);

    assertEquals(StopCategory.CONFLICT, assertInstanceOf(Verdict.Stop.class, verdict).category());
  }

  private static boolean isOver(Plans plan, SampleGroup seen) {
    return TerminationCheck.isOver(plan.plan(), chosen(0), situation(seen));
  }

  private static Verdict decide(SampleGroup sample, int index, int batchSize) {
    return TerminationCheck.decide(
        plan(3, batchSize), chosen(index), List.of(chosen(index)), situation(sample), EXECUTION);
  }
}
