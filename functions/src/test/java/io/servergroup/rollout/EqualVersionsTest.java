package io.servergroup.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.LifecycleState;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.TemplateVersion;
import io.servergroup.health.GroupEdit;
import io.servergroup.health.SampleGroup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stack was rolled back: version 3 says what version 1 said, and some servers run version 2. */
final class EqualVersionsTest {
  private static final EqualVersions ONE_IS_THREE =
      EqualVersions.among(Map.of(version(1), "old", version(2), "new", version(3), "old"));

  private static final Targets TO_3 =
      new Targets(Map.of(SampleGroup.LATEST, 3L)).withEqual(ONE_IS_THREE);

  @ParameterizedTest
  @CsvSource({
    "lt-1:1, lt-1:1, true",
    "lt-1:1, lt-1:3, true",
    "lt-1:3, lt-1:1, true",
    "lt-1:1, lt-1:2, false",
    "lt-1:2, lt-1:3, false",
    "lt-1:1, lt-1:7, false",
    "lt-1:7, lt-1:7, true",
    "lt-1:1, lt-2:1, false"
  })
  void versionsAreEqualThatHoldTheSameAndThoseThatWereNotComparedOnlyToThemselves(
      String one, String other, boolean expected) {
    assertEquals(
        expected, ONE_IS_THREE.areEqual(TemplateVersion.of(one), TemplateVersion.of(other)));
  }

  @Test
  void theFirstOfManyThatHoldTheSameStandsForAllOfThem() {
    EqualVersions equal =
        EqualVersions.among(
            Map.of(version(9), "a", version(10), "a", version(2), "a", version(11), "b"));

    assertEquals(Map.of("lt-1:9", "lt-1:2", "lt-1:10", "lt-1:2"), equal.asTexts());
    assertTrue(equal.areEqual(version(9), version(10)));
    assertFalse(equal.areEqual(version(10), version(11)));
  }

  @Test
  void versionsOfTwoTemplatesCanHoldTheSame() {
    TemplateVersion other = new TemplateVersion("lt-2", 1);

    assertTrue(
        EqualVersions.among(Map.of(version(4), "a", other, "a")).areEqual(other, version(4)));
  }

  @Test
  void whatIsKnownOfVersionsSurvivesTheStateMachine() {
    assertEquals(ONE_IS_THREE, EqualVersions.ofTexts(ONE_IS_THREE.asTexts()));
    assertEquals(Map.of(), EqualVersions.NONE.asTexts());
  }

  @Test
  void onlyServersWhoseVersionHoldsSomethingElseAreOutdated() {
    SampleGroup sample = SampleGroup.of(4).replace(0, "i-n0", 2).replace(3, "i-n3", 3);

    assertEquals(List.of("server 0"), outdated(Plans.of(4, 1).fixed(TO_3).plan(), sample));
    assertEquals(
        List.of("server 0", "server 1", "server 2"),
        outdated(Plans.of(4, 1).fixed(TO_3.withEqual(EqualVersions.NONE)).plan(), sample),
        "as long as nothing is known of what versions hold");
  }

  @Test
  void aVersionThatIsAskedForByNumberIsComparedToo() {
    RolloutPlan plan = Plans.of(2, 1).fixed(TO_3.withFixed(Map.of("lt-1", 3L))).plan();
    SampleGroup sample = SampleGroup.of(2).replace(1, "i-n1", 2);

    assertEquals(List.of("server 1"), outdated(plan, sample));
  }

  @Test
  void onTheWayBackANumberCounts() {
    SampleGroup sample = SampleGroup.of(2).replace(0, "i-n0", 3).replace(1, "i-n1", 3);
    RolloutPlan back = Plans.of(2, 1).fixed(TO_3).back().plan();
    Map<String, TemplateVersion> origins = Map.of("web-0", version(1), "web-1", version(3));

    assertEquals(
        List.of("server 0"),
        names(new Aim(back, origins, sample.health().machines()), sample),
        "its group is told 1 again");
  }

