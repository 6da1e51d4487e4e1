package io.servergroup.rollout;

import static io.servergroup.rollout.Plans.chosen;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.LifecycleState;
import io.servergroup.health.Depth;
import io.servergroup.health.GateRules;
import io.servergroup.health.GroupEdit;
import io.servergroup.health.SampleGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class LookRulesTest {
  private static final GateRules UP_A_MINUTE = new GateRules(true, false, Duration.ofSeconds(60));

  @Test
  void whoeverChoosesABatchAsksEc2OnlyAboutAgeOrAfterABatchWasGivenBack() {
    assertFalse(LookRules.needsMachines(Plans.plan(3, 1), Course.START));
    assertFalse(LookRules.needsMachines(Plans.plan(3, 1), Courses.afterBatches(2, Instant.EPOCH)));
    assertTrue(LookRules.needsMachines(Plans.plan(3, 1), Courses.givenBack(1)));
    assertTrue(LookRules.needsMachines(Plans.of(3, 1).judgedBy(UP_A_MINUTE).plan(), Course.START));
  }

  @Test
  void theAgeOfInstancesMattersWhereAllAreReplacedButNotOnTheWayBack() {
    Plans all = Plans.of(3, 1).replacingAllLaunchedBefore(Instant.EPOCH);

    assertTrue(LookRules.needsMachines(all.plan(), Course.START));
    assertFalse(LookRules.needsMachines(all.back().plan(), Course.START));
  }

  @ParameterizedTest
  @CsvSource({"0, INSTANCES", "29, INSTANCES", "30, WHOLE", "900, WHOLE"})
  void whatTheChoiceSawOfIdentitiesIsGoodForHalfAMinute(long seconds, Depth expected) {
    assertEquals(expected, LookRules.beforeTermination(Duration.ofSeconds(seconds)));
  }

  @Test
  void whoIsToLeaveDoesNotCountAsServing() {
    assertFalse(LookRules.anybodyServes(List.of(chosen(0)), SampleGroup.of(1).group()));
    assertTrue(
        LookRules.anybodyServes(
            List.of(chosen(0)), SampleGroup.of(1).replace(0, "i-new", 2).group()));
    assertTrue(LookRules.anybodyServes(List.of(chosen(0)), SampleGroup.of(2).group()));
  }

  @ParameterizedTest
  @EnumSource(value = LifecycleState.class, names = "IN_SERVICE", mode = EnumSource.Mode.EXCLUDE)
  void nobodyServesWhoIsNotInService(LifecycleState state) {
    SampleGroup arriving = SampleGroup.of(1).replace(0, "i-new", 2).state(0, state);

    assertFalse(LookRules.anybodyServes(List.of(chosen(0)), arriving.group()));
  }

  @Test
  void identitiesMatterAsSoonAsLoadBalancersSendAServerOfTheBatchRequests() {
    SampleGroup arrived = SampleGroup.of(1).replace(0, "i-new", 2).read(Depth.BALANCERS);

    assertFalse(LookRules.nobodyIsSentRequests(List.of(chosen(0)), arrived.health()));
    assertTrue(LookRules.nobodyIsSentRequests(List.of(chosen(0)), arrived.unhealthy(0).health()));
  }

  @Test
  void whoIsToLeaveMayStillBeSentRequests() {
    assertTrue(
        LookRules.nobodyIsSentRequests(
            List.of(chosen(0)), SampleGroup.of(1).read(Depth.BALANCERS).health()));
  }

  @Test
  void whereTheIdentityTellsWhichServerAnInstanceIsItIsAlwaysRead() {
    SampleGroup shared =
        SampleGroup.of(1)
            .replace(0, "i-new", 2)
            .unhealthy(0)
            .change(0, GroupEdit::withoutIndex)
            .read(Depth.BALANCERS);

    assertFalse(LookRules.nobodyIsSentRequests(List.of(chosen(0)), shared.health()));
    assertTrue(
        LookRules.nobodyIsSentRequests(
            List.of(chosen(0)), shared.judgedBy(GateRules.WITHOUT_SLOTS).health()),
        "without identities there is nothing to tell apart");
  }
}
