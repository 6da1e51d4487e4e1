package io.servergroup.stack;

import io.servergroup.health.GroupHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Waits until every server of the cluster is there and passes the gate that a rollout has for it. A
 * group that does not exist yet is waited for like a server that does not answer yet.
 */
final class CapacityWait {
  private final RolloutProperties properties;
  private final LinkTime time;

  CapacityWait(RolloutProperties properties, LinkTime time) {
    this.properties = properties;
    this.time = time;
  }

  /** What to do as long as somebody is missing; empty when all are there and healthy. */
  Optional<StackDecision> decide(GroupHealth health) {
    List<String> lacking = lacking(health);
    return lacking.isEmpty() ? Optional.empty() : Optional.of(decide(lacking));
  }

  private StackDecision decide(List<String> lacking) {
    String soFar =
        "%d of %d servers are healthy"
            .formatted(properties.clusterSize() - lacking.size(), properties.clusterSize());
    String each = lacking.stream().map(server -> "\n- " + server).collect(Collectors.joining());
    boolean timedOut = time.soFar().compareTo(properties.waitForCapacity()) >= 0;
    if (timedOut || (time.isOut() && time.isLast())) {
      Duration waited = timedOut ? properties.waitForCapacity() : time.whole();
      return new StackDecision.Answer(
          ResourceAnswer.failed(
              "%s after %d minutes; these are not:%s\nLook at their instances, or raise WaitForCapacityTimeoutMinutes"
                  .formatted(soFar, waited.toMinutes(), each)));
    }
    if (time.isOut()) {
      return new StackDecision.Answer(
          ResourceAnswer.success(
              soFar + "; still waiting for the others, the next link goes on", Following.NONE));
    }
    return new StackDecision.Wait(time.untilNextLook(), soFar + "; waiting for:" + each);
  }

  /** One line for every server that is not healthy, those without a group included. */
  private List<String> lacking(GroupHealth health) {
    List<String> lacking = new ArrayList<>();
    health.unhealthy().forEach(verdict -> lacking.add(verdict.explanation()));
    int missing = properties.clusterSize() - health.servers().size();
    if (missing > 0) {
      lacking.addAll(missing(health, missing));
    }
    return lacking;
  }

  private static List<String> missing(GroupHealth health, int count) {
    Set<Integer> known = new TreeSet<>();
    health.servers().forEach(v -> v.server().index().ifPresent(known::add));
    if (known.size() < health.servers().size()) {
      return IntStream.range(0, count).mapToObj(i -> "a server has no place in any group").toList();
    }
    return IntStream.range(0, known.size() + count)
        .filter(index -> !known.contains(index))
        .limit(count)
        .mapToObj(index -> "server " + index + ": it has no Auto Scaling group yet")
        .toList();
  }

  /** The answer when nothing but healthy servers was asked for. */
  StackDecision complete() {
    return new StackDecision.Answer(
        ResourceAnswer.success(
            "all %d servers are healthy".formatted(properties.clusterSize()), Following.NONE));
  }
}
