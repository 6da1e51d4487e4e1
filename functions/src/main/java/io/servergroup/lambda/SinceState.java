package io.servergroup.lambda;

import io.servergroup.rollout.Course.Since;

/**
 * What has happened since the last look at a rollout, as JSON.
 *
 * @param kind {@code NOTHING}, {@code REPLACED}, {@code GIVEN_BACK} or {@code RESUMED}
 * @param servers with {@code REPLACED}: how many
 */
public record SinceState(String kind, int servers) {

  Since since() {
    return switch (kind) {
      case "NOTHING" -> new Since.Nothing();
      case "REPLACED" -> new Since.Replaced(servers);
      case "GIVEN_BACK" -> new Since.GivenBack();
      case "RESUMED" -> new Since.Resumed();
      default ->
          throw new IllegalArgumentException(
              "since.kind is \""
                  + kind
                  + "\"; expected NOTHING, REPLACED, GIVEN_BACK or RESUMED: deploy functions and"
                  + " state machines of one version");
    };
  }
}
