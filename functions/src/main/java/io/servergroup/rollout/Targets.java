package io.servergroup.rollout;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.TemplateReference;
import io.servergroup.group.TemplateVersion;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the launch templates of a group stand for. Groups mostly share one reference, so this stays
 * small however many groups there are.
 *
 * @param versions the number a reference such as {@code lt-0abc $Latest} resolved to
 * @param fixed by the id of a launch template: the version every group is to be given, whatever it
 *     names now; empty when groups are rolled to what they name
 * @param equal which versions held the same data at the start
 */
public record Targets(
    Map<TemplateReference, Long> versions, Map<String, Long> fixed, EqualVersions equal) {
  /** Between template id and version where a reference is written as one text. */
  private static final char SEPARATOR = ' ';

  public Targets {
    versions = new LinkedHashMap<>(versions);
    fixed = new LinkedHashMap<>(fixed);
  }

  /** Groups are rolled to what they name, and no versions were compared. */
  public Targets(Map<TemplateReference, Long> versions) {
    this(versions, Map.of(), EqualVersions.NONE);
  }

  /** The references the groups name, each once. */
  public static Set<TemplateReference> referencesOf(ServerGroup group) {
    Set<TemplateReference> references = new LinkedHashSet<>();
    group.autoScalingGroups().forEach(each -> each.template().ifPresent(references::add));
    return references;
  }

  /** The inverse of {@link #asTexts}. */
  public static Map<TemplateReference, Long> ofTexts(Map<String, Long> texts) {
    Map<TemplateReference, Long> versions = new LinkedHashMap<>();
    texts.forEach(
        (text, number) -> {
          int at = text.indexOf(SEPARATOR);
          versions.put(
              new TemplateReference(text.substring(0, at), text.substring(at + 1)), number);
        });
    return versions;
  }

  /** For a state machine's state: {@code "lt-0abc $Latest"} to 7. */
  public Map<String, Long> asTexts() {
    Map<String, Long> texts = new LinkedHashMap<>();
    versions.forEach(
        (reference, number) ->
            texts.put(reference.templateId() + SEPARATOR + reference.version(), number));
    return texts;
  }

  /** The same references, but every group is to be given these versions. */
  public Targets withFixed(Map<String, Long> versionsByTemplate) {
    return new Targets(versions, versionsByTemplate, equal);
  }

  /** The same, and what names a number stands for that. */
  public Targets withNumbers(Collection<TemplateReference> references) {
    Map<TemplateReference, Long> all = new LinkedHashMap<>(versions);
    references.forEach(each -> each.number().ifPresent(number -> all.put(each, number)));
    return new Targets(all, fixed, equal);
  }

  /** The same targets, and what is known of the versions that servers run. */
  public Targets withEqual(EqualVersions versionsAlike) {
    return new Targets(versions, fixed, versionsAlike);
  }

  /**
   * The versions that have to be compared to know which instances are outdated: those of instances,
   * in their group or its warm pool, that were launched from another version than their target, and
   * these targets.
   */
  public SortedSet<TemplateVersion> toCompare(ServerGroup group) {
    SortedSet<TemplateVersion> versionsToCompare = new TreeSet<>();
    for (AutoScalingGroup each : group.autoScalingGroups()) {
      of(each)
          .ifPresent(
              target ->
                  Stream.concat(
                          each.instances().stream(),
                          group.warmPoolsOf(each).flatMap(pool -> pool.instances().stream()))
                      .flatMap(instance -> instance.template().stream())
                      .filter(version -> !version.equals(target))
                      .forEach(
                          version -> {
                            versionsToCompare.add(version);
                            versionsToCompare.add(target);
                          }));
    }
    return versionsToCompare;
  }

  /** Whether an instance was launched from its group's target, or from an equal version. */
  public boolean areMetBy(AutoScalingGroup group, Instance instance) {
    return of(group)
        .flatMap(target -> instance.template().filter(run -> equal.areEqual(run, target)))
        .isPresent();
  }

  /** Whether groups are given a version rather than rolled to the one they name. */
  public boolean areFixed() {
    return !fixed.isEmpty();
  }

  /** Whether this reference was named when the versions were resolved. */
  boolean knows(TemplateReference reference) {
    return versions.containsKey(reference);
  }

  /** What instances of the group should be launched from; empty when its reference is not here. */
  public Optional<TemplateVersion> of(AutoScalingGroup group) {
    return areFixed() ? group.template().flatMap(this::fixed) : named(group);
  }

  /** What the group's own reference stood for; empty when it is not here. */
  Optional<TemplateVersion> named(AutoScalingGroup group) {
    return group.template().flatMap(this::named);
  }

  private Optional<TemplateVersion> fixed(TemplateReference reference) {
    return Optional.ofNullable(fixed.get(reference.templateId()))
        .map(number -> new TemplateVersion(reference.templateId(), number));
  }

  private Optional<TemplateVersion> named(TemplateReference reference) {
    return Optional.ofNullable(versions.get(reference))
        .map(number -> new TemplateVersion(reference.templateId(), number));
  }
}
