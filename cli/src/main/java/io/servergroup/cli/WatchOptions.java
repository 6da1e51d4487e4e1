package io.servergroup.cli;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** How a rollout is followed, as it was given. */
final class WatchOptions {
  private static final int LONGEST = 3_600;
  private static final String USUAL = "5";

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      defaultValue = USUAL,
      description = "The time between two looks. Default: " + USUAL + ".")
  private String interval;

  @Option(names = "--plain", description = "One line for each news, also on a terminal.")
  private boolean plain;

  /** The same, checked. */
  WatchArguments arguments(List<String> findings, boolean json) {
    OptionalInt seconds = Numbers.whole(interval, 1, LONGEST);
    if (seconds.isEmpty()) {
      findings.add(Expected.INTERVAL.instead(interval));
    }
    return new WatchArguments(Duration.ofSeconds(seconds.orElse(1)), plain, json);
  }
}
