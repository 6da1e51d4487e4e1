package io.servergroup.rollout;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.TemplateReference;
import io.servergroup.group.TemplateVersion;
import io.servergroup.health.GroupHealth;
import io.servergroup.health.Machines;
import io.servergroup.health.Server;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a rollout brings each server to: forwards the targets pinned at its start, backwards the
 * versions that its servers came from.
 */
final class Aim {
  private final RolloutPlan plan;
  private final Map<String, TemplateVersion> origins;
  private final Machines machines;

  /**
   * The aim at one look.
   *
   * @param origins by the name of an Auto Scaling group; matters for a rollback alone
   * @param machines how old instances are, for a rollout that replaces all of them
   */
  Aim(RolloutPlan plan, Map<String, TemplateVersion> origins, Machines machines) {
    this.plan = plan;
    this.origins = origins;
    this.machines = machines;
  }

  static Aim at(RolloutPlan plan, Situation now) {
    return new Aim(plan, now.lock().origins(), now.health().machines());
  }

  /** What instances of this group should be launched from; empty when nothing says so. */
  Optional<TemplateVersion> of(AutoScalingGroup group) {
    return plan.isRollback()
        ? Optional.ofNullable(origins.get(group.name()))
        : plan.targets().of(group);
  }

  /** The servers that have to be replaced, in the order of the look. */
  List<GroupHealth.Verdict> outdated(GroupHealth health) {
    return health.servers().stream().filter(verdict -> isOutdated(verdict.server())).toList();
  }

  /** True when an instance fills the server's place that this rollout has to replace. */
  boolean isOutdated(Server server) {
    return isConcerned(server)
        && server
            .instance()
            .filter(instance -> !isAtTarget(server.group(), instance) || isOld(instance))
            .isPresent();
  }

  /**
   * True when nobody fills the server's place, or somebody who is launched from another version
   * than it should be and may never serve, and its group would go on launching that: the group has
   * to be told first. An instance that somebody holds outside of service on purpose is left alone.
   */
  boolean isStuck(Server server) {
    return isConcerned(server)
        && mustBeTold(server.group())
        && server
            .instance()
            .map(i -> i.state().isLaunching() && !isAtTarget(server.group(), i))
            .orElse(true);
  }

  /** One place of each group that would launch another version than its servers have to have. */
  List<ChosenServer> untold(GroupHealth health) {
    Map<String, ChosenServer> byGroup = new LinkedHashMap<>();
    for (GroupHealth.Verdict verdict : health.servers()) {
      Server server = verdict.server();
      if (isConcerned(server) && mustBeTold(server.group())) {
        byGroup.putIfAbsent(server.group().name(), ChosenServer.toTell(server));
      }
    }
    return List.copyOf(byGroup.values());
  }

  /** True when the server's instance was launched from what it should be, or from its like. */
  boolean isAtTarget(Server server) {
    return server.instance().filter(instance -> isAtTarget(server.group(), instance)).isPresent()
        && !isOutdated(server);
  }

  private boolean isConcerned(Server server) {
    return plan.isRollback()
        ? origins.containsKey(server.group().name())
        : plan.selection().includes(server);
  }

  private boolean isAtTarget(AutoScalingGroup group, Instance instance) {
    Optional<TemplateVersion> target = of(group);
    return target.isPresent()
        && instance.template().filter(version -> isAsGoodAs(target.get(), version)).isPresent();
  }

  /**
   * On the way back a number counts: it is what the groups were told before, and what they are told
   * again.
   */
  private boolean isAsGoodAs(TemplateVersion target, TemplateVersion version) {
    return plan.isRollback()
        ? version.equals(target)
        : plan.targets().equal().areEqual(version, target);
  }

  /** An instance whose age nobody told is not replaced for its age. */
  private boolean isOld(Instance instance) {
    return !plan.isRollback()
        && plan.selection()
            .launchedBefore()
            .filter(start -> machines.isFromBefore(start, instance.id()))
            .isPresent();
  }

  /** Whether groups are told what to launch, rather than rolled to what they name. */
  boolean tellsGroups() {
    return plan.isRollback() || plan.targets().areFixed();
  }

