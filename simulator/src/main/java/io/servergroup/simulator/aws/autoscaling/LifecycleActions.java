package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.world.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The lifecycle actions that hold instances, their heartbeats and their ends. */
final class LifecycleActions {
  private final AutoScalingWorld world;
  private final Account account;
  private final Map<String, HeldAction> byToken = new TreeMap<>();
  private final List<HeldAction> lapsed = new ArrayList<>();

  LifecycleActions(AutoScalingWorld world, Account account) {
    this.world = world;
    this.account = account;
  }

  /** Every action that holds an instance now. */
  List<HeldAction> all() {
    return List.copyOf(byToken.values());
  }

  /** Holds an instance that has just come into a wait state, by every hook. */
  void hold(Member member, List<Hook> hooks, Passage passage, Place origin, Place destination) {
    for (Hook hook : hooks) {
      HeldAction action = new HeldAction(account.newUuid(), hook, member, passage, account.now());
      member.held().add(action);
      byToken.put(action.token(), action);
      startTimer(action);
      world.notices().held(action, origin, destination);
    }
  }

  /** The actions that nobody completed in time, oldest first. */
  List<HeldAction> lapsed() {
    return List.copyOf(lapsed);
  }

  /** The action a request means, by token when it has one, else by instance. */
  HeldAction require(Group group, String hookName, String token, String instanceId) {
    if (token != null) {
      HeldAction action = byToken.get(token);
      if (action != null
          && action.member().group() == group
          && action.hook().name().equals(hookName)) {
        return action;
      }
      throw AutoScalingError.validation("No active Lifecycle Action found with token " + token);
    }
    Member member = world.member(instanceId);
    if (member != null && member.group() == group) {
      for (HeldAction action : member.held()) {
        if (action.hook().name().equals(hookName)) {
          return action;
        }
      }
    }
    throw AutoScalingError.validation(
        "No active Lifecycle Action found with instance ID " + instanceId);
  }

  void heartbeat(HeldAction action) {
    action.heartbeat(account.now());
    startTimer(action);
    account.changed(
        "autoscaling",
        action.member().instanceId(),
        "heartbeat of " + action.hook().name() + ", now until " + action.deadline());
  }

  /**
   * Ends an action. The instance goes on when it was the last; a launch that is abandoned goes out
   * at once.
   *
   * @param why for the trace and the activity, such as {@code Heartbeat Timeout}
   */
  void complete(HeldAction action, Outcome outcome, String why) {
    Member member = action.member();
    forget(action);
    member.held().remove(action);
    account.changed(
        "autoscaling",
        member.instanceId(),
        action.hook().name() + " ends with " + outcome + ": " + why);
    if (outcome == Outcome.ABANDON) {
      drop(member);
    }
    if (!member.held().isEmpty()) {
      return;
    }
    if (outcome == Outcome.ABANDON) {
      action.passage().abandoned(member, action, why);
    } else {
      action.passage().proceed(member);
    }
  }

  /** Ends the actions of a hook that is being deleted. */
  void hookDeleted(Group group, Hook hook) {
    Outcome outcome =
        hook.transition() == Transition.LAUNCHING ? Outcome.ABANDON : Outcome.CONTINUE;
    for (Member member : group.everyone()) {
      for (HeldAction action : List.copyOf(member.held())) {
        if (action.hook().name().equals(hook.name()) && member.held().contains(action)) {
          complete(action, outcome, "hook deleted");
        }
      }
    }
  }

  /** Forgets every action of an instance without completing it. */
  void drop(Member member) {
    member.held().forEach(this::forget);
    member.held().clear();
  }

  private void forget(HeldAction action) {
    action.setTimer(null);
    byToken.remove(action.token());
  }

  private void lapse(HeldAction action) {
    lapsed.add(action);
    complete(action, action.hook().defaultResult(), "Heartbeat Timeout");
  }

  private void startTimer(HeldAction action) {
    action.setTimer(
        account.at(
            action.deadline(),
            "timeout of " + action.hook().name() + " on " + action.member().instanceId(),
            () -> lapse(action)));
  }
}
