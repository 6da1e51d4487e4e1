package io.servergroup.cli.past;

import io.servergroup.cli.story.Life;
import io.servergroup.group.TemplateVersion;
import java.util.HashMap;
import java.util.Map;

/**
 * Which versions of their launch template instances were launched from. Servers tell it of those
 * they have now. Of those that left, no service does: the rollout did in the reason for which it
 * chose them, which names only the first of many.
 */
final class Versions {
  private final Map<String, TemplateVersion> known = new HashMap<>();
  private final String target;

  Versions(Past past, PlannedRollout plan) {
    this.target = plan.version();
    past.exits(States.NEXT_BATCH)
        .forEach(event -> Named.versions(event.reason()).forEach(known::putIfAbsent));
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
