package io.servergroup.simulator.aws.cloudformation;

import io.servergroup.simulator.api.CallPath;
import io.servergroup.simulator.api.ServiceError;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What CloudFormation says of its stacks; whoever plays CloudFormation sets it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html">DescribeStacks</a>
 */
public final class Stacks {
  /**
   * The call, as others see it.
   *
   * @param stackName the name or the ARN
   */
  public record DescribeStacks(String stackName) {}

  /**
   * A stack.
   *
   * @param status such as {@code UPDATE_IN_PROGRESS}
   */
  private record Stack(String id, String status, Instant created) {
    String name() {
      return id.split("/", -1)[1];
    }
  }

  private final Simulation simulation;
  private final CallPath path;
  private final Map<String, Stack> byId = new LinkedHashMap<>();

  public Stacks(Simulation simulation, CallPath path) {
    this.simulation = simulation;
    this.path = path;
  }

  /**
   * Sets the status of a stack, which is created when there is none.
   *
   * @param id its ARN
   */
  public void set(String id, String status) {
    Stack before = byId.get(id);
    byId.put(id, new Stack(id, status, before == null ? simulation.now() : before.created()));
    simulation.trace().add("cloudformation", id, status);
  }

  /**
   * The response of DescribeStacks, as an SDK integration of Step Functions gives it.
   *
   * @throws AwsServiceException ValidationError when there is no such stack
   */
  public Map<String, Object> describe(String nameOrId) {
    return path.call(
        "cloudformation",
        "DescribeStacks",
        new DescribeStacks(nameOrId),
        () -> Map.of("Stacks", List.of(description(find(nameOrId)))));
  }

  private Stack find(String nameOrId) {
    return byId.values().stream()
        .filter(stack -> stack.id().equals(nameOrId) || stack.name().equals(nameOrId))
        .findFirst()
        .orElseThrow(
            () ->
                ServiceError.of(
                    AwsServiceException.builder(),
                    "CloudFormation",
                    400,
                    "ValidationError",
                    "Stack with id " + nameOrId + " does not exist"));
  }

  private static Map<String, Object> description(Stack stack) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("StackId", stack.id());
    fields.put("StackName", stack.name());
    fields.put("CreationTime", stack.created().toString());
    fields.put("StackStatus", stack.status());
    return fields;
  }
}
