package io.servergroup.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.group.TemplateReference;
import io.servergroup.group.TemplateVersion;
import io.servergroup.health.SampleGroup;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What counts as somebody else having moved a rollout's target, and what as the rollout's own. */
final class MovedTargetTest {
  private static final Targets NAMED_TWICE =
      new Targets(Map.of(SampleGroup.LATEST, 2L, new TemplateReference("lt-1", "1"), 1L));

  @Test
  void followedGroupsAreWhereTheyWereWhileTheirReferencesStandForTheSame() {
    assertEquals(List.of(), moved(Plans.plan(2, 1), SampleGroup.of(2), Plans.TO_2));
  }

  @Test
  void aReferenceThatStandsForAnotherVersionIsToldOnceHoweverManyGroupsNameIt() {
    assertEquals(
        List.of("launch template lt-1 version $Latest was version 2 at the start and is 3 now"),
        moved(Plans.plan(2, 1), SampleGroup.of(2), new Targets(Map.of(SampleGroup.LATEST, 3L))));
  }

  @Test
  void aReferenceThatStandsForNothingAnyMoreHasMoved() {
    assertEquals(
        List.of("launch template lt-1 version $Latest cannot be resolved any more"),
        moved(Plans.plan(1, 1), SampleGroup.of(1), new Targets(Map.of())));
  }

  @Test
  void aFollowedGroupThatNamesWhatNobodyNamedAtTheStartHasMoved() {
    SampleGroup sample = SampleGroup.of(2).change(1, g -> g.template("lt-1", "1"));

    assertEquals(
        List.of("web-1 now names launch template lt-1 version 1, which it did not at the start"),
        moved(Plans.plan(2, 1), sample, NAMED_TWICE));
  }

  @Test
  void aNumberStandsForItselfWhoeverNamesItNow() {
    Targets now =
        Plans.TO_2.withNumbers(List.of(SampleGroup.LATEST, new TemplateReference("lt-1", "1")));

    assertEquals(NAMED_TWICE, now);
    assertEquals(
        List.of(),
        moved(
            Plans.of(2, 1).fixed(NAMED_TWICE).plan(),
            SampleGroup.of(2).change(1, g -> g.template("lt-1", "1")),
            now));
  }

  @Test
  void aGroupThatIsToldNamesItsOldReferenceBeforeItsTurnAndTheVersionAfterIt() {
    SampleGroup sample = SampleGroup.of(2).change(1, g -> g.template("lt-1", "2"));

    assertEquals(List.of(), moved(Plans.of(2, 1).fixed().plan(), sample, Plans.TO_2));
  }

  @Test
  void whatReferencesStandForDoesNotMatterWhereGroupsAreTold() {
    assertEquals(
        List.of(),
        moved(
            Plans.of(1, 1).fixed().plan(),
            SampleGroup.of(1),
            new Targets(Map.of(SampleGroup.LATEST, 3L))));
  }

  @Test
  void aGroupThatIsToldAndNamesAThirdVersionHasMoved() {
    SampleGroup sample = SampleGroup.of(2).change(1, g -> g.template("lt-1", "7"));

    assertEquals(
        List.of("web-1 now names launch template lt-1 version 7, which it did not at the start"),
        moved(Plans.of(2, 1).fixed().plan(), sample, Plans.TO_2));
  }

  @Test
  void onTheWayBackAGroupMayNameWhereItComesFromWhereItWasGoingAndWhatItNamedAtTheStart() {
    Map<String, TemplateVersion> origins =
        Map.of(
            "web-0", Plans.FROM_1,
            "web-1", Plans.FROM_1,
            "web-2", Plans.FROM_1);
    SampleGroup sample =
        SampleGroup.of(3)
            .change(0, g -> g.template("lt-1", "1"))
            .change(1, g -> g.template("lt-1", "2"));
    RolloutPlan back = Plans.of(3, 1).fixed().back().plan();

    assertEquals(List.of(), movedBack(back, origins, sample));
    sample.change(2, g -> g.template("lt-1", "3"));
    assertEquals(1, movedBack(back, origins, sample).size());
  }

  @Test
  void onTheWayBackGroupsThatWereNeverTouchedMayNameAnything() {
    SampleGroup sample = SampleGroup.of(1).change(0, g -> g.template("lt-1", "7"));

    assertEquals(List.of(), movedBack(Plans.of(1, 1).back().plan(), Map.of(), sample));
  }

  private static List<String> moved(RolloutPlan plan, SampleGroup sample, Targets resolvedNow) {
    return new Aim(plan, Map.of(), sample.health().machines()).moved(sample.group(), resolvedNow);
  }

  private static List<String> movedBack(
      RolloutPlan plan, Map<String, TemplateVersion> origins, SampleGroup sample) {
    return new Aim(plan, origins, sample.health().machines()).moved(sample.group(), plan.targets());
  }
}
