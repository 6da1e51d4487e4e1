package io.servergroup.cli;

import picocli.CommandLine.Option;

/** Where the locks of rollouts are. */
final class LockOptions {
  @Option(
      names = "--lock-table",
      paramLabel = "NAME",
      defaultValue = "ServerGroupLocks",
      description = "The DynamoDB table of rollout locks. Default: ${DEFAULT-VALUE}.")
  private String table;

  String table() {
    return table;
  }
}