  /** Whether the group has to be given a version before its instances are replaced. */
  boolean mustBeTold(AutoScalingGroup group) {
    return tellsGroups()
        && of(group).isPresent()
        && !group.template().equals(of(group).map(Aim::asReference));
  }

  /**
   * In what the groups' launch templates now differ from what the rollout relies on, in words;
   * empty when a replacement would come up as it should.
   *
   * @param resolvedNow what the groups' references resolve to now
   */
  List<String> moved(ServerGroup group, Targets resolvedNow) {
    Set<String> moves = new LinkedHashSet<>();
    for (AutoScalingGroup each : group.autoScalingGroups()) {
      if (tellsGroups()) {
        namesSomethingElse(each).ifPresent(moves::add);
      } else {
        resolvesToSomethingElse(each, resolvedNow).ifPresent(moves::add);
      }
    }
    return new ArrayList<>(moves);
  }

  /** A group that is given its version names what it named at the start until its turn comes. */
  private Optional<String> namesSomethingElse(AutoScalingGroup group) {
    boolean expected =
        (of(group).isEmpty() && plan.isRollback())
            || group.template().filter(plan.targets()::knows).isPresent()
            || group.template().equals(of(group).map(Aim::asReference))
            || group.template().equals(plan.targets().of(group).map(Aim::asReference));
    return expected
        ? Optional.empty()
        : Optional.of(
            group.name() + " now names " + words(group) + ", which it did not at the start");
  }

  private Optional<String> resolvesToSomethingElse(AutoScalingGroup group, Targets resolvedNow) {
    Optional<TemplateVersion> pinned = plan.targets().of(group);
    Optional<TemplateVersion> resolved = resolvedNow.of(group);
    if (pinned.isEmpty()) {
      return Optional.of(
          group.name() + " now names " + words(group) + ", which it did not at the start");
    }
    if (resolved.isEmpty()) {
      return Optional.of(words(group) + " cannot be resolved any more");
    }
    return resolved.equals(pinned)
        ? Optional.empty()
        : Optional.of(
            words(group)
                + " was version "
                + pinned.get().number()
                + " at the start and is "
                + resolved.get().number()
                + " now");
  }

  /** That the replaced servers are back, and what that leaves for an operator to do, in words. */
  String wentBack(ServerGroup group) {
    String back =
        "the servers replaced before are back at the versions they came from, and all "
            + plan.size()
            + " are healthy";
    if (plan.targets().areFixed()) {
      return back + otherwiseNamed(group);
    }
    List<String> told = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    for (AutoScalingGroup each : group.autoScalingGroups()) {
      if (origins.containsKey(each.name())) {
        told.add(each.name() + " now names " + words(each));
      } else if (plan.targets().of(each).isPresent()) {
        failed.add(each.name() + " names " + words(each));
      }
    }
    return back
        + "; their groups name that version now, so give them back their reference with the next"
        + " deploy: "
        + Listing.of(told)
        + (failed.isEmpty()
            ? ""
            : "; groups that were not reached would still launch the version that failed: "
                + Listing.of(failed));
  }

  /**
   * Who named something else before a rollout that gave groups their version: a group that is left
   * with a number does not follow a name such as {@code $Default} any more.
   */
  private String otherwiseNamed(ServerGroup group) {
    List<String> told =
        group.autoScalingGroups().stream()
            .filter(each -> origins.containsKey(each.name()))
            .filter(each -> each.template().filter(plan.targets()::knows).isEmpty())
            .map(each -> each.name() + " now names " + words(each))
            .toList();
    return told.isEmpty()
        ? ""
        : "; these groups named another reference before, so give it back to them with the next"
            + " deploy: "
            + Listing.of(told);
  }

  private static TemplateReference asReference(TemplateVersion version) {
    return new TemplateReference(version.templateId(), Long.toString(version.number()));
  }

  private static String words(AutoScalingGroup group) {
    return group
        .template()
        .map(t -> "launch template " + t.templateId() + " version " + t.version())
        .orElse("no launch template");
  }
}
