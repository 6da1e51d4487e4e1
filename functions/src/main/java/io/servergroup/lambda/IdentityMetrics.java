package io.servergroup.lambda;

import io.servergroup.aws.Outcome;
import io.servergroup.group.LifecycleHook.Transition;
import io.servergroup.group.LifecycleState;
import io.servergroup.identity.IdentityAction;
import io.servergroup.identity.IdentityAction.AttachInterface;
import io.servergroup.identity.IdentityAction.AttachVolume;
import io.servergroup.identity.IdentityAction.Complete;
import io.servergroup.identity.IdentityAction.Complete.Verdict;
import io.servergroup.identity.IdentityAction.UpsertRecord;
import io.servergroup.identity.InstanceFacts;
import io.servergroup.identity.Situation;
import io.servergroup.identity.Standing;
import io.servergroup.lambda.Measurements.Measure;
import io.servergroup.lambda.Measurements.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one run for one server group is measured by. */
final class IdentityMetrics {
  private final List<Double> claimLatencies = new ArrayList<>();
  private int attachConflicts;
  private int abandons;
  private int repairs;

  /**
   * Counts an action.
   *
   * @param situation what it was decided from
   * @param now after it was performed
   */
  void performed(IdentityAction action, Outcome outcome, Situation situation, Instant now) {
    boolean attaching = action instanceof AttachInterface || action instanceof AttachVolume;
    if (attaching
        && outcome instanceof Outcome.WorldDiffers
        && situation.readings().facts().containsKey(action.subject())) {
      conflict();
    }
    if (!(outcome instanceof Outcome.Done)) {
      return;
    }
    if (action instanceof Complete complete && complete.transition() == Transition.LAUNCHING) {
      if (complete.verdict() == Verdict.ABANDON) {
        abandons++;
      } else {
        startOf(situation, complete.subject())
            .map(started -> Duration.between(started, now))
            .ifPresent(latency -> claimLatencies.add((double) latency.toMillis()));
      }
    }
    if ((attaching || action instanceof UpsertRecord) && !isHeld(situation, action.subject())) {
      repairs++;
    }
  }

  /** Counts an attachment that was refused though the instance could take it. */
  void conflict() {
    attachConflicts++;
  }

  private static Optional<Instant> startOf(Situation situation, String instance) {
    return situation
        .readings()
        .facts()
        .getOrDefault(instance, Optional.empty())
        .map(InstanceFacts::startedAt);
  }

  private static boolean isHeld(Situation situation, String subject) {
    return situation
        .group()
        .instances()
        .anyMatch(i -> i.id().equals(subject) && i.state() == LifecycleState.PENDING_WAIT);
  }

  /**
   * Writes what was counted.
   *
   * @param last the last look; of a whole group it also tells how its slots are given out
   */
  void write(MetricLog log, Situation last, int findings) {
    String group = last.group().name();
    boolean counted = attachConflicts + abandons + repairs + claimLatencies.size() > 0;
    boolean thorough = last.scope().thorough();
    if (!counted && !thorough) {
      return;
    }
    List<Measure> measures = new ArrayList<>();
    measures.add(count("AttachConflicts", attachConflicts));
    measures.add(count("Abandons", abandons));
    measures.add(count("Repairs", repairs));
    measures.add(new Measure("ClaimLatency", Unit.MILLISECONDS, claimLatencies));
    if (thorough) {
      Standing standing = Standing.of(last);
      measures.add(count("Findings", findings));
      measures.add(count("UnassignedInstances", standing.unassignedInstances()));
      standing
          .freeSlots()
          .forEach(
              (zone, free) ->
                  log.write(
                      new Measurements(
                          dimensions(group, "AvailabilityZone", zone),
                          List.of(count("FreeSlots", free)))));
    }
    log.write(new Measurements(dimensions(group), measures));
  }

  private static Measure count(String name, int value) {
    return new Measure(name, Unit.COUNT, List.of((double) value));
  }

  private static SortedMap<String, String> dimensions(String group, String... more) {
    SortedMap<String, String> dimensions = new TreeMap<>();
    dimensions.put("ServerGroup", group);
    for (int i = 0; i < more.length; i += 2) {
      dimensions.put(more[i], more[i + 1]);
    }
    return dimensions;
  }
}
