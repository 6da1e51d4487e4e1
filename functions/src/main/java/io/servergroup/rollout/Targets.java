package io.servergroup.rollout;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.TemplateReference;
import io.servergroup.group.TemplateVersion;
import io.servergroup.health.Server;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The version that each launch template reference stands for. Groups mostly share one reference, so
 * this stays small however many groups there are.
 *
 * @param versions the number a reference such as {@code lt-0abc $Latest} resolved to
 */
public record Targets(Map<TemplateReference, Long> versions) {
  /** Between template id and version where a reference is written as one text. */
  private static final char SEPARATOR = ' ';

  public Targets {
    versions = new LinkedHashMap<>(versions);
  }

  /** The references the groups name, each once. */
  public static Set<TemplateReference> referencesOf(ServerGroup group) {
    Set<TemplateReference> references = new LinkedHashSet<>();
    group.autoScalingGroups().forEach(each -> each.template().ifPresent(references::add));
    return references;
  }

  /** The inverse of {@link #asTexts}. */
  public static Targets ofTexts(Map<String, Long> texts) {
    Map<TemplateReference, Long> versions = new LinkedHashMap<>();
    texts.forEach(
        (text, number) -> {
          int at = text.indexOf(SEPARATOR);
          versions.put(
              new TemplateReference(text.substring(0, at), text.substring(at + 1)), number);
        });
    return new Targets(versions);
  }

  /** For a state machine's state: {@code "lt-0abc $Latest"} to 7. */
  public Map<String, Long> asTexts() {
    Map<String, Long> texts = new LinkedHashMap<>();
    versions.forEach(
        (reference, number) ->
            texts.put(reference.templateId() + SEPARATOR + reference.version(), number));
    return texts;
  }

  /** What instances of the group should be launched from; empty when its reference is not here. */
  public Optional<TemplateVersion> of(AutoScalingGroup group) {
    return group
        .template()
        .filter(versions::containsKey)
        .map(reference -> new TemplateVersion(reference.templateId(), versions.get(reference)));
  }

  /** True when an instance fills the server's place that was not launched from the target. */
  public boolean isOutdated(Server server) {
    return server.instance().isPresent() && !isAtTarget(server.group(), server.instance().get());
  }

  /** True when the instance was launched from the version its group should have. */
  public boolean isAtTarget(AutoScalingGroup group, Instance instance) {
    return instance.template().isPresent() && instance.template().equals(of(group));
  }

  /**
   * In what the groups' launch templates now differ from these targets, in words; empty when what a
   * group would launch now is what was pinned.
   *
   * @param now what the groups' references resolve to now
   */
  public List<String> movedSince(ServerGroup group, Targets now) {
    Set<String> moves = new LinkedHashSet<>();
    for (AutoScalingGroup each : group.autoScalingGroups()) {
      Optional<TemplateVersion> pinned = of(each);
      Optional<TemplateVersion> resolved = now.of(each);
      if (pinned.isEmpty()) {
        moves.add(
            each.name() + " now names " + reference(each) + ", which it did not at the start");
      } else if (resolved.isEmpty()) {
        moves.add(reference(each) + " cannot be resolved any more");
      } else if (!resolved.equals(pinned)) {
        moves.add(
            reference(each)
                + " was version "
                + pinned.get().number()
                + " at the start and is "
                + resolved.get().number()
                + " now");
      }
    }
    return new ArrayList<>(moves);
  }

  private static String reference(AutoScalingGroup group) {
    return group
        .template()
        .map(t -> "launch template " + t.templateId() + " version " + t.version())
        .orElse("no launch template");
  }
}
