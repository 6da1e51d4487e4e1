package io.servergroup.simulator.aws.cloudformation;

import io.servergroup.simulator.api.CallPath;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;

/**
 * The SDK's client of simulated CloudFormation; models DescribeStacks of one stack.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html">DescribeStacks</a>
 */
public final class SimulatedCloudFormationClient implements CloudFormationClient {
  private final CallPath path;
  private final Stacks stacks;

  public SimulatedCloudFormationClient(CallPath path, Stacks stacks) {
    this.path = path;
    this.stacks = stacks;
  }

  @Override
  public DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
    if (request.stackName() == null || request.nextToken() != null) {
      throw new UnsupportedOperationException(
          "of DescribeStacks only StackName is simulated, and not without it: " + request);
    }
    return path.call(
        "cloudformation",
        "DescribeStacks",
        request,
        () -> DescribeStacksResponse.builder().stacks(stacks.require(request.stackName())).build());
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Holds nothing that would have to be released.
  }
}
