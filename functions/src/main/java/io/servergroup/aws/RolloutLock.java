package io.servergroup.aws;

import io.servergroup.group.TemplateVersion;
import io.servergroup.rollout.LockState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The lock that keeps two rollouts from one server group: an item per group that names the
 * execution holding it, and remembers what only that rollout needs. Every change is conditional on
 * who holds it: repeating one does no harm, and a function of an execution that lost the lock
 * changes nothing.
 *
 * <p>The table's partition key is the text {@code ServerGroupName}; it needs no other key.
 */
public final class RolloutLock {
  static final String KEY = "ServerGroupName";
  private static final String HOLDER = "ExecutionArn";
  private static final String SINCE = "HeldSince";
  private static final String PAUSE = "PauseRequested";
  private static final String TOKEN = "TaskToken";
  private static final String QUESTION = "WaitingFor";
  private static final String PROGRESS = "Progress";
  private static final String SUMMARY = "Summary";
  private static final String SETTLES = "SettlesAt";
  private static final String BACK = "TurnedBack";
  private static final String CANCELLED = "Cancelled";

  /** Before the name of an Auto Scaling group: the version its servers came from. */
  private static final String ORIGIN = "From/";

  private static final String OURS = HOLDER + " = :holder";

  /**
   * What whoever looks at the group's rollout wants to know.
   *
   * @param token what a person's answer goes to; empty while nobody is asked
   * @param question what a person is asked
   * @param summary the last progress record in one line
   * @param progress the last progress record as JSON
   */
  public record Status(
      LockState state,
      Optional<String> token,
      Optional<String> question,
      Optional<String> summary,
      Optional<String> progress) {}

  private final DynamoDbClient dynamoDb;
  private final String table;

  /**
   * A lock in a table.
   *
   * @param table its name
   */
  public RolloutLock(AwsClients clients, String table) {
    this.dynamoDb = clients.dynamoDb();
    this.table = table;
  }

  /** What the item says, from a consistent read. */
  public LockState state(String serverGroup) {
    return status(serverGroup).state();
  }

