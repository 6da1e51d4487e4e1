package io.servergroup.cli;

import io.servergroup.aws.AwsClients;
import io.servergroup.aws.LockTables;
import picocli.CommandLine.Option;

/** Where the locks of rollouts are. */
final class LockOptions {
  @Option(
      names = "--lock-table",
      paramLabel = "NAME",
      description =
          "The DynamoDB table of rollout locks. Default: GROUP-rollout-locks if there is such a"
              + " table, else ServerGroupLocks.")
  private String table;

  /**
   * The name of the table; looked for if nobody gave one.
   *
   * @throws io.servergroup.aws.UnreadableException when none is found
   */
  String table(AwsClients clients, String group) {
    return table == null ? new LockTables(clients).of(group) : table;
  }
}
