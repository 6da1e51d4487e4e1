package io.servergroup.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReconcileHandlerTest {
  private final OneServerAws aws = new OneServerAws();
  private final List<String> log = new ArrayList<>();
  private Instant now = Instant.EPOCH;
  private boolean stuck;
  private double conflicts;

  private void pause(Duration duration) {
    now = now.plus(duration);
    if (!stuck) {
      aws.settle();
    }
  }

  private void measured(Measurements measurements) {
    measurements.measures().stream()
        .filter(measure -> measure.name().equals("AttachConflicts"))
        .forEach(measure -> conflicts += measure.values().getFirst());
  }

  private ReconcileHandler.Answer wake(String detailType) {
    ScheduledEvent event = new ScheduledEvent();
    event.setDetailType(detailType);
    event.setDetail(Map.of("AutoScalingGroupName", "tools-server-1"));
    return new ReconcileHandler(
            new Wiring(
                aws,
                () -> now,
                this::pause,
                new Settings("locks"),
                (decision, fields) -> log.add(decision),
                this::measured))
        .handleRequest(event, new SampleInvocation("request-1"));
  }

  private ReconcileHandler.Answer launched() {
    return wake("EC2 Instance-launch Lifecycle Action");
  }

  private ReconcileHandler.Answer terminating() {
    return wake("EC2 Instance-terminate Lifecycle Action");
  }

  @Test
  void aLaunchAttachesBeforeItLooksAtTheInstance() {
    aws.instance("i-new", "Pending:Wait");
    launched();
    assertEquals(
        List.of(
            "DescribeAutoScalingGroups",
            "DescribeNetworkInterfaces",
            "DescribeVolumes",
            "AttachNetworkInterface",
            "DescribeInstances",
            "ListResourceRecordSets",
            "CreateTags",
            "ChangeResourceRecordSets",
            "CompleteLifecycleAction"),
        aws.calls);
    assertEquals("Pending:Proceed", aws.lifecycleStates.get("i-new"));
    assertEquals(
        List.of("AttachInterface", "TagInstance", "UpsertRecord", "Complete CONTINUE"), log);
  }

  @Test
  void aRecordThatIsRightIsNotWritten() {
    aws.instance("i-new", "Pending:Wait").record = "10.0.0.11";
    launched();
    assertEquals(0, count("ChangeResourceRecordSets"));
    assertEquals("Pending:Proceed", aws.lifecycleStates.get("i-new"));
  }

  @Test
  void anInstanceThatDoesNotRunYetIsAskedAboutAtOnceAndThenUntilItDoes() {
    aws.instance("i-new", "Pending:Wait").start = 3;
    launched();
    assertEquals(
        List.of(
            "DescribeAutoScalingGroups",
            "DescribeNetworkInterfaces",
            "DescribeVolumes",
            "AttachNetworkInterface",
            "DescribeInstances",
            "DescribeInstances",
            "DescribeInstances",
            "DescribeInstances",
            "AttachNetworkInterface"),
        aws.calls.subList(0, 9));
    assertEquals("Pending:Proceed", aws.lifecycleStates.get("i-new"));
    assertEquals(0, conflicts, "nobody was in the way");
    // Pauses of 2, 1 and 1 seconds until it runs, and one until it is attached.
    assertEquals(Duration.ofSeconds(5), Duration.between(Instant.EPOCH, now));
  }

  @Test
  void anInstanceWithAnotherInterfaceIsAbandonedAfterOneLookAtIt() {
    aws.instance("i-new", "Pending:Wait").foreign = "eni-9";
    String remark = launched().serverGroups().getFirst().remarks().getFirst();
    assertTrue(remark.contains("already has eni-9 at device index 1"), remark);
    assertEquals(1, count("AttachNetworkInterface"));
    assertEquals(1, count("DescribeInstances"));
    assertEquals(Instant.EPOCH, now, "there is nothing to wait for");
  }

  @Test
  void anAttachmentThatTheInstanceDoesNotForbidIsTriedAgainAfterAFreshLookAtAll() {
    aws.instance("i-new", "Pending:Wait").refuse("AttachNetworkInterface", "IncorrectState");
    launched();
    assertEquals(
        List.of(
            "AttachNetworkInterface",
            "DescribeInstances",
            "DescribeAutoScalingGroups",
            "DescribeNetworkInterfaces",
            "DescribeVolumes",
            "AttachNetworkInterface"),
        aws.calls.subList(3, 9));
    assertEquals(1, conflicts, "something was in the way");
    assertEquals("Pending:Proceed", aws.lifecycleStates.get("i-new"));
  }

  private long count(String operation) {
    return aws.calls.stream().filter(operation::equals).count();
  }

  @Test
  void aNormalTerminationTakesFiveCalls() {
    aws.instance("i-old", "Terminating:Wait").heldBy("i-old");
    terminating();
    assertEquals(
        List.of(
            "DescribeAutoScalingGroups",
            "DescribeNetworkInterfaces",
            "DescribeVolumes",
            "DetachNetworkInterface",
            "CompleteLifecycleAction"),
        aws.calls);
    assertEquals("Terminating:Proceed", aws.lifecycleStates.get("i-old"));
  }

  @Test
  void theSlotOfATerminatingInstanceGoesToTheLaunchThatWaitsInTheSameRun() {
    aws.instance("i-old", "Terminating:Wait").instance("i-new", "Pending:Wait").heldBy("i-old");
    terminating();
    assertEquals("i-new", aws.holder);
    assertEquals("Pending:Proceed", aws.lifecycleStates.get("i-new"));
  }

  @Test
  void theSameEventAgainChangesNothing() {
    aws.instance("i-new", "Pending:Wait");
    launched();
    int before = aws.calls.size();
    launched();
    assertEquals(List.of("DescribeAutoScalingGroups"), aws.calls.subList(before, aws.calls.size()));
  }

  @Test
  void aRaceForTheInterfaceThatIsLostEndsInWaitingWithAHeartbeat() {
    aws.instance("i-new", "Pending:Wait").refuse("AttachNetworkInterface", "IncorrectState");
    stuck = true;
    assertEquals(List.of("i-new"), launched().serverGroups().getFirst().waiting());
    assertEquals("RecordLifecycleActionHeartbeat", aws.calls.getLast());
    // Its patience of 20 seconds counts from the attachment that EC2 accepted after the first
    // pause.
    assertTrue(Duration.between(Instant.EPOCH, now).compareTo(Duration.ofSeconds(22)) <= 0);
  }

  @Test
  void aSlotInServiceIsLeftToALaterWakeUpWithoutPausing() {
    aws.instance("i-old", "InService").instance("i-new", "Pending:Wait").heldBy("i-old");
    launched();
    assertEquals(Instant.EPOCH, now);
    assertEquals("i-old", aws.holder);
    assertEquals(1, count("RecordLifecycleActionHeartbeat"));
  }

  @Test
  void aMissingPermissionAbandonsAtOnceAndAnswers() {
    aws.instance("i-new", "Pending:Wait").refuse("AttachNetworkInterface", "UnauthorizedOperation");
    ReconcileHandler.Answer answer = launched();
    assertEquals("Terminating", aws.lifecycleStates.get("i-new"));
    String remark = answer.serverGroups().getFirst().remarks().getFirst();
    assertTrue(remark.contains("ec2:AttachNetworkInterface"), remark);
  }

  @Test
  void aThrottledActionHoldsUpThoseAfterItUntilItIsDone() {
    aws.instance("i-new", "Pending:Wait").refuse("CreateTags", "RequestLimitExceeded");
    launched();
    assertEquals(
        List.of(
            "AttachInterface", "TagInstance", "TagInstance", "UpsertRecord", "Complete CONTINUE"),
        log);
    assertEquals("Pending:Proceed", aws.lifecycleStates.get("i-new"));
  }

  @Test
  void aThrottledReadingIsLeftToLambdasRetry() {
    aws.instance("i-new", "Pending:Wait").refuse("DescribeVolumes", "RequestLimitExceeded");
    assertThrows(RetryLaterException.class, this::launched);
  }

  @Test
  void aForbiddenReadingIsToldAndNotRetried() {
    aws.instance("i-new", "Pending:Wait").refuse("DescribeVolumes", "UnauthorizedOperation");
    launched();
    assertEquals(List.of("GiveUp"), log);
  }

  @Test
  void aTerminationGoesOnAlthoughItsInterfaceCannotBeDetached() {
    aws.instance("i-old", "Terminating:Wait")
        .heldBy("i-old")
        .refuse("DetachNetworkInterface", "OperationNotPermitted");
    terminating();
    assertEquals("Terminating:Proceed", aws.lifecycleStates.get("i-old"));
  }

  @Test
  void aGroupThatIsNotOursIsIgnored() {
    aws.groupTag = "";
    assertTrue(launched().ignored().contains("tools-server-1"));
    assertEquals(List.of("Ignore"), log);
    assertEquals(List.of("DescribeAutoScalingGroups"), aws.calls);
  }
}
