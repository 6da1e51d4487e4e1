package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.cloudformation.ReceivedAnswer;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Acts as CloudFormation for a stack with a cluster and the chain of resources that roll it: one
 * link after the other is asked, each for at most an hour; when one fails, those asked so far are
 * asked again for what was before, with yet another version of the launch template.
 */
final class Formation {
  static final String STACK =
      "arn:aws:cloudformation:eu-west-1:123456789012:stack/tools/51af3dc0-da77-11e4-872e-1234567db123";

  /** ServiceTimeout of the resources. */
  private static final Duration SERVICE_TIMEOUT = Duration.ofHours(1);

  private static final String VERSION = "LaunchTemplateVersion";

  private final Stage stage;
  private final IntConsumer beforeRollout;
  private final List<ReceivedAnswer> answers = new ArrayList<>();
  private Map<String, Object> properties = new LinkedHashMap<>();
  private int requests;

  private Formation(Stage stage, IntConsumer beforeRollout) {
    this.stage = stage;
    this.beforeRollout = beforeRollout;
    properties.put("ServiceToken", "arn:aws:lambda:eu-west-1:123456789012:function:tools:live");
    properties.put("ServiceTimeout", "3600");
    properties.put("ServerGroup", stage.cluster().name());
    properties.put(VERSION, String.valueOf(stage.cluster().newestVersion()));
    properties.put("ClusterSize", String.valueOf(stage.cluster().members().size()));
    properties.put("BatchSize", "1");
    properties.put("SkipHealthCheck", "false");
    properties.put("SkipRollingDeploy", "false");
    properties.put("WaitForCapacityTimeoutMinutes", "10");
    properties.put("RolloutOptions", "{}");
    properties.put("Links", "6");
  }

  /** The stack of a cluster that is being created. */
  static Formation of(Stage stage) {
    return new Formation(stage, batchSize -> {});
  }

  /** The stack of a cluster that a story is told of. */
  static Formation of(Story story) {
    return new Formation(story.stage(), story::expectsRollout);
  }

  /** Something else in the template from the beginning. */
  Formation with(String property, String value) {
    properties.put(property, value);
    return this;
  }

  /** Creates the resources; whether all of them could be. */
  boolean create() {
    status("CREATE_IN_PROGRESS");
    answers.clear();
    return chain(links(), link -> request("Create", link, properties, null));
  }

  /** Updates with a new image; whether that succeeded. Otherwise it was taken back. */
  boolean deploy() {
    return deploy(Map.of());
  }

  boolean deploy(Map<String, String> changes) {
    return deploy(changes, () -> {});
  }

  /**
   * Updates with a new image and further changes.
   *
   * @param whenRollingBack is told when the stack begins to take the update back
   */
  boolean deploy(Map<String, String> changes, Runnable whenRollingBack) {
    Map<String, String> all = new LinkedHashMap<>(changes);
    all.put(VERSION, String.valueOf(stage.cluster().deployNewImage()));
    return update(all, whenRollingBack);
  }

  /** Updates what is said alone; whether that succeeded. Otherwise it was taken back. */
  boolean update(Map<String, String> changes) {
    return update(changes, () -> {});
  }

  private boolean update(Map<String, String> changes, Runnable whenRollingBack) {
    Map<String, Object> before = properties;
    Map<String, Object> after = new LinkedHashMap<>(before);
    after.putAll(changes);
    status("UPDATE_IN_PROGRESS");
    beforeRollout.accept(batchSize(after));
    answers.clear();
    if (chain(links(), link -> request("Update", link, after, before))) {
      properties = after;
      status("UPDATE_COMPLETE");
      return true;
    }
    whenRollingBack.run();
    rollBack(before, after);
    return false;
  }

  private void rollBack(Map<String, Object> before, Map<String, Object> failed) {
    int asked = answers.size();
    Map<String, Object> back = new LinkedHashMap<>(before);
    if (!before.get(VERSION).equals(failed.get(VERSION))) {
      back.put(VERSION, String.valueOf(oldImageAgain()));
    }
    status("UPDATE_ROLLBACK_IN_PROGRESS");
    beforeRollout.accept(batchSize(back));
    boolean rolledBack = chain(asked, link -> request("Update", link, back, failed));
    properties = back;
    status(rolledBack ? "UPDATE_ROLLBACK_COMPLETE" : "UPDATE_ROLLBACK_FAILED");
  }

  private long oldImageAgain() {
    return stage
        .aws()
        .ec2()
        .createLaunchTemplateVersion(
            request ->
                request
                    .launchTemplateId(stage.cluster().templateId())
                    .launchTemplateData(data -> data.imageId("ami-0old").instanceType("t3.medium")))
        .launchTemplateVersion()
        .versionNumber();
  }

  /** Deletes the resources, the last link first; whether all could be. */
  boolean delete() {
    status("DELETE_IN_PROGRESS");
    answers.clear();
    boolean all = true;
    for (int link = links(); link >= 1; link--) {
      all &= awaited(send(request("Delete", link, properties, null))).status().equals("SUCCESS");
    }
    return all;
  }

  /** What one request to a link is made of. */
  private interface Requests {
    Map<String, Object> of(int link);
  }

