package io.servergroup.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What identities cost, for a server that is replaced and for the schedule. */
final class ReconcileCallsTest {
  /** An interface is free by the third look, after two, one and one seconds. */
  private static final Assumptions ASSUMED =
      new Assumptions(
          Duration.ofMillis(25),
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofSeconds(4),
          Duration.ofSeconds(2),
          Duration.ofSeconds(40),
          Duration.ofMinutes(5));

  @Test
  void aReplacementWithoutVolumesTakesThreeRuns() {
    List<Invocation> runs = calls(true, false, true).replacement();

    assertEquals(List.of(2, 13, 1), runs.stream().map(run -> run.calls().total()).toList());
    assertEquals(
        Map.of(
            "autoscaling:CompleteLifecycleAction",
            2,
            "autoscaling:DescribeAutoScalingGroups",
            1,
            "ec2:AttachNetworkInterface",
            1,
            "ec2:DescribeInstances",
            1,
            "ec2:DescribeNetworkInterfaces",
            4,
            "ec2:DescribeVolumes",
            1,
            "ec2:DetachNetworkInterface",
            1,
            "route53:ListResourceRecordSets",
            2),
        runs.get(1).calls().byAction());
    assertEquals(List.of(2, 10, 1), runs.stream().map(Invocation::rounds).toList());
    assertEquals(
        List.of(Duration.ZERO, Duration.ofSeconds(4 + 2), Duration.ZERO),
        runs.stream().map(Invocation::pauses).toList());
    assertEquals("Reconcile", runs.get(1).function());
  }

  @Test
  void aVolumeFollowsInTheLastRun() {
    List<Invocation> runs = calls(true, true, true).replacement();

    assertEquals(List.of(2, 10, 8), runs.stream().map(run -> run.calls().total()).toList());
    assertEquals(1, runs.get(1).calls().count("autoscaling:RecordLifecycleActionHeartbeat"));
    assertEquals(1, runs.get(2).calls().count("ec2:AttachVolume"));
    assertEquals(List.of(2, 9, 5), runs.stream().map(Invocation::rounds).toList());
    assertEquals(
        List.of(Duration.ZERO, Duration.ofSeconds(4), Duration.ofSeconds(2)),
        runs.stream().map(Invocation::pauses).toList());
  }

  @Test
  void aServerWithoutIdentityIsLookedAtOnce() {
    List<Invocation> runs = calls(false, false, true).replacement();

    assertEquals(
        List.of(Map.of("autoscaling:DescribeAutoScalingGroups", 1)),
        runs.stream().map(run -> run.calls().byAction()).toList());
  }

  @Test
  void anAutoScalingGroupOfSeveralServersIsReadTwice() {
    Invocation look = calls(true, false, false).replacement().getFirst();

    assertEquals(2, look.calls().count("autoscaling:DescribeAutoScalingGroups"));
    assertEquals(3, look.rounds());
  }

  /** What takes no longer than the first pause is over at the first look. */
  @Test
  void lessThanASecondMoreIsALookMore() {
    assertEquals(1 + 1, interfaces(Duration.ofMillis(500)));
    assertEquals(1 + 1, interfaces(Duration.ofSeconds(2)));
    assertEquals(1 + 2, interfaces(Duration.ofMillis(2_001)));
  }

  @Test
  void aCheckIsSixCallsInFourRounds() {
    Invocation check = calls(true, false, true).check(Duration.ofSeconds(80));

    assertEquals(
        Map.of(
            "autoscaling:DescribeAutoScalingGroups",
            2,
            "ec2:DescribeInstances",
            1,
            "ec2:DescribeNetworkInterfaces",
            1,
            "ec2:DescribeVolumes",
            1,
            "route53:ListResourceRecordSets",
            2),
        check.calls().byAction());
    assertEquals(4, check.rounds());
    assertEquals(Duration.ZERO, check.pauses());
  }

  /** Of two checks one comes while an instance shuts down, halfway; then EC2 moves the volume. */
  @Test
  void aCheckWaitsForVolumesOnTheirWay() {
    ReconcileCalls calls = calls(true, true, true);

    assertEquals(Duration.ofSeconds(13), calls.check(Duration.ofSeconds(80)).pauses());
    assertEquals(Duration.ofSeconds(26), calls.check(Duration.ofSeconds(30)).pauses());
  }

  private static int interfaces(Duration release) {
    Assumptions assumed =
        new Assumptions(
            ASSUMED.round(),
            ASSUMED.ownTime(),
            ASSUMED.start(),
            release,
            ASSUMED.attach(),
            ASSUMED.shutdown(),
            ASSUMED.checkPeriod());
    return new ReconcileCalls(shape(true, false, true), assumed)
        .replacement()
        .get(1)
        .calls()
        .count("ec2:DescribeNetworkInterfaces");
  }

  private static ReconcileCalls calls(boolean slots, boolean volumes, boolean numbered) {
    return new ReconcileCalls(shape(slots, volumes, numbered), ASSUMED);
  }

  private static GroupShape shape(boolean slots, boolean volumes, boolean numbered) {
    return new GroupShape(
        2, 2, 0, 1, slots, volumes, 2, numbered, 1, 0, 0, false, false, false, false, 0);
  }
}
