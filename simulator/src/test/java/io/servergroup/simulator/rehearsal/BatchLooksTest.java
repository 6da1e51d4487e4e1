package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.CallFaults;
import io.servergroup.simulator.api.ServiceError;
import io.servergroup.simulator.aws.ec2.AttachmentState;
import io.servergroup.simulator.kernel.TraceEntry;
import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;

/**
 * What happens between the choice of a batch and its terminations, and between two of them, is seen
 * by the few calls that are made before each termination.
 */
final class BatchLooksTest {
  private static final Map<String, Object> WITHOUT_CANARY = Map.of("canary", false);

  @Test
  void aServerOfTheBatchThatSomebodyReplacesBetweenTwoTerminationsIsNotTerminatedAgain() {
    Story story = Story.of(3);
    Execution rollout = rollTwo(story);
    story.untilTerminations(1);

    new Operator(story).replace(1);

    story.untilDecided("Unneeded");
    assertEquals(1, story.terminations());
    story.succeeds(rollout);
    assertEquals(2, story.terminations(), "of server 0 and, in the next batch, server 2");
    story.endsWell();
  }

  @Test
  void aServerWhoseGroupIsToldAnotherVersionBetweenTwoTerminationsIsNotTerminated() {
    Story story = Story.of(3);
    TemplateByHand template = new TemplateByHand(story);
    story.stage().cluster().deployNewImage();
    template.name("2");
    Execution rollout = story.start(2, WITHOUT_CANARY);
    story.untilTerminations(1);

    template.name(1, "1");

    String reason = story.fails(rollout, "Rollout.Stopped.Conflict");
    assertTrue(reason.contains("confluent-tools-1 now names launch template"), reason);
    assertEquals(1, story.terminations());
    story.assertUntouched(1, 2);
    template.name(1, "2");
    story.heals();
    story.succeeds(story.start(1));
    story.endsWell();
  }

  @Test
  void aGroupThatSomebodyMakesSmallerBetweenTwoTerminationsStopsTheBatch() {
    Story story = Story.of(3);
    Execution rollout = rollTwo(story);
    story.untilTerminations(1);

    new Operator(story).capacity(1, 2);

    String reason = story.fails(rollout, "Rollout.Stopped.Conflict");
    assertTrue(reason.contains("wants 4 servers now and wanted 3 at the start"), reason);
    assertEquals(1, story.terminations());
    new Operator(story).capacity(1, 1);
    story.heals();
    story.succeeds(story.start(1));
    story.endsWell();
  }

  @Test
  void aServerElsewhereThatEc2ShutsDownAfterTheChoiceLetsTheBatchBeGivenBackOnce() {
    Story story = Story.of(3);
    Batches batches = new Batches(story);
    story.stage().cluster().deployNewImage();
    Execution rollout = story.start(1, Map.of("pollSeconds", 1));
    story.untilDecided("BATCH");

    new Operator(story).terminateInEc2(story.server(2).instance());

    story.untilDecided("GiveBack");
    assertTrue(
        last(story, "GiveBack").contains("EC2 says " + story.before(2).instance()),
        last(story, "GiveBack"));
    assertEquals(0, story.terminations());
    story.succeeds(rollout);
    assertEquals(1, count(story, "GiveBack"));
    assertEquals(
        List.of(0, 2),
        batches.servers().subList(0, 2).stream().map(List::getFirst).toList(),
        "whoever chooses again asks EC2 as well, and takes the one that is lost");
    story.endsWell();
  }

