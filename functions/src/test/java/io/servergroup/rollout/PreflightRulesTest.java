package io.servergroup.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.LifecycleState;
import io.servergroup.group.TemplateReference;
import io.servergroup.group.TemplateVersion;
import io.servergroup.health.AlarmStates.State;
import io.servergroup.health.GroupEdit;
import io.servergroup.health.SampleGroup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps a rollout from starting besides the health of its servers: {@link PreflightTest}. */
final class PreflightRulesTest {
  private static final Finding DRIFT = new Finding("vol-1", "is tagged wrong", "correct it");

  @Test
  void alarmsThatDoNotExistAreNamed() {
    assertEquals(
        List.of(
            "input alarms: there are no alarms named gone, lost; name alarms of this account and"
                + " region"),
        found(
            Inputs.ofSkippingHealth(),
            Looks.at(SampleGroup.of(1))
                .alarm("gone", State.MISSING)
                .alarm("fine", State.OK)
                .alarm("new", State.INSUFFICIENT_DATA)
                .alarm("lost", State.MISSING)));
  }

  @Test
  void alarmsThatRingAlreadyAreNamed() {
    assertEquals(
        List.of(
            "input alarms: in ALARM already: errors; wait until they are quiet, or start without"
                + " them"),
        found(
            Inputs.ofSkippingHealth(),
            Looks.at(SampleGroup.of(1)).alarm("errors", State.ALARM).alarm("fine", State.OK)));
  }

  @Test
  void serversThatTheGroupDoesNotHaveAreNamed() {
    Inputs input = Inputs.ofSkippingHealth().with(InputField.SERVERS, List.of(0, 7, 5));

    assertEquals(
        List.of(
            "input servers: the group has no servers with the numbers [5, 7]; name servers that"
                + " exist"),
        found(input, Looks.at(SampleGroup.of(3))));
    assertEquals(
        List.of(),
        found(Inputs.of().with(InputField.SERVERS, List.of(0, 2)), Looks.at(SampleGroup.of(3))));
  }

  @Test
  void anInstanceRefreshAtWorkIsRefusedInItsOwnWords() {
    Survey survey =
        new Survey(
            free(SampleGroup.of(2)),
            Map.of("web-1", "instance refresh r-1 is InProgress"),
            Map.of(),
            List.of(),
            List.of());

    assertEquals(
        List.of(
            "Auto Scaling group web-1: instance refresh r-1 is InProgress; wait for it to end, or"
                + " cancel it"),
        sentences(Preflight.check(Inputs.ofSkippingHealth().input(), survey)));
  }

