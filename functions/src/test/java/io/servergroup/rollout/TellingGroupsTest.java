package io.servergroup.rollout;

import static io.servergroup.rollout.Plans.EXECUTION;
import static io.servergroup.rollout.Plans.chosen;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.TemplateVersion;
import io.servergroup.health.SampleGroup;
import io.servergroup.rollout.TerminationCheck.Telling;
import io.servergroup.rollout.TerminationCheck.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Before its instance goes, a group may have to be told what to launch instead. */
final class TellingGroupsTest {
  private static final ChosenServer NOBODY =
      new ChosenServer(OptionalInt.of(0), "web-0", "", "zone-a", Optional.empty());

  @Test
  void aGroupThatIsFollowedIsToldNothing() {
    assertEquals(Optional.empty(), toTell(Plans.of(3, 1), SampleGroup.of(3)));
  }

  @Test
  void aGroupIsToldTheFixedVersionOnce() {
    SampleGroup sample = SampleGroup.of(3);

    assertEquals(
        Optional.of(
            new Telling(
                sample.group().autoScalingGroups().getFirst(), new TemplateVersion("lt-1", 2))),
        toTell(Plans.of(3, 1).fixed(), sample));
    assertEquals(
        Optional.empty(),
        toTell(Plans.of(3, 1).fixed(), sample.change(0, g -> g.template("lt-1", "2"))));
  }

  @Test
  void onTheWayBackAGroupIsToldWhereItCameFrom() {
    SampleGroup sample = SampleGroup.of(3).replace(0, "i-n0", 2);
    Situation now = Looks.at(sample).origin("web-0", Plans.FROM_1).now();

    assertEquals(
        Optional.of(Plans.FROM_1),
        TerminationCheck.toTell(Plans.of(3, 1).back().plan(), chosen(0), now)
            .map(Telling::version));
  }

  @Test
  void aGroupThatIsGoneIsToldNothing() {
    assertEquals(
        Optional.empty(),
        TerminationCheck.toTell(
            Plans.of(3, 1).fixed().plan(), chosen(5), Looks.situation(SampleGroup.of(3))));
  }

  @Test
  void whatAServerComesFromMattersOnlyIfTheRolloutMayTurnBack() {
    SampleGroup sample = SampleGroup.of(3);

    assertEquals(Optional.of(Plans.FROM_1), origin(Plans.of(3, 1).rollingBackOnFailure(), sample));
    assertEquals(Optional.empty(), origin(Plans.of(3, 1), sample));
  }

  @Test
  void aPlaceThatNobodyFillsComesFromWhatItsGroupLaunchedUntilItIsTold() {
    Targets fixed = new Targets(Map.of(SampleGroup.LATEST, 1L)).withFixed(Map.of("lt-1", 2L));
    Plans plan = Plans.of(3, 1).fixed(fixed).rollingBackOnFailure();

    assertEquals(
        Optional.of(Plans.FROM_1),
        origin(plan, SampleGroup.of(3).state(0, LifecycleState.TERMINATED).place(0)));
    assertEquals(
        Optional.empty(),
        origin(plan, SampleGroup.of(3).place(0).change(0, group -> group.template("lt-1", "2"))),
        "it has been told");
  }

  @Test
  void onlyTheChosenInstanceTellsWhatAServerComesFrom() {
    Plans plan = Plans.of(3, 1).rollingBackOnFailure();

    assertEquals(Optional.empty(), origin(plan, SampleGroup.of(3).replace(0, "i-n0", 2)));
    assertEquals(
        Optional.of(Plans.FROM_1),
        origin(plan, SampleGroup.of(3).state(0, LifecycleState.TERMINATING)));
    assertEquals(
        Optional.empty(),
        origin(
            plan,
            SampleGroup.of(3)
                .place(
                    0,
                    new Instance(
                        "i-0", "zone-a", LifecycleState.IN_SERVICE, true, Optional.empty()))));
    assertEquals(
        Optional.empty(),
        TerminationCheck.origin(plan.plan(), chosen(5), Looks.situation(SampleGroup.of(3))));
  }

  @ParameterizedTest
  @EnumSource(
      value = LifecycleState.class,
      names = {"PENDING", "PENDING_WAIT", "PENDING_PROCEED"})
  void anInstanceThatIsLaunchingIsTerminatedOnlyWhereGroupsAreTold(LifecycleState state) {
    SampleGroup sample = SampleGroup.of(3).state(0, state);

    assertInstanceOf(Verdict.GiveBack.class, decide(Plans.of(3, 1), chosen(0), sample));
    assertEquals(
        new Verdict.Terminate(
            "i-0 is " + state.text() + " and was launched from another version than it should be"),
        decide(Plans.of(3, 1).fixed(), chosen(0), sample));
  }

