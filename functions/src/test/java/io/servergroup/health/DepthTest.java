package io.servergroup.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.group.LifecycleState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What was not read is not taken for healthy, nor held against a server that it says nothing of.
 */
final class DepthTest {
  @Test
  void whereNothingButGroupsWasReadNobodyInServiceIsHealthy() {
    assertEquals(
        List.of("i-0 is in service; nothing else was asked about it"),
        failing(SampleGroup.of(1).read(Depth.GROUPS)));
  }

  @ParameterizedTest
  @EnumSource(value = Depth.class, names = "WHOLE", mode = EnumSource.Mode.EXCLUDE)
  void anInstanceOnItsWayLacksWhatItsGroupSaysAndNothingElse(Depth depth) {
    assertEquals(
        List.of("i-0 is Pending:Wait, not InService"),
        failing(
            SampleGroup.of(1)
                .state(0, LifecycleState.PENDING_WAIT)
                .attach(0, "i-former", "detaching")
                .read(depth)));
  }

  @Test
  void loadBalancersAloneTellWhoIsUnhealthy() {
    SampleGroup sample = SampleGroup.of(1).attach(0, "i-former", "attached").read(Depth.BALANCERS);

    assertEquals(List.of(), failing(sample));
    assertEquals(
        List.of("target group web says of i-0: unhealthy (Target.Timeout)"),
        failing(sample.unhealthy(0)));
  }

  @Test
  void instancesThatEc2WasNotAskedAboutAreNotHealthyWhereItHadTo() {
    assertEquals(
        List.of("EC2 does not know i-0"), failing(SampleGroup.of(1).read(Depth.INSTANCES)));
  }

  @Test
  void anInstanceWithASecondInterfaceIsTakenToHaveItsIdentity() {
    assertEquals(
        List.of(),
        failing(
            SampleGroup.of(1).attach(0, "i-former", "attached").allRun().read(Depth.INSTANCES)));
  }

  @Test
  void anInstanceWithoutASecondInterfaceHasNoIdentity() {
    SampleGroup sample = SampleGroup.of(1).machineWithoutSlot("i-0").read(Depth.INSTANCES);

    assertEquals(
        List.of("EC2 says i-0 has no network interface but the one it was launched with"),
        failing(sample));
    assertEquals(List.of(), failing(sample.judgedBy(GateRules.WITHOUT_SLOTS)), "and needs none");
  }

  @Test
  void whereInterfacesWereReadEc2sWordOnThemDoesNotMatter() {
    assertEquals(List.of(), failing(SampleGroup.of(1).machineWithoutSlot("i-0")));
  }

  @Test
  void loadBalancersHaveToConsentHoweverDeepALookGoes() {
    assertEquals(
        List.of("target group web says of i-0: unhealthy (Target.Timeout)"),
        failing(SampleGroup.of(1).allRun().unhealthy(0).read(Depth.INSTANCES)));
  }

  private static List<String> failing(SampleGroup sample) {
    return sample.health().servers().getFirst().failing();
  }
}
