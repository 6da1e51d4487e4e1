package io.servergroup.cli;

import io.servergroup.group.HookNames;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The names of our lifecycle hooks, where they are not the usual ones. */
final class HookOptions {
  @Option(
      names = "--launch-hook",
      paramLabel = "NAME",
      description =
          "The hook that holds launches, if the functions are set to another name than"
              + " server-group-launch.")
  private String launchHook;

  @Option(
      names = "--terminate-hook",
      paramLabel = "NAME",
      description =
          "The hook that holds terminations, if the functions are set to another name than"
              + " server-group-terminate.")
  private String terminateHook;

  HookNames names() {
    return new HookNames(
        Optional.ofNullable(launchHook).orElse(HookNames.USUAL.launching()),
        Optional.ofNullable(terminateHook).orElse(HookNames.USUAL.terminating()));
  }
}