  private boolean chain(int links, Requests requests) {
    String follows = "";
    for (int link = 1; link <= links; link++) {
      Map<String, Object> request = requests.of(link);
      Map<String, Object> itsProperties = new LinkedHashMap<>();
      ((Map<?, ?>) request.get("ResourceProperties"))
          .forEach((name, value) -> itsProperties.put((String) name, value));
      itsProperties.put("Follows", follows);
      request.put("ResourceProperties", itsProperties);
      ReceivedAnswer answer = awaited(send(request));
      answers.add(answer);
      if (answer.status().equals("FAILED")) {
        return false;
      }
      follows = answer.data().get("Execution");
    }
    return true;
  }

  /** A request to create one link alone. */
  Map<String, Object> createOf(int link) {
    status("CREATE_IN_PROGRESS");
    return request("Create", link, properties, null);
  }

  /** A request for a link that the properties of the stack are changed by. */
  Map<String, Object> updateOf(int link, Map<String, String> changes) {
    Map<String, Object> after = new LinkedHashMap<>(properties);
    after.putAll(changes);
    return request("Update", link, after, properties);
  }

  /** A request for the first link that takes back an update which changed the properties so. */
  Map<String, Object> rollbackOf(Map<String, String> changes) {
    Map<String, Object> failed = new LinkedHashMap<>(properties);
    failed.putAll(changes);
    Map<String, Object> back = new LinkedHashMap<>(properties);
    back.put(VERSION, String.valueOf(oldImageAgain()));
    status("UPDATE_ROLLBACK_IN_PROGRESS");
    beforeRollout.accept(batchSize(back));
    return request("Update", 1, back, failed);
  }

  private Map<String, Object> request(
      String type, int link, Map<String, Object> now, Map<String, Object> before) {
    String requestId = "b3c0%04d-0000-4000-a000-000000000000".formatted(++requests);
    String logicalId = "Rollout" + link;
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("RequestType", type);
    request.put("ServiceToken", now.get("ServiceToken"));
    request.put("ResponseURL", stage.aws().answers().open(STACK, logicalId, requestId));
    request.put("StackId", STACK);
    request.put("RequestId", requestId);
    request.put("LogicalResourceId", logicalId);
    request.put("ResourceType", "Custom::Rollout");
    if (!type.equals("Create")) {
      request.put("PhysicalResourceId", physicalId(link));
    }
    request.put("ResourceProperties", linked(now, link));
    if (before != null) {
      request.put("OldResourceProperties", linked(before, link));
    }
    return request;
  }

  private String physicalId(int link) {
    return stage.cluster().name() + "-Rollout" + link;
  }

  private static Map<String, Object> linked(Map<String, Object> properties, int link) {
    Map<String, Object> linked = new LinkedHashMap<>(properties);
    linked.put("Link", String.valueOf(link));
    return linked;
  }

  /** Invokes the function as CloudFormation does; gives back the request's id. */
  String send(Map<String, Object> request) {
    assertTrue(
        stage.aws().lambda().invokeAsync(DeployedFunction.ROLLOUT_RESOURCE, Json.print(request)));
    return (String) request.get("RequestId");
  }

  /** Waits for an answer as long as CloudFormation does. */
  ReceivedAnswer awaited(String requestId) {
    Instant asked = stage.simulation().now();
    stage.runUntil(() -> answer(requestId).isPresent(), SERVICE_TIMEOUT);
    Optional<ReceivedAnswer> answer = answer(requestId);
    assertTrue(answer.isPresent(), () -> "request " + requestId + " was not answered in time");
    assertTrue(!answer.get().at().isAfter(asked.plus(SERVICE_TIMEOUT)), "too late");
    assertEquals(physicalIdOf(answer.get()), answer.get().physicalId());
    return answer.get();
  }

  private String physicalIdOf(ReceivedAnswer answer) {
    return stage.cluster().name() + "-" + answer.logicalId();
  }

  private Optional<ReceivedAnswer> answer(String requestId) {
    return stage.aws().answers().answer(requestId);
  }

  /** The answers of the last operation in the order of its requests, those of a rollback last. */
  List<ReceivedAnswer> answers() {
    return answers;
  }

  ReceivedAnswer lastAnswer() {
    return answers.getLast();
  }

  List<String> statuses() {
    return answers.stream().map(ReceivedAnswer::status).toList();
  }

  String stackStatus() {
    return stage
        .aws()
        .cloudFormation()
        .describeStacks(request -> request.stackName(STACK))
        .stacks()
        .getFirst()
        .stackStatusAsString();
  }

  void status(String status) {
    stage.aws().stacks().set(STACK, status);
  }

  /** The executions that worked for the stack, the newest first. */
  List<Execution> executions() {
    return stage.aws().engine().executions(stage.controlPlane().deployStackArn());
  }

  /** The rollouts that were started, the newest first. */
  List<Execution> rollouts() {
    return stage.aws().engine().executions(stage.controlPlane().rollingDeployArn());
  }

  private int links() {
    return Integer.parseInt((String) properties.get("Links"));
  }

  private static int batchSize(Map<String, Object> properties) {
    return Integer.parseInt((String) properties.get("BatchSize"));
  }
}
