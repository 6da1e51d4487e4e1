package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.aws.cloudwatch.AlarmState;
import io.servergroup.simulator.aws.events.DeliveryFault;
import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Stories in which the functions together make every call that they ever make, as rare as some are.
 * A permission that none of them needs is one too many.
 */
public final class PermissionStories {
  private static final Map<String, Object> BACK = Map.of("onFailure", "ROLLBACK");

  private final Consumer<Story> listener;

  private PermissionStories(Consumer<Story> listener) {
    this.listener = listener;
  }

  /** Tells all stories, and what would have been checked of their calls. */
  public static void tell(RecordedAccess access) {
    tell(access::listen);
  }

  /**
   * Tells all stories.
   *
   * @param listener is given each when it begins
   */
  static void tell(Consumer<Story> listener) {
    PermissionStories stories = new PermissionStories(listener);
    List.<Runnable>of(
            stories::aRolloutBehindBothKindsOfLoadBalancers,
            stories::aGroupOfSeveralServersWithAWarmPool,
            stories::aRolloutToANumberThatTurnsBack,
            stories::aRolloutOfMixedInstances,
            stories::anAlarmThatStopsARollout,
            stories::aBatchThatFails,
            stories::aBatchThatIsGivenBack,
            stories::aCheckpointAPauseAndAnEnd,
            stories::aLockThatIsTakenOver,
            stories::aRolloutThatIsHandedOver,
            stories::aBatchOfWhichNothingIsKnown,
            stories::aBatchThatSomebodyStops,
            stories::aPauseThatIsCalledOffBeforeItBegins,
            stories::aBatchThatHasToBeUpForAWhile)
        .forEach(Runnable::run);
    IdentityPermissionStories.tell(listener);
    StackPermissionStories.tell(listener);
  }

  private Story recorded(Story story) {
    listener.accept(story);
    return story;
  }

  private Story servers(int servers) {
    return recorded(Story.of(servers));
  }

  private void aRolloutBehindBothKindsOfLoadBalancers() {
    Story story = recorded(Story.behind(LoadBalancerKind.BOTH, 2));
    story.succeeds(story.roll());
    story.endsWell();
  }

  private void aGroupOfSeveralServersWithAWarmPool() {
    Story story = recorded(Story.of(Topology.GROUP_PER_ZONE, 4));
    GroupByHand operator = new GroupByHand(story, 0);
    // The instances of the pool are of the new version from the beginning.
    story.stage().cluster().deployNewImage();
    operator.warmPool(
        pool -> pool.maxGroupPreparedCapacity(3).instanceReusePolicy(r -> r.reuseOnScaleIn(true)));
    story.pass(Duration.ofMinutes(10));
    require(Formation.of(story).create(), "the creation of a stack with it");
    story.succeeds(story.start(1));
    story.endsWell();
  }

  private void aRolloutToANumberThatTurnsBack() {
    Story story = servers(3);
    new TemplateByHand(story).name("1");
    story.stage().cluster().deployNewImage();
    story.neverBoots(2, 2);
    Execution rollout =
        story.start(1, 2, Map.of("launchTemplateVersion", 2, "onFailure", "ROLLBACK"));
    story.fails(rollout, "Rollout.RolledBack");
    story.endsWell();
  }

  private void aRolloutOfMixedInstances() {
    Story story = servers(2);
    new TemplateByHand(story).nameMixed("1");
    story.stage().cluster().deployNewImage();
    story.succeeds(story.start(1, 2, Map.of("launchTemplateVersion", 2)));
    story.endsWell();
  }

  private void anAlarmThatStopsARollout() {
    Story story = servers(3);
    story.aws().alarms().create("errors");
    story.aws().alarms().createComposite("service");
    story.stage().cluster().deployNewImage();
    Execution rollout =
        story.start(1, Map.of("onFailure", "ROLLBACK", "alarms", List.of("errors", "service")));
    story.untilTerminations(2);
    story.aws().alarms().set("service", AlarmState.ALARM, "5 errors");
    story.fails(rollout, "Rollout.RolledBack");
    story.endsWell();
  }

  private void aBatchThatFails() {
    Story story = servers(2);
    story.stage().cluster().deployNewImage();
    story.neverBoots(0, 2);
    story.fails(story.start(1), "Rollout.Stopped.Timeout");
    story.faultsEnd();
    story.endsWell();
  }

