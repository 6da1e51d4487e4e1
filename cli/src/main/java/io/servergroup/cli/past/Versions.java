package io.servergroup.cli.past;

import io.servergroup.cli.story.Life;
import io.servergroup.group.TemplateVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which versions of their launch template instances were launched from. Servers tell it of those
 * they have now; of those that left no service does, but the rollout that chose them.
 */
final class Versions {
  private final Map<String, TemplateVersion> known = new HashMap<>();
  private final String target;

  Versions(Past past, PlannedRollout plan, List<Batch> batches) {
    this.target = plan.version();
    batches.stream()
        .flatMap(batch -> batch.servers().stream())
        .forEach(left -> left.version().ifPresent(version -> known.put(left.instance(), version)));
    past.servers()
        .forEach(now -> now.version().ifPresent(version -> known.put(now.instance(), version)));
  }

  /** In words; empty text when nobody knows. */
  String of(String instance, Life.Kind kind) {
    TemplateVersion version = known.get(instance);
    if (version != null) {
      return Long.toString(version.number());
    }
    return kind == Life.Kind.TARGET ? target : "";
  }
}