  @Test
  void aNetworkInterfaceDetachedByHandAfterTheChoiceLetsTheBatchBeGivenBack() {
    Story story = Story.of(3);
    Execution rollout = story.roll();
    story.untilDecided("BATCH");

    detachInterface(story, 2);

    story.untilDecided("GiveBack");
    String reason = last(story, "GiveBack");
    assertTrue(reason.contains(story.before(2).instance()), reason);
    assertEquals(0, story.terminations());
    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void aServerThatOnlyACloseLookFindsUnhealthyIsReplacedThoughAnotherOneIsUnhealthyToo() {
    Story story = Story.of(3);
    story.stage().cluster().deployNewImage();
    detachInterface(story, 0);
    detachInterface(story, 1);
    story.until(() -> isFree(story, 0) && isFree(story, 1), "the detachments");
    attachAnother(story, 0);

    Execution rollout = story.start(1, Map.of("skipHealthCheck", true));

    story.untilTerminations(1);
    assertEquals(0, count(story, "GiveBack"));
    assertTrue(last(story, "Terminate").contains("it is unhealthy"), last(story, "Terminate"));
    story.untilReplaced(0);
    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void aLockLostWhileALargeBatchIsGoneOverStopsItWithinSeconds() {
    Story story = Story.of(8);
    story.callFaults(slow("ReplaceServers#", Duration.ofSeconds(1)));
    story.stage().cluster().deployNewImage();
    Execution rollout = story.start(8, WITHOUT_CANARY);
    story.untilTerminations(1);

    deleteLock(story);
    story.pass(Duration.ofSeconds(10));
    long terminations = story.terminations();
    String reason = story.fails(rollout, "Rollout.Stopped.Conflict");

    assertTrue(reason.contains("somebody deleted the lock"), reason);
    assertEquals(terminations, story.terminations(), "none later than ten seconds after the loss");
    assertTrue(terminations < 8, () -> "terminations: " + terminations);
    story.faultsEnd();
    story.heals();
    story.succeeds(story.start(1));
    story.endsWell();
  }

  @Test
  void aLookThatBecameTooOldWhileAGroupWasReadIsTakenAnew() {
    Story story = Story.of(3);
    story.callFaults(
        call -> isLookAtOneGroup(call) ? slowed(Duration.ofSeconds(6)) : new CallFault.None());
    Execution rollout = rollTwo(story);
    story.untilTerminations(2);

    List<String> between = betweenTerminations(story);
    assertTrue(
        between.containsAll(
            List.of(
                "elasticloadbalancing:DescribeTargetHealth",
                "ec2:DescribeInstances",
                "dynamodb:GetItem")),
        between::toString);
    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void aBatchWhoseTurnComesLateIsLookedAtWithItsInterfacesAndVolumes() {
    Story story = Story.of(2);
    story.callFaults(
        call ->
            call.caller().equals("ReplaceServers#1")
                ? new CallFault.CallerHangsAfter()
                : new CallFault.None());
    Execution rollout = story.roll();
    story.untilTerminations(1);

    String caller = story.calls().getLast().caller();
    assertFalse(caller.equals("ReplaceServers#1"), caller);
    assertTrue(
        story.calls().stream()
            .filter(call -> call.caller().equals(caller))
            .map(ApiCall::action)
            .toList()
            .containsAll(List.of("ec2:DescribeNetworkInterfaces", "ec2:DescribeVolumes")),
        "what the choice saw is old by now");
    story.faultsEnd();
    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void aLoadBalancerThatDidNotAnswerForOneServerIsAskedAgainForTheNext() {
    Story story = Story.of(3);
    int[] refusals = {2};
    story.callFaults(
        call ->
            call.caller().startsWith("ReplaceServers#")
                    && call.operation().equals("DescribeTargetHealth")
                    && refusals[0]-- > 0
                ? new CallFault.Refused(throttled())
                : new CallFault.None());
    Execution rollout = rollTwo(story);

    story.untilTerminations(1);

    assertEquals(1, count(story, "GiveBack"), "at both looks before the first server");
    story.untilReplaced(1);
    story.faultsEnd();
    story.succeeds(rollout);
    story.endsWell();
  }

  private static Execution rollTwo(Story story) {
    story.stage().cluster().deployNewImage();
    return story.start(2, WITHOUT_CANARY);
  }

  private static CallFaults slow(String callers, Duration extra) {
    return call -> call.caller().startsWith(callers) ? slowed(extra) : new CallFault.None();
  }

  private static CallFault slowed(Duration extra) {
    return new CallFault.Slow(extra);
  }

  private static boolean isLookAtOneGroup(ApiCall call) {
    return call.caller().startsWith("ReplaceServers#")
        && call.request() instanceof DescribeAutoScalingGroupsRequest request
        && !Looks.isWhole(request);
  }

  private static List<String> betweenTerminations(Story story) {
    List<String> actions =
        story.calls().stream()
            .filter(call -> call.caller().startsWith("ReplaceServers#"))
            .map(ApiCall::action)
            .toList();
    String terminate = "autoscaling:TerminateInstanceInAutoScalingGroup";
    return actions.subList(actions.indexOf(terminate) + 1, actions.lastIndexOf(terminate));
  }

  private static RuntimeException throttled() {
    return ServiceError.of(
        ElasticLoadBalancingV2Exception.builder(),
        "ElasticLoadBalancingV2",
        400,
        "Throttling",
        "Rate exceeded");
  }

  private static void detachInterface(Story story, int server) {
    String attachment =
        story
            .aws()
            .ec2World()
            .interfaces()
            .require(story.member(server).networkInterface())
            .attachment()
            .id();
    story.aws().ec2().detachNetworkInterface(request -> request.attachmentId(attachment));
  }

  /** Attaches somebody's interface to a server where its own belongs. */
  private static void attachAnother(Story story, int server) {
    var interfaces = story.aws().ec2World().interfaces();
    var own = interfaces.require(story.member(server).networkInterface());
    String another = interfaces.create(own.subnet(), "somebody's", Map.of()).id();
    interfaces.attach(another, story.server(server).instance(), 1);
    story.until(
        () -> interfaces.require(another).attachment().state() == AttachmentState.ATTACHED,
        "the attachment of another interface");
  }

  private static boolean isFree(Story story, int server) {
    String own = story.member(server).networkInterface();
    return story.aws().ec2World().interfaces().require(own).attachment() == null;
  }

  private static void deleteLock(Story story) {
    Map<String, AttributeValue> key =
        Map.of("ServerGroupName", AttributeValue.fromS(story.stage().cluster().name()));
    story
        .aws()
        .dynamoDb()
        .deleteItem(request -> request.tableName(ControlPlane.LOCK_TABLE).key(key));
  }

  private static String last(Story story, String kind) {
    return decisions(story, kind).getLast();
  }

  private static int count(Story story, String kind) {
    return decisions(story, kind).size();
  }

  private static List<String> decisions(Story story, String kind) {
    return story.trace().stream()
        .filter(entry -> entry.source().equals("decision"))
        .map(TraceEntry::text)
        .filter(text -> text.startsWith(kind + " "))
        .toList();
  }
}
