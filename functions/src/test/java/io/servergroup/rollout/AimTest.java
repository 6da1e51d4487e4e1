package io.servergroup.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.TemplateVersion;
import io.servergroup.health.GroupEdit;
import io.servergroup.health.GroupHealth;
import io.servergroup.health.Machines;
import io.servergroup.health.SampleGroup;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AimTest {
  private static final TemplateVersion VERSION_2 = new TemplateVersion("lt-1", 2);

  @Test
  void groupsThatAreFollowedAreBroughtToWhatTheirReferenceStoodForAtTheStart() {
    SampleGroup sample = SampleGroup.of(3).replace(1, "i-n1", 2).replace(2, "i-n2", 3);

    assertEquals(List.of("server 0", "server 2"), outdated(Plans.plan(3, 1), sample));
    assertEquals(Optional.of(VERSION_2), aim(Plans.plan(3, 1), sample).of(first(sample)));
  }

  @Test
  void aGroupWhoseReferenceWasNotThereAtTheStartHasNoTarget() {
    SampleGroup sample = SampleGroup.of(1).change(0, g -> g.template("lt-1", "2"));

    assertEquals(Optional.empty(), aim(Plans.plan(1, 1), sample).of(first(sample)));
    assertEquals(List.of("server 0"), outdated(Plans.plan(1, 1), sample));
  }

  @Test
  void anInstanceThatNoTemplateTellsOfIsOutdatedWhateverTheTarget() {
    Instance untold =
        new Instance("i-0", "zone-a", LifecycleState.IN_SERVICE, true, Optional.empty());
    SampleGroup followed = SampleGroup.of(1).place(0, untold);
    SampleGroup without = SampleGroup.of(1).place(0, untold).change(0, GroupEdit::withoutTemplate);

    assertEquals(List.of("server 0"), outdated(Plans.plan(1, 1), followed));
    assertEquals(List.of("server 0"), outdated(Plans.plan(1, 1), without));
  }

  @Test
  void aFixedVersionIsTheTargetWhateverVersionTheGroupNames() {
    RolloutPlan plan = Plans.of(2, 1).fixed().plan();
    SampleGroup sample =
        SampleGroup.of(2).change(0, g -> g.template("lt-1", "7")).replace(1, "i-n1", 2);

    assertEquals(Optional.of(VERSION_2), aim(plan, sample).of(first(sample)));
    assertEquals(List.of("server 0"), outdated(plan, sample));
  }

  @Test
  void aFixedVersionIsNoTargetForAGroupOfAnotherTemplate() {
    SampleGroup sample = SampleGroup.of(1).change(0, g -> g.template("lt-9", "$Latest"));

    assertEquals(Optional.empty(), aim(Plans.of(1, 1).fixed().plan(), sample).of(first(sample)));
  }

  @Test
  void aRollbackBringsBackTheGroupsThatWereTouchedAndNoOther() {
    SampleGroup sample = SampleGroup.of(3).replace(0, "i-n0", 2).replace(1, "i-n1", 2);
    Map<String, TemplateVersion> origins =
        Map.of("web-0", Plans.FROM_1, "web-2", new TemplateVersion("lt-1", 1));
    Aim aim = new Aim(Plans.of(3, 1).back().plan(), origins, sample.health().machines());

    assertEquals(List.of("server 0"), names(aim.outdated(sample.health())));
    assertEquals(Optional.of(Plans.FROM_1), aim.of(first(sample)));
    assertFalse(aim.isOutdated(sample.health().servers().get(1).server()));
    assertEquals(Optional.empty(), aim.of(sample.group().autoScalingGroups().get(1)));
  }

  @Test
  void replaceAllReplacesWhatWasLaunchedBeforeTheStartWhateverItsVersion() {
    Instant start = Instant.EPOCH;
    RolloutPlan plan = Plans.of(4, 1).replacingAllLaunchedBefore(start).plan();
    SampleGroup sample = SampleGroup.of(4);
    for (int index = 0; index < 4; index++) {
      sample.replace(index, "i-n" + index, 2);
    }
    sample
        .machine("i-n0", "running", start.minusSeconds(1))
        .machine("i-n1", "running", start)
        .machine("i-n2", "running", start.plusSeconds(1));

    assertEquals(List.of("server 0"), outdated(plan, sample));
    assertFalse(isAtTarget(plan, sample, 0));
    assertTrue(isAtTarget(plan, sample, 1));
    assertTrue(isAtTarget(plan, sample, 3), "EC2 told no age");
  }

  @Test
  void replaceAllStillReplacesWhatIsOutdated() {
    RolloutPlan plan = Plans.of(1, 1).replacingAllLaunchedBefore(Instant.EPOCH).plan();

    assertEquals(List.of("server 0"), outdated(plan, SampleGroup.of(1)));
  }

  @Test
  void aRollbackReplacesNothingForItsAge() {
    SampleGroup sample = SampleGroup.of(1).machine("i-0", "running", Instant.EPOCH.minusSeconds(9));
    RolloutPlan plan = Plans.of(1, 1).replacingAllLaunchedBefore(Instant.EPOCH).back().plan();

    assertEquals(
        List.of(),
        new Aim(plan, Map.of("web-0", Plans.FROM_1), sample.health().machines())
            .outdated(sample.health()));
  }

  @Test
  void onlyTheServersAskedForAreReplaced() {
    assertEquals(
        List.of("server 0", "server 2"),
        outdated(Plans.of(3, 1).only(0, 2).plan(), SampleGroup.of(3)));
  }

  @Test
  void aServerWithoutNumberIsNotAskedForByNumber() {
    SampleGroup sample = SampleGroup.of(1).change(0, GroupEdit::withoutIndex).withoutSlots();

    assertEquals(List.of(), outdated(Plans.of(1, 1).only(0).plan(), sample));
    assertEquals(List.of("the server on i-0"), outdated(Plans.plan(1, 1), sample));
  }

  @Test
  void aPlaceIsStuckWhenItsGroupWouldGoOnLaunchingTheWrongVersion() {
    RolloutPlan fixed = Plans.of(1, 1).fixed().plan();
    SampleGroup launching = SampleGroup.of(1).state(0, LifecycleState.PENDING_WAIT);
    SampleGroup empty = SampleGroup.of(1).state(0, LifecycleState.TERMINATED);

    assertTrue(isStuck(fixed, launching));
    assertTrue(isStuck(fixed, empty));
    assertFalse(isStuck(fixed, SampleGroup.of(1)), "somebody serves");
    assertFalse(
        isStuck(fixed, empty.change(0, g -> g.template("lt-1", "2"))), "the group was told");
    assertFalse(isStuck(Plans.plan(1, 1), launching), "groups are followed");
    assertFalse(isStuck(Plans.of(1, 1).fixed().only(4).plan(), launching), "not asked for");
  }

  @Test
  void aPlaceIsNotStuckWhileItsGroupLaunchesTheRightVersionByItself() {
    SampleGroup launching =
        SampleGroup.of(1).place(0, Plans.instance("i-n0", LifecycleState.PENDING, 2));

    assertFalse(isStuck(Plans.of(1, 1).fixed().plan(), launching));
  }

  @ParameterizedTest
  @EnumSource(
      value = LifecycleState.class,
      names = {
        "STANDBY",
        "ENTERING_STANDBY",
        "QUARANTINED",
        "REPLACING_ROOT_VOLUME",
        "REPLACING_ROOT_VOLUME_WAIT",
        "REPLACING_ROOT_VOLUME_PROCEED",
        "ROOT_VOLUME_REPLACED",
        "UNKNOWN"
      })
  void aPlaceIsNotStuckWhileItsInstanceIsHeldOutsideOfService(LifecycleState state) {
    assertFalse(isStuck(Plans.of(1, 1).fixed().plan(), SampleGroup.of(1).state(0, state)));
  }

  @Test
  void onTheWayBackAPlaceIsStuckWhereTheRolloutHadBeenAlone() {
    SampleGroup launching =
        SampleGroup.of(2).state(0, LifecycleState.PENDING).state(1, LifecycleState.PENDING);
    GroupHealth health = launching.health();
    Aim aim =
        new Aim(
            Plans.of(2, 1).back().plan(),
            Map.of("web-0", new TemplateVersion("lt-1", 9)),
            health.machines());

    assertTrue(aim.isStuck(health.servers().get(0).server()));
    assertFalse(aim.isStuck(health.servers().get(1).server()));
  }

  @Test
  void groupsAreToldTheirVersionOnlyWhereItIsFixedOrOnTheWayBack() {
    SampleGroup sample = SampleGroup.of(1);
    SampleGroup told = SampleGroup.of(1).change(0, g -> g.template("lt-1", "2"));

    assertFalse(aim(Plans.plan(1, 1), sample).mustBeTold(first(sample)));
    assertTrue(aim(Plans.of(1, 1).fixed().plan(), sample).mustBeTold(first(sample)));
    assertFalse(aim(Plans.of(1, 1).fixed().plan(), told).mustBeTold(first(told)));
    assertFalse(
        aim(Plans.of(1, 1).back().plan(), sample).mustBeTold(first(sample)), "never touched");
    assertTrue(
        new Aim(Plans.of(1, 1).back().plan(), Map.of("web-0", Plans.FROM_1), noMachines())
            .mustBeTold(first(sample)));
  }

  private static Machines noMachines() {
    return Machines.NOT_READ;
  }

  private static AutoScalingGroup first(SampleGroup sample) {
    return sample.group().autoScalingGroups().getFirst();
  }

  private static Aim aim(RolloutPlan plan, SampleGroup sample) {
    return new Aim(plan, Map.of(), sample.health().machines());
  }

  private static List<String> outdated(RolloutPlan plan, SampleGroup sample) {
    return names(aim(plan, sample).outdated(sample.health()));
  }

  private static boolean isAtTarget(RolloutPlan plan, SampleGroup sample, int index) {
    return aim(plan, sample).isAtTarget(sample.health().servers().get(index).server());
  }

  private static boolean isStuck(RolloutPlan plan, SampleGroup sample) {
    return aim(plan, sample).isStuck(sample.health().servers().getFirst().server());
  }

  private static List<String> names(List<GroupHealth.Verdict> verdicts) {
    return verdicts.stream().map(verdict -> verdict.server().name()).toList();
  }

  @Test
  void whatARollbackLeavesToBeDoneIsSaidOfEveryGroup() {
    SampleGroup sample =
        SampleGroup.of(3)
            .change(0, g -> g.template("lt-1", "1"))
            .change(2, GroupEdit::withoutTemplate);
    Map<String, TemplateVersion> touched = Map.of("web-0", Plans.FROM_1);
    String back =
        "the servers replaced before are back at the versions they came from, and all 3 are"
            + " healthy";
    String told =
        "; their groups name that version now, so give them back their reference with the next"
            + " deploy: web-0 now names launch template lt-1 version 1";

    assertEquals(
        back
            + told
            + "; groups that were not reached would still launch the version that failed: web-1"
            + " names launch template lt-1 version $Latest",
        wentBack(Plans.of(3, 1), touched, sample));
    assertEquals(
        back + told,
        wentBack(Plans.of(3, 1), touched, sample.change(1, GroupEdit::withoutTemplate)));
  }

  @Test
  void aGroupThatNamesANumberAfterARollbackAndNamedNoneBeforeIsToldOf() {
    SampleGroup told = SampleGroup.of(3).change(0, g -> g.template("lt-1", "1"));
    Map<String, TemplateVersion> touched = Map.of("web-0", Plans.FROM_1);
    Plans fixed = Plans.of(3, 1).fixed();
    String back =
        "the servers replaced before are back at the versions they came from, and all 3 are"
            + " healthy";

    assertEquals(
        back
            + "; these groups named another reference before, so give it back to them with the"
            + " next deploy: web-0 now names launch template lt-1 version 1",
        wentBack(fixed, touched, told));
    assertEquals(back, wentBack(fixed, Map.of(), told), "it was not reached, and so is not ours");
    assertEquals(back, wentBack(fixed, touched, SampleGroup.of(3)), "it names what it did before");
  }

  private static String wentBack(
      Plans plan, Map<String, TemplateVersion> origins, SampleGroup sample) {
    return new Aim(plan.back().plan(), origins, noMachines()).wentBack(sample.group());
  }
}
