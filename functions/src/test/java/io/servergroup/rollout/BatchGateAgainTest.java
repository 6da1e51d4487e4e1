package io.servergroup.rollout;

import static io.servergroup.rollout.Plans.chosen;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.LifecycleState;
import io.servergroup.group.TemplateVersion;
import io.servergroup.health.GateRules;
import io.servergroup.health.GroupEdit;
import io.servergroup.health.SampleGroup;
import io.servergroup.rollout.BatchGate.Seen;
import io.servergroup.rollout.BatchGate.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A group that is told what to launch may have launched something else just before. */
final class BatchGateAgainTest {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Duration TOO_LATE = Duration.ofMinutes(30);
  private static final Seen ONCE = new Seen(1, "server 1: was ill");

  private final RolloutPlan fixed = Plans.of(3, 2).fixed().plan();
  private final List<ChosenServer> batch = List.of(chosen(0), chosen(1));

  @Test
  void aReplacementLaunchedBeforeItsGroupWasToldIsReplacedOnceMoreWithItsBatch() {
    SampleGroup sample = SampleGroup.of(3).replace(0, "i-early", 1).replace(1, "i-n1", 2);

    assertEquals(
        new Verdict.Again(
            List.of(
                new ChosenServer(
                    OptionalInt.of(0), "web-0", "i-early", "zone-a", Optional.of(Plans.FROM_1)),
                chosen(1)),
            new Seen(0, "server 1: was ill"),
            "server 0: i-early was launched before its group was told the version"),
        check(fixed, sample, ONCE, SOON));
  }

  @Test
  void evenOneThatIsStillLaunchingIsReplacedOnceMore() {
    SampleGroup sample =
        SampleGroup.of(3)
            .place(0, Plans.instance("i-early", LifecycleState.PENDING_WAIT, 1))
            .replace(1, "i-n1", 2);

    assertInstanceOf(Verdict.Again.class, check(fixed, sample, ONCE, SOON));
  }

  @Test
  void afterItsTimeTheBatchFailsRatherThanBeginAgain() {
    SampleGroup sample = SampleGroup.of(3).replace(0, "i-early", 1).replace(1, "i-n1", 2);

    assertEquals(
        StopCategory.TIMEOUT,
        assertInstanceOf(Verdict.Failed.class, check(fixed, sample, ONCE, TOO_LATE)).category());
  }

  @Test
  void onTheWayBackWhatStillComesUpAtTheBrokenVersionIsReplacedOnceMore() {
    SampleGroup sample = SampleGroup.of(3).replace(0, "i-early", 2).replace(1, "i-n1", 1);
    RolloutPlan back = Plans.of(3, 2).back().plan();

    assertInstanceOf(
        Verdict.Again.class,
        BatchGate.check(
            back,
            batch,
            sample.health(),
            Map.of("web-0", Plans.FROM_1, "web-1", Plans.FROM_1),
            ONCE,
            SOON));
  }

  @Test
  void aFollowedGroupThatLaunchesAnotherVersionFailsTheBatchAtOnceAndSaysWhy() {
    SampleGroup sample = SampleGroup.of(3).replace(0, "i-n0", 3).replace(1, "i-n1", 2);

    assertEquals(
        new Verdict.Failed(
            StopCategory.CONFLICT,
            "server 0: its replacement i-n0 was launched from lt-1:3 rather than lt-1:2, so the"
                + " launch template moved during the rollout; start a new rollout"),
        check(Plans.plan(3, 2), sample, ONCE, SOON));
  }

  @Test
  void aGroupThatNamesAnotherReferenceFailsTheBatchAtOnce() {
    SampleGroup sample =
        SampleGroup.of(3)
            .change(0, g -> g.template("lt-1", "9"))
            .change(1, GroupEdit::withoutTemplate);

    assertEquals(
        StopCategory.CONFLICT,
        assertInstanceOf(Verdict.Failed.class, check(Plans.plan(3, 2), sample, ONCE, SOON))
            .category());
  }

  @Test
  void theWholeBatchHasToBeHealthyAtOneLook() {
    SampleGroup sample = SampleGroup.of(3).replace(0, "i-n0", 2);

    assertEquals(
        new Verdict.NotYet(
            new Seen(0, "server 1: was ill"),
            false,
            List.of(new Blocker("server 1", "i-1 has not begun to leave")),
            "server 1: i-1 has not begun to leave"),
        check(Plans.plan(3, 2), sample, ONCE, SOON));
    assertEquals(
        new Verdict.Healthy("2 servers replaced and healthy at 2 looks in a row"),
        check(Plans.plan(3, 2), sample.replace(1, "i-n1", 2), ONCE, SOON));
  }

