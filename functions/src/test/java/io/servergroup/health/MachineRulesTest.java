package io.servergroup.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.group.LifecycleState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What EC2 says of an instance counts as soon as EC2 was asked. */
final class MachineRulesTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void whereEc2WasNotAskedNothingIsHeldAgainstAnInstance() {
    assertEquals(List.of(), failing(sample(60)));
  }

  @Test
  void aRunningInstanceIsHealthy() {
    assertEquals(List.of(), failing(sample(0).machine("i-0", "running", NOON)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pending", "shutting-down", "stopping", "stopped", "terminated"})
  void anInstanceThatDoesNotRunIsUnhealthyWhateverItsGroupSays(String state) {
    assertEquals(
        List.of("EC2 says i-0 is " + state), failing(sample(0).machine("i-0", state, NOON)));
  }

  @Test
  void anInstanceThatEc2DoesNotKnowIsUnhealthy() {
    assertEquals(
        List.of("EC2 does not know i-0"), failing(sample(0).machine("i-other", "running", NOON)));
  }

  @ParameterizedTest
  @CsvSource({
    "59, i-0 has been up for 59 of 60 seconds",
    "60, ''",
    "-5, i-0 has been up for -5 of 60 seconds"
  })
  void anInstanceHasToBeUpForTheTimeAskedFor(long seconds, String expected) {
    assertEquals(
        Optional.of(expected).filter(text -> !text.isEmpty()).stream().toList(),
        failing(sample(60).machine("i-0", "running", NOON.minusSeconds(seconds))));
  }

  @Test
  void anInstanceThatIsNotInServiceIsNotAskedAbout() {
    assertEquals(
        List.of("i-0 is Pending, not InService"),
        failing(sample(60).state(0, LifecycleState.PENDING).machine("i-other", "running", NOON)));
  }

  @Test
  void theAgeOfAnInstanceIsKnownOnlyIfEc2ToldIt() {
    Machines machines = Machines.of(Map.of("i-0", new Machines.Machine("running", NOON, true)));

    assertEquals(Optional.of(NOON), machines.launchedAt("i-0"));
    assertEquals(Optional.empty(), machines.launchedAt("i-1"));
    assertEquals(Optional.empty(), Machines.NOT_READ.launchedAt("i-0"));
  }

  private static SampleGroup sample(long minUptimeSeconds) {
    return SampleGroup.of(1)
        .readAt(NOON)
        .judgedBy(new GateRules(true, true, Duration.ofSeconds(minUptimeSeconds)));
  }

  private static List<String> failing(SampleGroup sample) {
    return sample.health().servers().getFirst().failing();
  }
}
