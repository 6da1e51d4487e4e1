package io.servergroup.lambda;

import io.servergroup.aws.HookNames;
import io.servergroup.identity.EarlyRelease;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the template tells the functions through their environment.
 *
 * @param lockTable the name of the DynamoDB table that holds the rollout locks
 * @param serverGroup the only server group these functions look after; empty for every one there is
 * @param hooks the names of our lifecycle hooks
 * @param earlyRelease what a terminating instance gives back before it is shut down
 */
public record Settings(
    String lockTable, Optional<String> serverGroup, HookNames hooks, EarlyRelease earlyRelease) {
  private static final HookNames USUAL_HOOKS =
      new HookNames("server-group-launch", "server-group-terminate");

  /** Settings for every server group there is, with the usual hooks. */
  public Settings(String lockTable) {
    this(lockTable, Optional.empty(), USUAL_HOOKS, EarlyRelease.INTERFACE);
  }

  /**
   * Reads settings from the environment.
   *
   * @throws IllegalStateException naming every variable that is missing or wrong, and what to set
   */
  static Settings of(Map<String, String> environment) {
    List<String> wrong = new ArrayList<>();
    Optional<String> lockTable = text(environment, "LOCK_TABLE");
    if (lockTable.isEmpty()) {
      wrong.add("LOCK_TABLE is missing: set it to the name of the DynamoDB table of locks");
    }
    Optional<EarlyRelease> earlyRelease = earlyRelease(environment, wrong);
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(
          "the function's environment is not complete: " + String.join("; ", wrong));
    }
    return new Settings(
        lockTable.orElseThrow(),
        text(environment, "SERVER_GROUP_NAME"),
        new HookNames(
            text(environment, "LAUNCH_HOOK").orElse(USUAL_HOOKS.launching()),
            text(environment, "TERMINATE_HOOK").orElse(USUAL_HOOKS.terminating())),
        earlyRelease.orElse(EarlyRelease.INTERFACE));
  }

  private static Optional<EarlyRelease> earlyRelease(
      Map<String, String> environment, List<String> wrong) {
    Optional<String> asked = text(environment, "EARLY_RELEASE");
    Optional<EarlyRelease> known =
        asked.flatMap(
            text ->
                Arrays.stream(EarlyRelease.values())
                    .filter(value -> name(value).equals(text))
                    .findFirst());
    if (asked.isPresent() && known.isEmpty()) {
      wrong.add(
          "EARLY_RELEASE is '%s': set it to one of %s"
              .formatted(
                  asked.get(),
                  Arrays.stream(EarlyRelease.values())
                      .map(Settings::name)
                      .collect(Collectors.joining(", "))));
    }
    return known;
  }

  private static String name(EarlyRelease value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static Optional<String> text(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }
}
