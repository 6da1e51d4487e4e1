package io.servergroup.aws;

import io.servergroup.stack.StackStatus;

/** Reads what CloudFormation is doing with a stack. */
public final class StackStatusReader {
  private final AwsClients clients;

  public StackStatusReader(AwsClients clients) {
    this.clients = clients;
  }

  /**
   * The status of a stack.
   *
   * @param stackId its ARN
   * @throws UnreadableException when AWS does not tell
   */
  public StackStatus status(String stackId) {
    return UnreadableException.reading(
        "cloudformation:DescribeStacks",
        () ->
            new StackStatus(
                clients
                    .cloudFormation()
                    .describeStacks(request -> request.stackName(stackId))
                    .stacks()
                    .getFirst()
                    .stackStatusAsString()));
  }
}
