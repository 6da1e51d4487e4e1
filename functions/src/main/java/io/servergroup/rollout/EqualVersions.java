package io.servergroup.rollout;

import io.servergroup.group.TemplateVersion;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which launch template versions hold the same data, so that a server launched from one is like a
 * server launched from the other. CloudFormation rolls a stack back by updating it to its former
 * properties, and each update makes a version (inferred): the newest one then says what an older
 * one said.
 *
 * @param firsts a version to the first of those that hold what it holds, by template and number; a
 *     version that is the first, or that none was found equal to, is not here
 */
public record EqualVersions(SortedMap<TemplateVersion, TemplateVersion> firsts) {
  /** No version is known to hold what another holds. */
  public static final EqualVersions NONE = new EqualVersions(new TreeMap<>());

  public EqualVersions {
    firsts = new TreeMap<>(firsts);
  }

  /**
   * Compares versions.
   *
   * @param data what each of them holds; a version that can be compared with nothing is left out
   */
  public static <D> EqualVersions among(Map<TemplateVersion, D> data) {
    Map<D, TemplateVersion> firstWith = new HashMap<>();
    SortedMap<TemplateVersion, TemplateVersion> firsts = new TreeMap<>();
    new TreeMap<>(data)
        .forEach(
            (version, held) -> {
              TemplateVersion first = firstWith.putIfAbsent(held, version);
              if (first != null) {
                firsts.put(version, first);
              }
            });
    return new EqualVersions(firsts);
  }

  /** The inverse of {@link #asTexts}. */
  public static EqualVersions ofTexts(Map<String, String> texts) {
    SortedMap<TemplateVersion, TemplateVersion> firsts = new TreeMap<>();
    texts.forEach(
        (version, first) -> firsts.put(TemplateVersion.of(version), TemplateVersion.of(first)));
    return new EqualVersions(firsts);
  }

  /** For a state machine's state: {@code "lt-0abc:3"} to {@code "lt-0abc:1"}. */
  public Map<String, String> asTexts() {
    Map<String, String> texts = new LinkedHashMap<>();
    firsts.forEach((version, first) -> texts.put(version.toString(), first.toString()));
    return texts;
  }

  /** Whether two versions are the same, or hold the same. */
  boolean areEqual(TemplateVersion one, TemplateVersion other) {
    return firstOf(one).equals(firstOf(other));
  }

  /** Stands for all that hold what this version holds. */
  TemplateVersion firstOf(TemplateVersion version) {
    return firsts.getOrDefault(version, version);
  }
}
