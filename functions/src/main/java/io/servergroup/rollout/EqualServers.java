package io.servergroup.rollout;

import io.servergroup.group.Instance;
import io.servergroup.group.TemplateVersion;
import io.servergroup.health.GroupHealth;
import io.servergroup.health.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The servers that a rollout leaves alone because what they were launched from holds the same as
 * their target, though its number is another.
 *
 * @param byVersion how many of them run a version; never zero
 * @param sameAs by the same version: one of the targets that holds the same
 */
public record EqualServers(
    SortedMap<TemplateVersion, Integer> byVersion,
    SortedMap<TemplateVersion, TemplateVersion> sameAs) {
  /** There are none. */
  public static final EqualServers NONE = new EqualServers(new TreeMap<>(), new TreeMap<>());

  public EqualServers {
    byVersion = new TreeMap<>(byVersion);
    sameAs = new TreeMap<>(sameAs);
  }

  /** The servers as they are before the rollout. */
  public static EqualServers of(RolloutPlan plan, Situation before) {
    Aim aim = Aim.at(plan, before);
    SortedMap<TemplateVersion, Integer> byVersion = new TreeMap<>();
    SortedMap<TemplateVersion, TemplateVersion> sameAs = new TreeMap<>();
    for (GroupHealth.Verdict verdict : before.health().servers()) {
      Server server = verdict.server();
      if (aim.isAtTarget(server)) {
        TemplateVersion runs = server.instance().flatMap(Instance::template).orElseThrow();
        TemplateVersion target = aim.of(server.group()).orElseThrow();
        if (!runs.equals(target)) {
          byVersion.merge(runs, 1, Integer::sum);
          sameAs.putIfAbsent(runs, target);
        }
      }
    }
    return new EqualServers(byVersion, sameAs);
  }

  /** How many there are. */
  public int count() {
    return byVersion.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Who is left alone, and why, in words; empty text when there is nobody. */
  public String words() {
    List<String> words = new ArrayList<>();
    byVersion.forEach(
        (version, servers) ->
            words.add(
                "%d at %s, which holds the same launch template data as %s"
                    .formatted(servers, version, sameAs.get(version))));
    return Listing.of(words);
  }
}