  @Test
  void itIsNearOnlyWhenAllServersAreInServiceAndOnlyTheirHealthIsMissing() {
    SampleGroup sample =
        SampleGroup.of(3).replace(0, "i-n0", 2).replace(1, "i-n1", 2).unhealthy(0).unhealthy(1);

    assertTrue(notYet(sample).near());
    sample.place(1, Plans.instance("i-n1", LifecycleState.PENDING, 2));
    assertEquals(false, notYet(sample).near());
    assertEquals(
        "server 0: target group web says of i-n0: unhealthy (Target.Timeout)",
        notYet(sample).seen().symptom());
  }

  @Test
  void aServerWithoutNumberIsReplacedWhenAllOfItsGroupThatAreNotOutdatedAreHealthy() {
    SampleGroup sample =
        SampleGroup.of(1)
            .withoutSlots()
            .judgedBy(GateRules.WITHOUT_SLOTS)
            .change(
                0,
                g ->
                    g.withoutIndex()
                        .wanting(2)
                        .instances(
                            Plans.instance("i-n", LifecycleState.IN_SERVICE, 2),
                            Plans.instance("i-old", LifecycleState.IN_SERVICE, 1)))
            .answer("i-n", true, "healthy");
    List<ChosenServer> one =
        List.of(new ChosenServer(OptionalInt.empty(), "web-0", "i-0", "zone-a", Optional.empty()));

    assertInstanceOf(
        Verdict.Healthy.class,
        BatchGate.check(
            Plans.plan(2, 1), one, sample.health(), Map.<String, TemplateVersion>of(), ONCE, SOON));
    assertInstanceOf(
        Verdict.NotYet.class,
        BatchGate.check(
            Plans.plan(2, 1),
            one,
            sample.answer("i-n", false, "initial").health(),
            Map.of(),
            ONCE,
            SOON));
  }

  @Test
  void aServerWithoutNumberIsNotLookedForInOtherGroups() {
    SampleGroup sample =
        SampleGroup.of(2)
            .replace(0, "i-n0", 2)
            .replace(1, "i-n1", 2)
            .unhealthy(1)
            .withoutSlots()
            .judgedBy(GateRules.WITHOUT_SLOTS)
            .change(0, GroupEdit::withoutIndex)
            .change(1, GroupEdit::withoutIndex);
    List<ChosenServer> one =
        List.of(new ChosenServer(OptionalInt.empty(), "web-0", "i-0", "zone-a", Optional.empty()));

    assertInstanceOf(
        Verdict.Healthy.class,
        BatchGate.check(Plans.plan(2, 1), one, sample.health(), Map.of(), ONCE, SOON));
  }

  @Test
  void whoIsOnTheWayToASlotThatNobodyHoldsIsNamed() {
    SampleGroup shared =
        SampleGroup.of(1)
            .change(
                0,
                g ->
                    g.withoutIndex()
                        .wanting(2)
                        .instances(
                            Plans.instance("i-new", LifecycleState.PENDING_WAIT, 2),
                            Plans.instance("i-other", LifecycleState.IN_SERVICE, 2)));

    assertEquals(
        "server 0: no instance of web-0 holds its slot (i-new is Pending:Wait)",
        BatchGate.check(Plans.plan(2, 1), List.of(chosen(0)), shared.health(), Map.of(), ONCE, SOON)
            .reason());
    shared.change(0, g -> g.instances(Plans.instance("i-other", LifecycleState.IN_SERVICE, 2)));
    assertEquals(
        "server 0: no instance of web-0 holds its slot",
        BatchGate.check(Plans.plan(2, 1), List.of(chosen(0)), shared.health(), Map.of(), ONCE, SOON)
            .reason());
  }

  private Verdict.NotYet notYet(SampleGroup sample) {
    return assertInstanceOf(
        Verdict.NotYet.class, check(Plans.plan(3, 2), sample, Seen.NOTHING, SOON));
  }

  private Verdict check(RolloutPlan plan, SampleGroup sample, Seen seen, Duration elapsed) {
    return BatchGate.check(plan, batch, sample.health(), Map.of(), seen, elapsed);
  }
}