  @Test
  void aGroupInSeveralZonesMustNotRebalanceThem() {
    SampleGroup several = SampleGroup.of(1).change(0, g -> g.zones("zone-a", "zone-b"));

    assertEquals(
        List.of(
            "Auto Scaling group web-0: launches into zone-a, zone-b and its process AZRebalance is"
                + " active: it would launch a replacement where no slot is free; suspend it, or"
                + " keep the group in one availability zone"),
        found(Inputs.of(), Looks.at(several)));
    assertEquals(
        List.of(),
        found(Inputs.of(), Looks.at(several.change(0, g -> g.suspending("AZRebalance")))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Launch", "Terminate", "AddToLoadBalancer", "HealthCheck", "ReplaceUnhealthy"})
  void everyProcessThatReplacesOrHealsServersIsNeeded(String process) {
    assertEquals(
        List.of("Auto Scaling group web-0: suspended: " + process + "; resume these processes"),
        found(
            Inputs.ofSkippingHealth(),
            Looks.at(
                SampleGroup.of(1).change(0, g -> g.suspending(process, "AlarmNotification")))));
  }

  @ParameterizedTest(name = "{0} after {1} s of grace, healthy after {2} s")
  @CsvSource({
    "ELB, 59, 60, true",
    "ELB, 60, 60, false",
    "'EC2,ELB', 59, 60, true",
    "EC2, 0, 60, false",
    "ELB, 0, -1, false"
  })
  void aGroupMustNotGiveUpOnWhatItsTargetGroupCanNotHaveFoundHealthy(
      String type, long grace, long untilHealthy, boolean refused) {
    SampleGroup sample =
        SampleGroup.of(1).change(0, g -> g.healthCheck(type, Duration.ofSeconds(grace)));
    Map<String, Duration> times =
        untilHealthy < 0
            ? Map.of()
            : Map.of(SampleGroup.TARGET_GROUP, Duration.ofSeconds(untilHealthy));

    assertEquals(
        refused
            ? List.of(
                "Auto Scaling group web-0: its health check grace period is 59 seconds, but target"
                    + " group arn:aws:elasticloadbalancing:::targetgroup/web/1 needs 60 to find an"
                    + " instance healthy, so every new instance may be replaced before; raise it"
                    + " above what the software needs to start and the checks to pass")
            : List.of(),
        graceFindings(sample, times));
  }

  @Test
  void classicLoadBalancersNeedTheirTimeToo() {
    SampleGroup sample =
        SampleGroup.of(1)
            .change(0, g -> g.classic("clb").healthCheck("ELB", Duration.ofSeconds(59)));

    assertEquals(1, graceFindings(sample, Map.of("clb", Duration.ofSeconds(60))).size());
  }

  @Test
  void whatIsWrongWithLifecycleHooksIsRefusedWhateverTheHealth() {
    Finding hook = new Finding("web-0", "has no launch hook", "correct it");
    Survey survey =
        new Survey(free(SampleGroup.of(1)), Map.of(), Map.of(), List.of(hook), List.of());

    assertEquals(List.of(hook), Preflight.check(Inputs.of().input(), survey));
    assertEquals(List.of(hook), Preflight.check(Inputs.ofSkippingHealth().input(), survey));
  }

  @Test
  void driftIsRefusedUnlessHealthIsSkipped() {
    Survey survey =
        new Survey(free(SampleGroup.of(1)), Map.of(), Map.of(), List.of(), List.of(DRIFT));

    assertEquals(List.of(DRIFT), Preflight.check(Inputs.of().input(), survey));
    assertEquals(List.of(), Preflight.check(Inputs.ofSkippingHealth().input(), survey));
  }

  @Test
  void aVersionThatATemplateDoesNotHaveIsRefusedForEachGroupThatNamesIt() {
    SampleGroup sample = SampleGroup.of(2).change(1, g -> g.template("lt-9", "$Default"));
    Targets resolved = Plans.TO_2.withFixed(Map.of("lt-1", 7L));
    Inputs input = Inputs.ofSkippingHealth().with(InputField.LAUNCH_TEMPLATE_VERSION, 7);

    assertEquals(
        List.of(
            "Auto Scaling group web-1: version 7 of launch template lt-9 does not exist; name a"
                + " version that exists"),
        found(input, Looks.at(sample).resolved(resolved)));
  }

  @Test
  void aRolloutThatMayTurnBackIsRefusedWhereServersComeFromAnotherLaunchTemplate() {
    SampleGroup moved = SampleGroup.of(2).change(1, g -> g.template("lt-2", "3"));
    Looks look =
        Looks.at(moved)
            .resolved(
                new Targets(
                    Map.of(SampleGroup.LATEST, 2L, new TemplateReference("lt-2", "3"), 3L)));
    String refusal =
        "Auto Scaling group web-1: names launch template lt-2, which i-1 at lt-1:1 was not launched"
            + " from, so that a rollback could not bring its servers back; roll it with onFailure"
            + " STOP";

    assertEquals(List.of(refusal), found(backwards(), look));
    assertEquals(List.of(), found(Inputs.of(), look));
    assertEquals(List.of(), found(backwards().with(InputField.SERVERS, "0"), look));
    assertEquals(
        List.of(refusal), found(backwards().with(InputField.SERVERS, "1"), look), "it is meant");
    Looks without = Looks.at(SampleGroup.of(2).change(1, GroupEdit::withoutTemplate));
    assertEquals(found(Inputs.of(), without), found(backwards(), without), "it has no template");
  }

  @Test
  void aRolloutThatMayTurnBackIsRefusedWhereOneGroupHasServersOfSeveralVersions() {
    SampleGroup mixed =
        SampleGroup.of(1)
            .withoutSlots()
            .change(
                0,
                g ->
                    g.withoutIndex()
                        .wanting(2)
                        .instances(
                            Plans.instance("i-1", LifecycleState.IN_SERVICE, 1),
                            Plans.instance("i-3", LifecycleState.IN_SERVICE, 3)));
    Looks look = Looks.at(mixed);

    assertEquals(
        List.of(
            "Auto Scaling group web-0: has servers to be replaced at lt-1:1; lt-1:3, and launches"
                + " one version for all of them, so that a rollback would bring some to a version"
                + " that they never had; roll it with onFailure STOP"),
        found(backwards().with(InputField.SKIP_HEALTH_CHECK, true), look));
    assertEquals(List.of(), found(Inputs.ofSkippingHealth(), look));
    assertEquals(
        List.of(),
        found(backwards().with(InputField.SKIP_HEALTH_CHECK, true), look.latestIs(3)),
        "one of them is at its target");
    assertEquals(
        1,
        found(
                backwards()
                    .with(InputField.SKIP_HEALTH_CHECK, true)
                    .with(InputField.REPLACE_ALL, true),
                look.latestIs(3))
            .size(),
        "all are replaced");
    EqualVersions alike =
        EqualVersions.among(
            Map.of(new TemplateVersion("lt-1", 1), "same", new TemplateVersion("lt-1", 3), "same"));
    assertEquals(
        List.of(),
        found(
            backwards().with(InputField.SKIP_HEALTH_CHECK, true),
            look.resolved(Plans.TO_2.withEqual(alike))),
        "CloudFormation has written one version under two numbers");
  }

  private static Inputs backwards() {
    return Inputs.of().with(InputField.ON_FAILURE, "ROLLBACK");
  }

  @Test
  void aGroupWithOneIndexHoldsOneServer() {
    SampleGroup sample = SampleGroup.of(1).change(0, g -> g.wanting(2));

    assertEquals(
        List.of(
            "Auto Scaling group web-0: wants 2 instances but carries one ServerGroupIndex; a group"
                + " of several servers carries no index"),
        found(Inputs.ofSkippingHealth(), Looks.at(sample)));
  }

  @Test
  void aGroupThatWantsNoServersIsRefused() {
    assertEquals(
        List.of(
            "server group web: its Auto Scaling groups want no instance at all; check the name, the"
                + " tag and the region"),
        found(Inputs.of(), Looks.at(SampleGroup.of(1).change(0, g -> g.wanting(0)))));
  }

  @Test
  void aServerWithoutSlotAmongServersWithSlotsIsRefused() {
    SampleGroup sample = SampleGroup.of(2);
    sample.change(1, g -> g.index(7));

    assertEquals(
        List.of(
            "server 7: no network interface carries its ServerGroupIndex, though those of other"
                + " servers exist; create it, or tag it"),
        found(Inputs.ofSkippingHealth(), Looks.at(sample)));
    assertEquals(List.of(), found(Inputs.ofSkippingHealth(), Looks.at(sample.withoutSlots())));
  }

  @Test
  void aSlotInAnotherZoneThanItsGroupIsRefused() {
    assertEquals(
        List.of(
            "server 0: its network interface is in zone-a, its group launches in zone-z; keep both"
                + " in the same availability zone"),
        found(
            Inputs.ofSkippingHealth(),
            Looks.at(SampleGroup.of(1).change(0, g -> g.zones("zone-z")))));
  }

  @Test
  void everythingIsFoundAtOnceAndOnce() {
    SampleGroup sample =
        SampleGroup.of(2)
            .change(0, GroupEdit::withoutTemplate)
            .change(1, g -> g.suspending("Launch"));
    Survey survey =
        new Survey(
            Looks.at(sample).lockOf("arn:other").alarm("gone", State.MISSING).now(),
            Map.of(),
            Map.of(),
            List.of(DRIFT, DRIFT),
            List.of());

    assertEquals(
        List.of(
            "server group web",
            "input alarms",
            "Auto Scaling group web-0",
            "Auto Scaling group web-1",
            "vol-1"),
        Preflight.check(Inputs.of().input(), survey).stream().map(Finding::where).toList());
  }

  private static List<String> graceFindings(SampleGroup sample, Map<String, Duration> times) {
    Survey survey = new Survey(free(sample), Map.of(), times, List.of(), List.of());
    return sentences(Preflight.check(Inputs.ofSkippingHealth().input(), survey));
  }

  private static Situation free(SampleGroup sample) {
    return Looks.at(sample).lockFree().now();
  }

  private static List<String> found(Inputs input, Looks look) {
    return sentences(Preflight.check(input.input(), Survey.of(look.lockFree().now())));
  }

  private static List<String> sentences(List<Finding> findings) {
    return findings.stream().map(Finding::sentence).toList();
  }

  @Test
  void onlyAGroupOfOneServerHasToBeOfOne() {
    SampleGroup two = SampleGroup.of(1).change(0, group -> group.wanting(2));
    SampleGroup shared =
        SampleGroup.of(1).change(0, group -> group.wanting(2)).change(0, GroupEdit::withoutIndex);

    assertTrue(
        found(Inputs.ofSkippingHealth(), Looks.at(two)).stream().anyMatch(f -> f.contains("web-0")),
        () -> found(Inputs.ofSkippingHealth(), Looks.at(two)).toString());
    assertEquals(List.of(), found(Inputs.ofSkippingHealth(), Looks.at(shared)));
  }
}
