package io.servergroup.lambda;

import io.servergroup.aws.GroupReading;
import io.servergroup.aws.IdentityGateway;
import io.servergroup.aws.Outcome;
import io.servergroup.identity.IdentityAction;
import io.servergroup.identity.IdentityAction.AttachInterface;
import io.servergroup.identity.IdentityAction.UpsertRecord;
import io.servergroup.identity.IdentityDecisions;
import io.servergroup.identity.IdentityPlan;
import io.servergroup.identity.IdentityPlan.Step;
import io.servergroup.identity.IdentityPlan.Until;
import io.servergroup.identity.IdentityPlan.Waiting;
import io.servergroup.identity.Need;
import io.servergroup.identity.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One run for one server group: decide, perform, look again, decide again, until nothing is left to
 * do or only waiting that takes longer than a run. It may be killed at any call and run next to
 * another: every action is safe to perform twice, and the attachment of the network interface alone
 * decides who has a slot.
 */
final class Reconciliation {
  /** How long a reading of the Auto Scaling groups is good while a run goes on. */
  private static final Duration GOOD_FOR = Duration.ofMinutes(1);

  private final Wiring wiring;
  private final IdentityGateway identities;
  private final DecisionLines lines;
  private final Scope scope;
  private final Patience patience;

  private final Map<String, String> refusals = new TreeMap<>();
  private final Set<String> claimed = new HashSet<>();
  private final Set<IdentityAction> hopeless = new HashSet<>();
  private final Set<IdentityAction> accepted = new HashSet<>();
  private final Set<IdentityPlan.Remark> remarked = new LinkedHashSet<>();
  private final IdentityMetrics metrics = new IdentityMetrics();
  private final Pauses pauses = new Pauses();
  private Instant lastProgress;
  private int performed;

  Reconciliation(Wiring wiring, DecisionLines lines, Scope scope, Patience patience) {
    this.wiring = wiring;
    this.identities = new IdentityGateway(wiring.clients(), wiring.settings().hooks());
    this.lines = lines;
    this.scope = scope;
    this.patience = patience;
    this.lastProgress = wiring.clock().instant();
  }

  /**
   * How long a run goes on.
   *
   * @param forSeconds how long after the last progress it looks again for what takes seconds
   * @param end after which no pause begins
   */
  record Patience(Duration forSeconds, Instant end) {
    boolean allows(Until until, Instant lastProgress, Instant time) {
      return switch (until) {
        case SECONDS -> !time.isAfter(end) && !time.isAfter(lastProgress.plus(forSeconds));
        case A_MINUTE -> !time.isAfter(end);
        case LATER -> false;
      };
    }
  }

  /**
   * What a run left behind.
   *
   * @param performed how many actions AWS accepted
   * @param waiting the ids of the instances that wait for a later wake-up
   * @param remarks what needs a person
   * @param unfinished what AWS could not do now
   */
  record Report(
      int performed, List<String> waiting, List<String> remarks, List<String> unfinished) {}

  Report run(GroupReading group) {
    Knowledge knowledge = new Knowledge(wiring, group);
    Doubts doubts = new Doubts(knowledge, metrics);
    while (true) {
      IdentityPlan plan = decide(knowledge);
      List<String> unfinished = new ArrayList<>();
      boolean surprised = perform(plan.steps(), knowledge, doubts, unfinished);
      if (!doubts.isEmpty()) {
        boolean explained = doubts.areExplained();
        if (explained && !surprised && unfinished.isEmpty()) {
          continue;
        }
        surprised |= !explained;
      }
      boolean failed = surprised || !unfinished.isEmpty();
      Instant next = wiring.clock().instant().plus(pauses.next(Until.SECONDS));
      List<Waiting> worth = stillWorth(plan, next);
      if (worth.isEmpty() && !(failed && allows(Until.SECONDS, next))) {
        return finish(plan, knowledge, unfinished);
      }
      Set<Need> lookAt = new LinkedHashSet<>();
      worth.forEach(wait -> lookAt.addAll(wait.lookAt()));
      Set<Need> signs = failed ? Set.of() : signs(worth);
      List<Need> besides = lookAt.stream().filter(need -> !need.isAwaited()).toList();
      if (!failed) {
        // What the rest of the group lacked has been seen to.
        knowledge.narrow(groups(plan.waits()));
      }
      if (failed) {
        pause(Until.SECONDS);
      } else if (!awaitChange(knowledge, signs, besides, kinds(worth))) {
        return finish(plan, knowledge, unfinished);
      }
      if (!signs.isEmpty()) {
        lookAt.removeAll(signs);
        lookAt.removeAll(besides);
      }
      lookAgain(knowledge, failed, lookAt);
    }
  }

  /** What tells of each of the waits that it may be over; empty when one has no such sign. */
  private static Set<Need> signs(List<Waiting> waits) {
    Set<Need> signs = new LinkedHashSet<>();
    for (Waiting wait : waits) {
      if (wait.signs().isEmpty()) {
        return Set.of();
      }
      signs.addAll(wait.signs());
    }
    return signs;
  }