  /** Everything the item says, from a consistent read. */
  public Status status(String serverGroup) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(request -> request.tableName(table).key(key(serverGroup)).consistentRead(true))
            .item();
    return new Status(
        new LockState(
            text(item, HOLDER),
            text(item, PAUSE),
            text(item, SETTLES).map(Instant::parse),
            text(item, BACK).isPresent(),
            origins(item)),
        text(item, TOKEN),
        text(item, QUESTION),
        text(item, SUMMARY),
        text(item, PROGRESS));
  }

  /**
   * Takes a lock that nobody holds.
   *
   * @param since for whoever looks at the table
   * @param settlesAt until when a function of the last holder may still do something; empty when
   *     none can
   * @return false when somebody was faster
   */
  public boolean take(
      String serverGroup, String execution, Instant since, Optional<Instant> settlesAt) {
    return put(
        held(serverGroup, execution, since, settlesAt),
        "attribute_not_exists(" + HOLDER + ")",
        Map.of());
  }

  /**
   * Takes over the lock of an execution that no longer runs; what that one remembered is forgotten.
   *
   * @param settlesAt until when a function of the former holder may still do something
   * @return false when that execution no longer holds it
   */
  public boolean takeOver(
      String serverGroup, String formerHolder, String execution, Instant since, Instant settlesAt) {
    return put(
        held(serverGroup, execution, since, Optional.of(settlesAt)),
        OURS,
        Map.of(":holder", value(formerHolder)));
  }

  /**
   * Takes the lock of the execution whose rollout this one goes on with, and all it remembers.
   *
   * @return false when that execution no longer holds it, or was cancelled
   */
  public boolean succeed(String serverGroup, String predecessor, String execution) {
    return update(
        serverGroup,
        predecessor,
        request ->
            request
                .updateExpression("SET " + HOLDER + " = :successor")
                .conditionExpression(OURS + " AND attribute_not_exists(" + CANCELLED + ")"),
        Map.of(":successor", value(execution)));
  }

  /**
   * Keeps the lock from being handed over, because the rollout is cancelled.
   *
   * @param who cancels it, in words
   * @return false when the execution does not hold the lock
   */
  public boolean cancel(String serverGroup, String execution, String who) {
    return update(
        serverGroup,
        execution,
        request -> request.updateExpression("SET " + CANCELLED + " = :who"),
        Map.of(":who", value(who)));
  }

  /**
   * Gives the lock back; only the last progress record stays.
   *
   * @param settlesAt until when a function of the execution may still do something; empty when none
   *     can
   * @return false when the execution did not hold it
   */
  public boolean release(String serverGroup, String execution, Optional<Instant> settlesAt) {
    Status last = status(serverGroup);
    Map<String, AttributeValue> item = new TreeMap<>(key(serverGroup));
    last.progress().ifPresent(json -> item.put(PROGRESS, value(json)));
    last.summary().ifPresent(line -> item.put(SUMMARY, value(line)));
    settlesAt.ifPresent(time -> item.put(SETTLES, value(time.toString())));
    return put(item, OURS, Map.of(":holder", value(execution)));
  }

  /**
   * Remembers what the servers of an Auto Scaling group came from; the first version told stays.
   *
   * @return false when the execution does not hold the lock
   */
  public boolean rememberOrigin(
      String serverGroup, String execution, String group, TemplateVersion version) {
    return update(
        serverGroup,
        execution,
        request ->
            request
                .updateExpression("SET #group = if_not_exists(#group, :version)")
                .expressionAttributeNames(Map.of("#group", ORIGIN + group)),
        Map.of(":version", value(version.toString())));
  }

  /**
   * Marks the rollout as one that takes its servers back, so that functions of its way forward
   * stop; whatever a person was asked, or wanted, on that way is forgotten.
   *
   * @return false when the execution does not hold the lock
   */
  public boolean turnBack(String serverGroup, String execution, Instant when) {
    return update(
        serverGroup,
        execution,
        request ->
            request.updateExpression(
                "SET " + BACK + " = :when REMOVE " + PAUSE + ", " + TOKEN + ", " + QUESTION),
        Map.of(":when", value(when.toString())));
  }

  /**
   * Keeps a progress record.
   *
   * @return false when the execution does not hold the lock
   */
  public boolean tell(String serverGroup, String execution, String summary, String json) {
    return update(
        serverGroup,
        execution,
        request ->
            request.updateExpression("SET " + SUMMARY + " = :summary, " + PROGRESS + " = :json"),
        Map.of(":summary", value(summary), ":json", value(json)));
  }

  /**
   * Keeps what a person's answer has to go to.
   *
   * @param question what the person is asked
   * @return false when the execution does not hold the lock
   */
  public boolean ask(String serverGroup, String execution, String token, String question) {
    return update(
        serverGroup,
        execution,
        request ->
            request.updateExpression("SET " + TOKEN + " = :token, " + QUESTION + " = :question"),
        Map.of(":token", value(token), ":question", value(question)));
  }

  /**
   * Forgets what a person was asked, once that was answered.
   *
   * @param token what the answer went to
   * @return false when the execution does not hold the lock, or has asked anew meanwhile
   */
  public boolean answered(String serverGroup, String execution, String token) {
    return update(
        serverGroup,
        execution,
        request ->
            request
                .updateExpression("REMOVE " + TOKEN + ", " + QUESTION)
                .conditionExpression(OURS + " AND " + TOKEN + " = :token"),
        Map.of(":token", value(token)));
  }

  /**
   * Asks the rollout to pause before its next batch.
   *
   * @param who asks, in words
   * @return false when the execution does not hold the lock
   */
  public boolean requestPause(String serverGroup, String execution, String who) {
    return update(
        serverGroup,
        execution,
        request -> request.updateExpression("SET " + PAUSE + " = :who"),
        Map.of(":who", value(who)));
  }

  /**
   * Withdraws a request to pause; there need not be one.
   *
   * @return false when the execution does not hold the lock
   */
  public boolean withdrawPause(String serverGroup, String execution) {
    return update(
        serverGroup, execution, request -> request.updateExpression("REMOVE " + PAUSE), Map.of());
  }

  private boolean update(
      String serverGroup,
      String holder,
      Consumer<UpdateItemRequest.Builder> change,
      Map<String, AttributeValue> more) {
    Map<String, AttributeValue> values = new TreeMap<>(more);
    values.put(":holder", value(holder));
    return holds(
        () ->
            dynamoDb.updateItem(
                request ->
                    change.accept(
                        request
                            .tableName(table)
                            .key(key(serverGroup))
                            .conditionExpression(OURS)
                            .expressionAttributeValues(values))));
  }

  private boolean put(
      Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
    return holds(
        () ->
            dynamoDb.putItem(
                request -> {
                  request.tableName(table).item(item).conditionExpression(condition);
                  if (!values.isEmpty()) {
                    request.expressionAttributeValues(values);
                  }
                }));
  }

  private static boolean holds(Runnable write) {
    try {
      write.run();
      return true;
    } catch (ConditionalCheckFailedException otherwise) {
      return false;
    }
  }

  private static Map<String, AttributeValue> held(
      String serverGroup, String execution, Instant since, Optional<Instant> settlesAt) {
    Map<String, AttributeValue> item = new TreeMap<>(key(serverGroup));
    item.put(HOLDER, value(execution));
    item.put(SINCE, value(since.toString()));
    settlesAt.ifPresent(time -> item.put(SETTLES, value(time.toString())));
    return item;
  }

  private static Map<String, TemplateVersion> origins(Map<String, AttributeValue> item) {
    Map<String, TemplateVersion> origins = new TreeMap<>();
    item.forEach(
        (name, version) -> {
          if (name.startsWith(ORIGIN)) {
            origins.put(name.substring(ORIGIN.length()), TemplateVersion.of(version.s()));
          }
        });
    return origins;
  }

  private static Optional<String> text(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
  }

  private static Map<String, AttributeValue> key(String serverGroup) {
    return Map.of(KEY, value(serverGroup));
  }

  private static AttributeValue value(String text) {
    return AttributeValue.fromS(text);
  }
}
