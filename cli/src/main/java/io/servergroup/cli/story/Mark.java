package io.servergroup.cli.story;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * Something that happened to a rollout from outside.
 *
 * @param at since the rollout was started
 * @param server it happened to; empty when it concerns none, or several
 */
public record Mark(Duration at, Kind kind, OptionalInt server, String text) {
  /** What kind of thing. */
  public enum Kind {
    FAULT("fault"),
    PERSON("person"),
    ALARM("alarm"),
    RULE("broken rule");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** In a word or two. */
    public String label() {
      return label;
    }
  }
}
