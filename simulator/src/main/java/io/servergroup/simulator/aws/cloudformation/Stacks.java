package io.servergroup.simulator.aws.cloudformation;

import io.servergroup.simulator.api.ServiceError;
import io.servergroup.simulator.kernel.Simulation;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** What CloudFormation says of its stacks; whoever plays CloudFormation sets it. */
public final class Stacks {
  private final Simulation simulation;
  private final Map<String, Stack> byId = new LinkedHashMap<>();

  public Stacks(Simulation simulation) {
    this.simulation = simulation;
  }

  /**
   * Sets the status of a stack, which is created when there is none.
   *
   * @param id its ARN
   * @param status such as {@code UPDATE_IN_PROGRESS}
   */
  public void set(String id, String status) {
    Stack before = byId.get(id);
    byId.put(
        id,
        Stack.builder()
            .stackId(id)
            .stackName(id.split("/", -1)[1])
            .creationTime(before == null ? simulation.now() : before.creationTime())
            .stackStatus(status)
            .build());
    simulation.trace().add("cloudformation", id, status);
  }

  /**
   * A stack.
   *
   * @throws CloudFormationException ValidationError when there is no such stack
   */
  Stack require(String nameOrId) {
    return byId.values().stream()
        .filter(stack -> stack.stackId().equals(nameOrId) || stack.stackName().equals(nameOrId))
        .findFirst()
        .orElseThrow(
            () ->
                ServiceError.of(
                    CloudFormationException.builder(),
                    "CloudFormation",
                    400,
                    "ValidationError",
                    "Stack with id " + nameOrId + " does not exist"));
  }
}