  private void aBatchThatIsGivenBack() {
    Story story = servers(3);
    Execution rollout = story.roll();
    story.untilDecided("BATCH");
    new Operator(story).terminateInEc2(story.server(2).instance());
    story.untilDecided("GiveBack");
    story.succeeds(rollout);
    story.endsWell();
  }

  private void aCheckpointAPauseAndAnEnd() {
    Story story = servers(3);
    Person person = new Person(story);
    story.stage().cluster().deployNewImage();
    Execution rollout = story.start(1, Map.of("checkpoints", "canary"));
    person.awaitsQuestion();
    person.invokes("resume", "the canary is fine");
    story.untilTerminations(2);
    person.invokes("pause", "lunch");
    person.awaitsQuestion();
    person.invokes("resume", "after lunch");
    story.untilTerminations(3);
    person.invokes("pause", "another look");
    person.invokes("resume", "no, go on");
    story.succeeds(rollout);
    story.stage().cluster().deployNewImage();
    Execution next = story.start(1, Map.of("checkpoints", "canary"));
    person.awaitsQuestion();
    person.invokes("cancel", "not today");
    story.ended(next);
    story.pass(Duration.ofMinutes(2));
    Execution last = story.start(1);
    story.untilTerminations(5);
    person.invokes("cancel", "not like this");
    story.ended(last);
    story.pass(Duration.ofMinutes(2));
    story.endsWell();
  }

  private void aLockThatIsTakenOver() {
    Story story = servers(2);
    Execution died = story.roll();
    story.untilTerminations(1);
    story.fails(story.start(1), "Rollout.Refused");
    story.deliveryFaults(
        (rule, event) ->
            rule.equals("rollout-ended") ? new DeliveryFault.Lost() : new DeliveryFault.None());
    story.stop(died);
    story.heals();
    story.succeeds(story.start(1));
    story.endsWell();
  }

  private void aRolloutThatIsHandedOver() {
    Story story = servers(2);
    Execution full = FullHistory.of(story, Map.of("bakeSeconds", 900));
    story.ended(full);
    story.succeeds(FullHistory.executions(story).getFirst());
    story.endsWell();
  }

  private void aBatchOfWhichNothingIsKnown() {
    Story story = servers(3);
    story.stage().cluster().deployNewImage();
    Execution rollout = story.start(1, BACK);
    story.untilTerminations(2);
    killTheBatch(story);
    story.ended(rollout);
    story.pass(Duration.ofMinutes(30));
    story.endsWell();
  }

  private void aBatchThatSomebodyStops() {
    Story story = servers(2);
    Execution rollout = story.roll();
    story.untilTerminations(1);
    killTheBatch(story);
    story.ended(rollout);
    story.pass(Duration.ofMinutes(2));
    story.endsWell();
  }

  private void aPauseThatIsCalledOffBeforeItBegins() {
    Story story = servers(2);
    Person person = new Person(story);
    Execution rollout = story.roll();
    story.untilTerminations(1);
    person.invokes("pause", "lunch");
    story.untilDecided("PAUSE");
    story.callFaults(
        call ->
            call.caller().startsWith("AskPerson") && call.operation().equals("UpdateItem")
                ? new CallFault.Slow(Duration.ofSeconds(20))
                : new CallFault.None());
    person.invokes("resume", "no lunch today");
    story.succeeds(rollout);
    story.endsWell();
  }

  private void aBatchThatHasToBeUpForAWhile() {
    Story story = servers(2);
    story.pass(Duration.ofMinutes(3));
    story.stage().cluster().deployNewImage();
    story.succeeds(story.start(1, Map.of("minUptimeSeconds", 120)));
    story.endsWell();
  }

  static void require(boolean happened, String what) {
    if (!happened) {
      throw new AssertionError("it did not come to " + what);
    }
  }

  private static void killTheBatch(Story story) {
    Consumer<Execution> stop =
        execution ->
            story.aws().engine().stopExecution(execution.arn(), "Cancelled", "by an operator");
    story.aws().engine().executions(replaceBatchArn(story)).stream().limit(1).forEach(stop);
  }

  private static String replaceBatchArn(Story story) {
    return story
        .stage()
        .controlPlane()
        .rollingDeployArn()
        .replace(ControlPlane.ROLLING_DEPLOY, ControlPlane.REPLACE_BATCH);
  }
}
