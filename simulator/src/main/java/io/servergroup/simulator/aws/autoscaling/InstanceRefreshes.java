package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;

/**
 * Instance refreshes in a simple rolling form: one instance after the other is terminated, its
 * replacement is waited for until it is in service and warmed up. AWS replaces as many at once as
 * the minimum healthy percentage allows, and gives up after an hour without progress; neither is
 * modelled. A suspended InstanceRefresh, Launch or Terminate process makes a refresh wait, and so
 * do instances protected from scale-in.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-overview.html">How
 *     an instance refresh works</a>
 */
final class InstanceRefreshes {
  private static final List<String> PROCESSES = List.of("InstanceRefresh", "Launch", "Terminate");

  private final AutoScalingWorld world;
  private final Account account;
  private final Map<String, List<Refresh>> newestFirst = new HashMap<>();
  private final Map<String, List<InstanceRefresh>> scripted = new HashMap<>();

  InstanceRefreshes(AutoScalingWorld world, Account account) {
    this.world = world;
    this.account = account;
  }

  /** Has descriptions show these behind the ones that were started. */
  void show(String groupName, List<InstanceRefresh> shown) {
    scripted.put(groupName, List.copyOf(shown));
  }

  /** What descriptions show, the newest first. */
  List<InstanceRefresh> shown(String groupName) {
    List<InstanceRefresh> shown = new ArrayList<>();
    newestFirst.getOrDefault(groupName, List.of()).forEach(refresh -> shown.add(refresh.view()));
    shown.addAll(scripted.getOrDefault(groupName, List.of()));
    return shown;
  }

  /** The refresh of a group that is not over. */
  Optional<Refresh> active(Group group) {
    return newestFirst.getOrDefault(group.id(), List.of()).stream()
        .filter(refresh -> !refresh.over())
        .findFirst();
  }

  /**
   * Starts to replace instances.
   *
   * @param preferences null when the request has none
   */
  Refresh start(Group group, RefreshPreferences preferences, List<String> toReplace) {
    Refresh refresh = new Refresh(account.newUuid(), group, preferences, toReplace, account.now());
    newestFirst.computeIfAbsent(group.id(), created -> new ArrayList<>()).addFirst(refresh);
    account.changed(
        "autoscaling",
        group.id(),
        "instance refresh " + refresh.id() + " of " + toReplace.size() + " instances");
    evaluate(group);
    return refresh;
  }

  /**
   * Stops to replace instances.
   *
   * @param waits whether what is under way is waited for
   */
  void cancel(Refresh refresh, boolean waits) {
    set(refresh, InstanceRefreshStatus.CANCELLING);
    if (!waits) {
      refresh.replaced();
    }
    if (refresh.timer() != null) {
      refresh.timer().cancel();
      refresh.setTimer(null);
    }
    evaluate(refresh.group());
  }

  /** To be called after everything that may let a refresh go on. */
  void evaluate(Group group) {
    active(group).filter(refresh -> refresh.timer() == null).ifPresent(this::schedule);
  }

  /** The group is gone. */
  void forget(Group group) {
    active(group).filter(refresh -> refresh.timer() != null).ifPresent(r -> r.timer().cancel());
    newestFirst.remove(group.id());
    scripted.remove(group.id());
  }

  private void schedule(Refresh refresh) {
    refresh.setTimer(
        account.after(Step.GROUP_STEP, "instance refresh " + refresh.id(), () -> goOn(refresh)));
  }

  private void goOn(Refresh refresh) {
    refresh.setTimer(null);
    if (refresh.status() == InstanceRefreshStatus.PENDING) {
      set(refresh, InstanceRefreshStatus.IN_PROGRESS);
    }
    if (refresh.replacing() && !complete(refresh)) {
      return;
    }
    refresh.replaced();
    if (refresh.status() == InstanceRefreshStatus.CANCELLING) {
      end(refresh, InstanceRefreshStatus.CANCELLED, "Cancelled by user.");
    } else {
      refresh.outstanding().removeIf(id -> !stays(refresh.group(), id));
      replaceNext(refresh);
    }
  }

  private void replaceNext(Refresh refresh) {
    Group group = refresh.group();
    if (refresh.outstanding().isEmpty()) {
      end(refresh, InstanceRefreshStatus.SUCCESSFUL, null);
      return;
    }
    if (PROCESSES.stream().anyMatch(group::suspended) || !complete(refresh)) {
      return;
    }
    refresh.outstanding().stream()
        .map(group::member)
        .filter(member -> member.state() == MemberState.IN_SERVICE && !member.scaleInProtected())
        .findFirst()
        .ifPresent(
            member -> {
              refresh.begin(member.instanceId());
              world
                  .terminating()
                  .begin(
                      member,
                      "an instance was taken out of service in response to an instance refresh.");
            });
  }

  /** Whether the group has what it wants, and what came last is warmed up; if not, waits for it. */
  private boolean complete(Refresh refresh) {
    Group group = refresh.group();
    if (group.serving() < group.desiredCapacity()) {
      return false;
    }
    Instant warm =
        group.members().stream()
            .filter(member -> member.state() == MemberState.IN_SERVICE)
            .map(member -> member.inServiceSince().plus(refresh.warmup()))
            .max(Instant::compareTo)
            .orElse(Instant.MIN);
    if (!warm.isAfter(account.now())) {
      return true;
    }
    if (refresh.timer() == null) {
      refresh.setTimer(
          account.at(warm, "warm-up for instance refresh " + refresh.id(), () -> goOn(refresh)));
    }
    return false;
  }

  /** Whether an instance is still there to be replaced. */
  private static boolean stays(Group group, String instanceId) {
    Member member = group.member(instanceId);
    return member != null && !member.state().terminating();
  }

  private void set(Refresh refresh, InstanceRefreshStatus status) {
    refresh.setStatus(status);
    account.changed(
        "autoscaling", refresh.group().id(), "instance refresh " + refresh.id() + " is " + status);
  }

  private void end(Refresh refresh, InstanceRefreshStatus status, String reason) {
    set(refresh, status);
    refresh.end(status, reason, account.now());
  }
}
