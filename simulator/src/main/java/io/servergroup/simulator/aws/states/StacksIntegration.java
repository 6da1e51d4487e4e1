package io.servergroup.simulator.aws.states;

import io.servergroup.simulator.aws.cloudformation.Stacks;
import io.servergroup.simulator.aws.sdk.SdkFailure;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code aws-sdk:cloudformation:describeStacks} of one stack, without an SDK client behind it. */
record StacksIntegration(Stacks stacks, String action) implements Integration {
  static final String SERVICE = "aws-sdk:cloudformation";

  private static final String STACK_NAME = "StackName";

  @Override
  public Supplier<TaskOutcome> prepare(Map<?, ?> arguments) {
    if (!action.equals("describeStacks")
        || !arguments.keySet().equals(Set.of(STACK_NAME))
        || !(arguments.get(STACK_NAME) instanceof String name)) {
      throw new NotSimulatedException(
          "of CloudFormation only describeStacks with a StackName is simulated, not "
              + action
              + " "
              + arguments);
    }
    return () -> new TaskOutcome.Answered(stacks.describe(name));
  }

  @Override
  public TaskOutcome refused(SdkException exception) {
    SdkFailure failure = SdkFailure.of("CloudFormation", exception);
    return new TaskOutcome.Failed(failure.error(), failure.cause());
  }
}
