package io.servergroup.aws;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.SlotFinding;
import io.servergroup.group.TagKeys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the Auto Scaling API says about groups, as snapshot records and findings.
 *
 * @param groups ordered by index, then by name
 * @param withWarmPool the names of those that have a warm pool, in the order described
 */
record GroupRecords(
    List<AutoScalingGroup> groups, List<String> withWarmPool, List<SlotFinding> findings) {
  private static final Comparator<AutoScalingGroup> ORDER =
      Comparator.<AutoScalingGroup>comparingInt(g -> g.index().orElse(Integer.MAX_VALUE))
          .thenComparing(AutoScalingGroup::name);

  /** Puts what was said of each together. */
  static GroupRecords of(List<GroupRecord> described) {
    List<AutoScalingGroup> groups = new ArrayList<>(described.size());
    List<String> withWarmPool = new ArrayList<>();
    List<SlotFinding> findings = new ArrayList<>();
    for (GroupRecord each : described) {
      groups.add(each.group());
      findings.addAll(each.findings());
      if (each.hasWarmPool()) {
        withWarmPool.add(each.group().name());
      }
    }
    groups.sort(ORDER);
    findings.addAll(sharedIndexes(groups));
    return new GroupRecords(
        Collections.unmodifiableList(groups), List.copyOf(withWarmPool), List.copyOf(findings));
  }

  /** The same of these groups alone. */
  GroupRecords only(Set<String> names) {
    return new GroupRecords(
        groups.stream().filter(group -> names.contains(group.name())).toList(),
        withWarmPool.stream().filter(names::contains).toList(),
        findings);
  }

  private static List<SlotFinding> sharedIndexes(List<AutoScalingGroup> groups) {
    if (areDistinct(groups)) {
      return List.of();
    }
    TreeMap<Integer, List<String>> byIndex = new TreeMap<>();
    groups.stream()
        .filter(group -> group.index().isPresent())
        .forEach(
            group ->
                byIndex
                    .computeIfAbsent(group.index().getAsInt(), i -> new ArrayList<>())
                    .add(group.name()));
    return byIndex.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .flatMap(
            entry ->
                entry.getValue().stream()
                    .map(
                        name ->
                            SlotFinding.duplicate(
                                name,
                                OptionalInt.of(entry.getKey()),
                                "%s %d is also the index of %s; give every group an index of its own"
                                    .formatted(
                                        TagKeys.INDEX,
                                        entry.getKey(),
                                        entry.getValue().stream()
                                            .filter(other -> !other.equals(name))
                                            .collect(Collectors.joining(", "))))))
        .toList();
  }

  /** As nearly always, and at every look at a large group. */
  private static boolean areDistinct(List<AutoScalingGroup> groups) {
    Set<Integer> seen = HashSet.newHashSet(groups.size());
    for (AutoScalingGroup group : groups) {
      if (group.index().isPresent() && !seen.add(group.index().getAsInt())) {
        return false;
      }
    }
    return true;
  }
}
