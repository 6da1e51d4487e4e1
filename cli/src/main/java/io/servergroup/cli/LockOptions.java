package io.servergroup.cli;

import io.servergroup.aws.AwsClients;
import io.servergroup.aws.LockTables;
import io.servergroup.aws.UnreadableException;
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
   * @throws UnreadableException when none is found, when the one that was given is not there, and
   *     when DynamoDB cannot be asked
   */
  String table(AwsClients clients, String group) {
    LockTables tables = new LockTables(clients);
    return UnreadableException.reading(
        "dynamodb:GetItem", () -> table == null ? tables.of(group) : tables.named(table, group));
  }
}