  @ParameterizedTest
  @EnumSource(
      value = LifecycleState.class,
      names = {"STANDBY", "ENTERING_STANDBY", "REPLACING_ROOT_VOLUME", "UNKNOWN"})
  void anInstanceThatSomebodyHoldsOutsideOfServiceIsNeverTerminated(LifecycleState state) {
    SampleGroup sample = SampleGroup.of(3).state(0, state);

    assertEquals(
        new Verdict.GiveBack("i-0 is " + state.text()),
        decide(Plans.of(3, 1).fixed(), chosen(0), sample));
  }

  @Test
  void anInstanceThatIsLaunchingCostsNoHealthyServerWhateverTheFloor() {
    SampleGroup sample = SampleGroup.of(3).state(0, LifecycleState.PENDING).unhealthy(1);

    assertInstanceOf(Verdict.Terminate.class, decide(Plans.of(3, 1).fixed(), chosen(0), sample));
  }

  @Test
  void anEmptyPlaceNeedsNobodyTerminated() {
    SampleGroup sample = SampleGroup.of(3).state(0, LifecycleState.TERMINATED);

    assertEquals(
        new Verdict.Unneeded("nothing has to leave; its group is told what to launch"),
        decide(Plans.of(3, 1).fixed(), NOBODY, sample));
  }

  @Test
  void aGroupThatSomebodyElseGaveAnotherVersionIsNotToldOverEvenWhereNobodyIsTerminated() {
    SampleGroup sample =
        SampleGroup.of(3)
            .state(0, LifecycleState.TERMINATED)
            .change(0, g -> g.template("lt-1", "7"));
    String moved = "web-0 now names launch template lt-1 version 7, which it did not at the start";

    for (ChosenServer server : List.of(NOBODY, chosen(0))) {
      assertEquals(
          new Verdict.Stop(
              StopCategory.CONFLICT,
              moved + ": a replacement would not come up at this rollout's target"),
          decide(Plans.of(3, 1).fixed(), server, sample));
    }
  }

  @Test
  void whatMovedDoesNotMatterToAServerThatIsOnItsWayAlready() {
    SampleGroup sample =
        SampleGroup.of(3)
            .replace(0, "i-n0", 2)
            .change(0, g -> g.template("lt-1", "2"))
            .change(1, g -> g.template("lt-1", "7"));

    assertInstanceOf(Verdict.Unneeded.class, decide(Plans.of(3, 1).fixed(), chosen(0), sample));
  }

  @Test
  void anInstanceThatHasLeftOrIsLeavingIsNamed() {
    assertEquals(
        new Verdict.Unneeded("i-0 has left already"),
        decide(Plans.of(3, 1), chosen(0), SampleGroup.of(3).replace(0, "i-n0", 2)));
    assertEquals(
        new Verdict.Unneeded("i-0 is Terminating:Wait already"),
        decide(
            Plans.of(3, 1),
            chosen(0),
            SampleGroup.of(3).state(0, LifecycleState.TERMINATING_WAIT)));
  }

  @Test
  void aGroupThatIsGoneStopsTheBatch() {
    assertEquals(
        new Verdict.Stop(StopCategory.CONFLICT, "Auto Scaling group web-5 was not found"),
        decide(Plans.of(3, 1), chosen(5), SampleGroup.of(3)));
  }

  @Test
  void theFloorIsCountedInHealthyServersOutsideTheBatch() {
    assertEquals(
        new Verdict.Terminate("2 servers outside the batch are healthy, 2 needed"),
        decide(Plans.of(3, 1), chosen(0), SampleGroup.of(3)));
    assertEquals(
        new Verdict.GiveBack(
            "only 1 servers outside the batch are healthy, 2 needed: server 2: target group web"
                + " says of i-2: unhealthy (Target.Timeout)"),
        decide(Plans.of(3, 1), chosen(0), SampleGroup.of(3).unhealthy(2)));
  }

  private static Optional<Telling> toTell(Plans plan, SampleGroup sample) {
    return TerminationCheck.toTell(plan.plan(), chosen(0), Looks.situation(sample));
  }

  private static Optional<TemplateVersion> origin(Plans plan, SampleGroup sample) {
    return TerminationCheck.origin(plan.plan(), chosen(0), Looks.situation(sample));
  }

  private static Verdict decide(Plans plan, ChosenServer server, SampleGroup sample) {
    return TerminationCheck.decide(
        plan.plan(), server, List.of(server), Looks.situation(sample), EXECUTION);
  }
}
