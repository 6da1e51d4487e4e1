package io.servergroup.aws;

import java.util.Map;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Finds the table that the locks of a server group are in, for whoever was not told its name. */
public final class LockTables {
  /** Of the control plane for groups that exist already: one table for all of them. */
  private static final String OF_ALL_GROUPS = "ServerGroupLocks";

  /** After the name of a server group that was deployed together with its control plane. */
  private static final String OF_ONE_GROUP = "-rollout-locks";

  /**
   * What DynamoDB takes for the name of a table; a server group's name may be anything.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">Supported
   *     data types and naming rules in Amazon DynamoDB</a>
   */
  private static final Pattern TABLE = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");

  private final DynamoDbClient dynamoDb;

  public LockTables(AwsClients clients) {
    this.dynamoDb = clients.dynamoDb();
  }

  /**
   * The table of this group's locks: the group's own if it exists, else the one for all groups.
   *
   * @return its name
   * @throws UnreadableException when neither exists
   */
  public String of(String serverGroup) {
    List<String> names = names(serverGroup);
    ResourceNotFoundException missing = null;
    for (String name : names) {
      try {
        ask(name, serverGroup);
        return name;
      } catch (ResourceNotFoundException e) {
        missing = e;
      }
    }
    throw UnreadableException.of(
        "no table of rollout locks was found; tried were %s; name the table with --lock-table, or check the names of the group and the region"
            .formatted(String.join(" and ", names)),
        missing);
  }

  /**
   * The table that somebody names.
   *
   * @return its name
   * @throws UnreadableException when it does not exist
   */
  public String named(String table, String serverGroup) {
    try {
      ask(table, serverGroup);
      return table;
    } catch (ResourceNotFoundException e) {
      throw UnreadableException.of(
          "--lock-table: found '%s', which is no table of this account and region; right is the name of the table of rollout locks, or to leave the option out so that it is looked for"
              .formatted(table),
          e);
    }
  }

  private void ask(String table, String serverGroup) {
    dynamoDb.getItem(
        request ->
            request
                .tableName(table)
                .key(Map.of(RolloutLock.KEY, AttributeValue.fromS(serverGroup))));
  }

  private static List<String> names(String serverGroup) {
    return Stream.of(serverGroup + OF_ONE_GROUP, OF_ALL_GROUPS)
        .filter(name -> TABLE.matcher(name).matches())
        .toList();
  }
}