  private static Set<String> groups(List<Waiting> waits) {
    return waits.stream().map(Waiting::autoScalingGroupName).collect(Collectors.toSet());
  }

  private static Set<Until> kinds(List<Waiting> waits) {
    return waits.stream()
        .map(Waiting::until)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Until.class)));
  }

  /**
   * Pauses, and again until a sign has changed: in a large group another decision, and what has to
   * be read for it, cost hundreds of times as much as this question.
   *
   * @param signs what to ask for; when empty, one pause is enough
   * @param besides what is read together with the first of these questions
   * @param kinds how long what is waited for takes
   * @return false when nothing had changed by the end of this run's patience
   */
  private boolean awaitChange(
      Knowledge knowledge, Set<Need> signs, List<Need> besides, Set<Until> kinds) {
    Until first = Collections.min(kinds);
    List<Need> along = besides;
    while (allows(first, wiring.clock().instant().plus(pauses.next(first)))) {
      pause(first);
      if (signs.isEmpty() || knowledge.changes(signs, along)) {
        return true;
      }
      along = List.of();
    }
    // What takes longer is still worth another look.
    return kinds.size() > 1;
  }

  private void pause(Until until) {
    wiring.pause().forAbout(pauses.next(until));
    pauses.taken();
  }

  private List<Waiting> stillWorth(IdentityPlan plan, Instant next) {
    return plan.worthAnotherLook().stream().filter(wait -> allows(wait.until(), next)).toList();
  }

  private boolean allows(Until until, Instant time) {
    return patience.allows(until, lastProgress, time);
  }

  private void lookAgain(Knowledge knowledge, boolean failed, Set<Need> lookAt) {
    Instant stale = knowledge.groupsReadAt().plus(GOOD_FOR);
    if (failed || wiring.clock().instant().isAfter(stale)) {
      knowledge.startOver();
      accepted.clear();
      return;
    }
    knowledge.learn(lookAt);
  }

  private IdentityPlan decide(Knowledge knowledge) {
    while (true) {
      IdentityPlan plan = IdentityDecisions.decide(knowledge.situation(claimed, refusals, scope));
      if (plan.needs().isEmpty()) {
        plan.remarks().stream().filter(remarked::add).forEach(lines::remark);
        return plan;
      }
      knowledge.learn(plan.needs());
    }
  }

  /** Performs steps; true when the world was not as decided upon, so that a new look is due. */
  private boolean perform(
      List<Step> steps, Knowledge knowledge, Doubts doubts, List<String> unfinished) {
    Set<String> heldUp = new HashSet<>();
    boolean surprised = false;
    for (Step step : steps) {
      String subject = step.action().subject();
      // What was accepted is not asked for again before the groups have been read again.
      if (heldUp.contains(subject)
          || hopeless.contains(step.action())
          || accepted.contains(step.action())) {
        continue;
      }
      Outcome outcome = identities.perform(step.action());
      lines.step(step, outcome);
      metrics.performed(step.action(), outcome, knowledge.last(), wiring.clock().instant());
      boolean failed =
          switch (outcome) {
            case Outcome.Done done -> {
              performed++;
              lastProgress = wiring.clock().instant();
              accepted(step.action(), done, knowledge);
              yield false;
            }
            case Outcome.AlreadyDone done -> {
              accepted.add(step.action());
              yield false;
            }
            case Outcome.WorldDiffers differs -> {
              surprised |= !doubts.isRaisedBy(step.action(), differs);
              yield true;
            }
            case Outcome.TryAgain(String detail) -> {
              unfinished.add(detail);
              yield true;
            }
            case Outcome.GiveUp(String detail) -> {
              hopeless.add(step.action());
              refusals.putIfAbsent(subject, detail);
              surprised = true;
              yield true;
            }
          };
      if (failed) {
        knowledge.forget(subject);
        if (step.holdsUp()) {
          heldUp.add(subject);
        }
      }
    }
    return surprised;
  }

  private void accepted(IdentityAction action, Outcome.Done done, Knowledge knowledge) {
    accepted.add(action);
    switch (action) {
      case AttachInterface attach -> claimed.add(attach.subject());
      case UpsertRecord upsert ->
          done.reference().ifPresent(change -> knowledge.written(upsert.name(), change));
      default -> {}
    }
  }

  private Report finish(IdentityPlan plan, Knowledge knowledge, List<String> unfinished) {
    plan.waits().forEach(lines::waiting);
    perform(plan.heartbeats(scope), knowledge, new Doubts(knowledge, metrics), unfinished);
    metrics.write(wiring.metrics(), knowledge.widest(), remarked.size());
    return new Report(
        performed,
        plan.waits().stream().map(Waiting::instanceId).distinct().toList(),
        remarked.stream().map(remark -> remark.subject() + ": " + remark.reason()).toList(),
        List.copyOf(unfinished));
  }
}
