package io.servergroup.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.health.GateRules;
import io.servergroup.health.SampleGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlanMakerTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void everythingAskedForIsHeldOnTo() {
    Inputs input =
        Inputs.of()
            .with(InputField.BATCH_SIZE, "50%")
            .with(InputField.SERVERS, List.of(0, 2))
            .with(InputField.REPLACE_ALL, true)
            .with(InputField.CONSECUTIVE_HEALTHY_CHECKS, 3)
            .with(InputField.MIN_UPTIME_SECONDS, 40)
            .with(InputField.ALARMS, List.of("errors"))
            .with(InputField.POLL_SECONDS, 7)
            .with(InputField.BAKE_SECONDS, 90)
            .with(InputField.BATCH_TIMEOUT_MINUTES, 20)
            .with(InputField.CHECKPOINTS, List.of("50%"))
            .with(InputField.CHECKPOINT_TIMEOUT_MINUTES, 60)
            .with(InputField.ON_FAILURE, "ROLLBACK");

    assertEquals(
        new RolloutPlan(
            "web",
            4,
            2,
            NOON,
            2,
            Plans.TO_2,
            new Selection(new TreeSet<>(List.of(0, 2)), Optional.of(NOON)),
            true,
            new Gates(
                new GateRules(true, false, Duration.ofSeconds(40)),
                3,
                List.of("errors"),
                Duration.ofSeconds(90),
                Duration.ofSeconds(7),
                Duration.ofMinutes(20)),
            Checkpoints.of(List.of("50%")).orElseThrow(),
            Duration.ofMinutes(60),
            OnFailure.ROLLBACK,
            Optional.empty()),
        plan(input, SampleGroup.of(4)));
  }

  @Test
  void onlyServersThatAreOutdatedAreCounted() {
    assertEquals(1, plan(Inputs.of(), SampleGroup.of(2).replace(0, "i-n0", 2)).toReplace());
  }

  @Test
  void volumesAreLookedAtWhereAnyServerHasOneAtTheStart() {
    assertFalse(plan(Inputs.of(), SampleGroup.of(3)).gates().rules().withVolumes());
    assertTrue(plan(Inputs.of(), SampleGroup.of(3).volume(1, "i-1")).gates().rules().withVolumes());
  }

  @Test
  void serversOfAGroupWithoutSlotsNeedNone() {
    assertFalse(plan(Inputs.of(), SampleGroup.of(2).withoutSlots()).gates().rules().withSlots());
  }

  @ParameterizedTest
  @CsvSource({
    "3, '', false",
    "4, '', true",
    "3, true, true",
    "4, false, false",
    "100, false, false"
  })
  void aGroupOfMoreThanThreeServersHasACanaryUnlessAskedOtherwise(
      int size, String asked, boolean expected) {
    Inputs input = asked.isEmpty() ? Inputs.of() : Inputs.of().with(InputField.CANARY, asked);

    assertEquals(expected, plan(input, SampleGroup.of(size)).canary());
  }

  @Test
  void aHealthyServerAtTheTargetIsCanaryEnough() {
    SampleGroup sample = SampleGroup.of(4).replace(2, "i-n2", 2);

    assertFalse(plan(Inputs.of(), sample).canary());
    assertTrue(plan(Inputs.of(), sample.unhealthy(2)).canary());
  }

  @Test
  void whoWantsToBeAskedAfterTheCanaryGetsOneInAnyCase() {
    Inputs asking = Inputs.of().with(InputField.CHECKPOINTS, "canary");

    assertTrue(plan(asking, SampleGroup.of(2)).canary(), "though the group is small");
    assertTrue(
        plan(asking, SampleGroup.of(4).replace(2, "i-n2", 2)).canary(),
        "though a server is at the target");
  }

  @Test
  void aServerAtTheTargetThatIsToBeReplacedForItsAgeIsNoCanary() {
    SampleGroup sample =
        SampleGroup.of(4).replace(2, "i-n2", 2).machine("i-n2", "running", NOON.minusSeconds(60));
    for (int index : List.of(0, 1, 3)) {
      sample.machine("i-" + index, "running", NOON.minusSeconds(60));
    }
    RolloutPlan plan = plan(Inputs.of().with(InputField.REPLACE_ALL, true), sample);

    assertTrue(plan.canary());
    assertEquals(4, plan.toReplace());
  }

  @Test
  void itSaysWhatItIsGoingToDo() {
    assertEquals(
        "3 of 3 servers to bring to {lt-1 $Latest=2}, at most 1 at a time",
        announced(plan(Inputs.of(), SampleGroup.of(3)), Optional.of("before")));
    assertEquals(
        "3 of 3 servers to bring to {lt-1=2}, at most 1 at a time",
        announced(Plans.of(3, 1).fixed().plan(), Optional.empty()));
  }

  @Test
  void itSaysWhenItGoesOnWhereAnotherOneStopped() {
    SampleGroup sample = SampleGroup.of(3).replace(0, "i-n0", 2);
    String goesOn =
        "2 of 3 servers to bring to {lt-1 $Latest=2}, at most 1 at a time; goes on where an earlier"
            + " rollout stopped: 1 servers are at the target already";

    assertEquals(goesOn, announced(plan(Inputs.of(), sample), Optional.empty()));
    assertEquals(goesOn + " (33 %)", announced(plan(Inputs.of(), sample), Optional.of("33 %")));
  }

  @Test
  void aRolloutOfChosenServersOrWithoutWorkGoesOnWithNothing() {
    SampleGroup sample = SampleGroup.of(2).replace(0, "i-n0", 2);
    RolloutPlan some = plan(Inputs.of().with(InputField.SERVERS, List.of(1)), sample);
    RolloutPlan none = plan(Inputs.of(), sample.replace(1, "i-n1", 2));

    assertFalse(announced(some, Optional.empty()).contains("goes on"));
    assertFalse(announced(none, Optional.empty()).contains("goes on"));
  }

  private static String announced(RolloutPlan plan, Optional<String> before) {
    return PlanMaker.announcement(plan, EqualServers.NONE, before);
  }

  private static RolloutPlan plan(Inputs input, SampleGroup sample) {
    return PlanMaker.plan(
        input.input(),
        Looks.at(sample.readAt(NOON)).resolved(new Targets(Map.of(SampleGroup.LATEST, 2L))).now());
  }

  @Test
  void nothingIsReplacedForItsAgeUnlessAllIs() {
    Situation now = Looks.at(SampleGroup.of(2).readAt(NOON)).lockFree().now();

    assertEquals(
        Optional.empty(), PlanMaker.plan(Inputs.of().input(), now).selection().launchedBefore());
    assertEquals(
        Optional.of(NOON),
        PlanMaker.plan(Inputs.of().with(InputField.REPLACE_ALL, true).input(), now)
            .selection()
            .launchedBefore());
  }
}