  @Test
  void versionsAreComparedOnlyWhereAnInstanceRunsAnotherThanItsTarget() {
    Targets targets = new Targets(Map.of(SampleGroup.LATEST, 3L));
    SampleGroup current = SampleGroup.of(2).replace(0, "i-n0", 3).replace(1, "i-n1", 3);

    assertEquals(new TreeSet<>(), targets.toCompare(current.group()));
    assertEquals(
        new TreeSet<>(List.of(version(2), version(3))),
        targets.toCompare(current.replace(1, "i-o1", 2).group()));
    assertEquals(
        new TreeSet<>(),
        targets.toCompare(SampleGroup.of(1).change(0, GroupEdit::withoutTemplate).group()),
        "nothing says what it should run");
  }

  @Test
  void whatAWarmPoolHasReadyIsComparedToo() {
    ServerGroup pooled =
        Plans.pooled(
            SampleGroup.of(1).replace(0, "i-n0", 3).group(),
            Plans.instance("i-spare", LifecycleState.WARMED_STOPPED, 2));

    assertEquals(
        new TreeSet<>(List.of(version(2), version(3))),
        new Targets(Map.of(SampleGroup.LATEST, 3L)).toCompare(pooled));
  }

  @Test
  void whatIsComparedWithAVersionAskedForByNumberIsThatVersion() {
    Targets fixed = new Targets(Map.of(SampleGroup.LATEST, 3L)).withFixed(Map.of("lt-1", 2L));

    assertEquals(
        new TreeSet<>(List.of(version(1), version(2))), fixed.toCompare(SampleGroup.of(1).group()));
  }

  @Test
  void aHealthyServerAtAnEqualVersionIsCanaryEnough() {
    SampleGroup sample = SampleGroup.of(4);
    for (int index : List.of(0, 1, 2)) {
      sample.replace(index, "i-n" + index, 2);
    }

    assertFalse(plan(Inputs.of(), sample).canary());
    assertEquals(3, plan(Inputs.of(), sample).toReplace());
    assertTrue(plan(Inputs.of(), sample.unhealthy(3)).canary());
  }

  @Test
  void itSaysWhoIsLeftAloneAndWhy() {
    SampleGroup sample = SampleGroup.of(4).replace(0, "i-n0", 2).replace(3, "i-n3", 3);

    assertEquals(
        "1 of 4 servers to bring to {lt-1 $Latest=3}, at most 1 at a time; left alone: 2 at lt-1:1,"
            + " which holds the same launch template data as lt-1:3; goes on where an earlier"
            + " rollout stopped: 1 servers are at the target already",
        announced(Inputs.of(), sample));
  }

  @Test
  void aRolloutAfterAStackWasRolledBackDoesNotClaimToGoOn() {
    SampleGroup sample = SampleGroup.of(3).replace(0, "i-n0", 2);

    assertEquals(
        "1 of 3 servers to bring to {lt-1 $Latest=3}, at most 1 at a time; left alone: 2 at lt-1:1,"
            + " which holds the same launch template data as lt-1:3",
        announced(Inputs.of(), sample));
  }

  @Test
  void replaceAllLeavesNobodyAlone() {
    SampleGroup sample = SampleGroup.of(2);
    for (int index : List.of(0, 1)) {
      sample.machine("i-" + index, "running", sample.group().readAt().minusSeconds(60));
    }
    Inputs all = Inputs.of().with(InputField.REPLACE_ALL, true);

    assertEquals(2, plan(all, sample).toReplace());
    assertEquals(EqualServers.NONE, EqualServers.of(plan(all, sample), now(sample)));
  }

  private static TemplateVersion version(long number) {
    return new TemplateVersion("lt-1", number);
  }

  private static Situation now(SampleGroup sample) {
    return Looks.at(sample).resolved(TO_3).now();
  }

  private static RolloutPlan plan(Inputs input, SampleGroup sample) {
    return PlanMaker.plan(input.input(), now(sample));
  }

  private static String announced(Inputs input, SampleGroup sample) {
    RolloutPlan plan = plan(input, sample);
    return PlanMaker.announcement(plan, EqualServers.of(plan, now(sample)), Optional.empty());
  }

  private static List<String> outdated(RolloutPlan plan, SampleGroup sample) {
    return names(new Aim(plan, Map.of(), sample.health().machines()), sample);
  }

  private static List<String> names(Aim aim, SampleGroup sample) {
    return aim.outdated(sample.health()).stream().map(verdict -> verdict.server().name()).toList();
  }
}
