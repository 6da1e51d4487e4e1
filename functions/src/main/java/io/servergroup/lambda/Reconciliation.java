package io.servergroup.lambda;

import io.servergroup.aws.IdentityGateway;
import io.servergroup.aws.InstanceGateway;
import io.servergroup.aws.Outcome;
import io.servergroup.aws.RecordGateway;
import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.ServerGroup;
import io.servergroup.identity.AddressRecord;
import io.servergroup.identity.FactsNeeded;
import io.servergroup.identity.IdentityAction;
import io.servergroup.identity.IdentityDecisions;
import io.servergroup.identity.IdentityPlan;
import io.servergroup.identity.IdentityPlan.Step;
import io.servergroup.identity.InstanceFacts;
import io.servergroup.identity.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One run for one server group: decide, perform, read again, decide again, until nothing is left to
 * do or only waiting that takes longer than seconds. It may be killed at any call and run next to
 * another: every action is safe to perform twice, and the attachment of the network interface alone
 * decides who has a slot.
 */
final class Reconciliation {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Wiring wiring;
  private final IdentityGateway identities;
  private final InstanceGateway instances;
  private final DecisionLines lines;
  private final boolean thorough;

  private final Map<String, InstanceFacts> facts = new TreeMap<>();
  private final Map<String, String> refusals = new TreeMap<>();
  private final Set<IdentityAction> hopeless = new LinkedHashSet<>();
  private final Set<IdentityPlan.Remark> remarked = new LinkedHashSet<>();
  private int performed;

  /**
   * @param thorough whether instances in service and DNS records are checked too
   */
  Reconciliation(Wiring wiring, DecisionLines lines, boolean thorough) {
    this.wiring = wiring;
    this.identities = new IdentityGateway(wiring.clients(), wiring.settings().hooks());
    this.instances = new InstanceGateway(wiring.clients().ec2());
    this.lines = lines;
    this.thorough = thorough;
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

  /**
   * Runs.
   *
   * @param first the reading to begin with
   * @param reading reads some of these Auto Scaling groups again, by their names
   * @param deadline after which no pause begins
   */
  Report run(ServerGroup first, Function<Set<String>, ServerGroup> reading, Instant deadline) {
    ServerGroup group = first;
    Optional<Map<String, AddressRecord>> records = records(group);
    while (true) {
      IdentityPlan plan = decide(group, records);
      List<String> unfinished = new ArrayList<>();
      boolean surprised = perform(plan.steps(), unfinished);
      boolean failed = surprised || !unfinished.isEmpty();
      boolean again = failed || plan.isWorthAnotherLook();
      if (!again || wiring.clock().instant().plus(PAUSE).isAfter(deadline)) {
        return finish(plan, unfinished);
      }
      wiring.pause().forAbout(PAUSE);
      // What the records were is settled by now, or refused.
      records = Optional.empty();
      group = reading.apply(failed ? namesOf(group) : plan.waitingGroups());
    }
  }

  private static Set<String> namesOf(ServerGroup group) {
    return group.autoScalingGroups().stream()
        .map(AutoScalingGroup::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Optional<Map<String, AddressRecord>> records(ServerGroup group) {
    return thorough
        ? Optional.of(new RecordGateway(wiring.clients().route53()).read(group.slots()))
        : Optional.empty();
  }

  private IdentityPlan decide(ServerGroup group, Optional<Map<String, AddressRecord>> records) {
    Set<String> unknown = FactsNeeded.of(group, thorough);
    unknown.removeAll(facts.keySet());
    facts.putAll(instances.read(unknown));
    IdentityPlan plan =
        IdentityDecisions.decide(
            new Situation(group, facts, records, refusals, wiring.settings().earlyRelease()));
    plan.remarks().stream().filter(remarked::add).forEach(lines::remark);
    // What an instance that runs was like is good for this run; a failed action drops it.
    Set<String> staying =
        group
            .instances()
            .filter(instance -> !instance.state().isLeaving())
            .map(Instance::id)
            .collect(Collectors.toSet());
    facts.values().removeIf(known -> !isLasting(known, staying));
    return plan;
  }

  private static boolean isLasting(InstanceFacts known, Set<String> staying) {
    return known.isEnding()
        || (known.state() == InstanceFacts.State.RUNNING && staying.contains(known.id()));
  }

  /** Performs steps; true when the world was not as decided upon, so that a new look is due. */
  private boolean perform(List<Step> steps, List<String> unfinished) {
    Set<String> heldUp = new LinkedHashSet<>();
    boolean surprised = false;
    for (Step step : steps) {
      String subject = step.action().subject();
      if (heldUp.contains(subject) || hopeless.contains(step.action())) {
        continue;
      }
      Outcome outcome = identities.perform(step.action());
      lines.step(step, outcome);
      boolean failed =
          switch (outcome) {
            case Outcome.Done done -> {
              performed++;
              yield false;
            }
            case Outcome.AlreadyDone done -> false;
            case Outcome.WorldDiffers differs -> {
              surprised = true;
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
        facts.remove(subject);
        if (step.holdsUp()) {
          heldUp.add(subject);
        }
      }
    }
    return surprised;
  }

  private Report finish(IdentityPlan plan, List<String> unfinished) {
    plan.waits().forEach(lines::waiting);
    perform(plan.heartbeats(), unfinished);
    return new Report(
        performed,
        plan.waits().stream().map(IdentityPlan.Waiting::instanceId).distinct().toList(),
        remarked.stream().map(remark -> remark.subject() + ": " + remark.reason()).toList(),
        List.copyOf(unfinished));
  }
}
