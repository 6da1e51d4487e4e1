package io.servergroup.stack;

import java.util.Map;

/** The text of the parameter RolloutOptions, as far as it is JSON. */
public sealed interface RolloutOptions {
  /** An object; an empty text is one without fields. */
  record Fields(Map<String, ?> byName) implements RolloutOptions {}

  /**
   * No JSON object.
   *
   * @param why in words
   */
  record NoObject(String why) implements RolloutOptions {}
}
