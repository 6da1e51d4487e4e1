package io.servergroup.simulator.aws.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import io.servergroup.simulator.kernel.Simulation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** What a handler learns of its invocation; the time that remains is virtual. */
final class FunctionContext implements Context {
  private final Simulation simulation;
  private final FunctionDefinition function;
  private final String invocation;
  private final String requestId;
  private final String arn;
  private final Instant deadline;

  FunctionContext(
      Simulation simulation,
      FunctionDefinition function,
      String invocation,
      String requestId,
      String arn,
      Instant deadline) {
    this.simulation = simulation;
    this.function = function;
    this.invocation = invocation;
    this.requestId = requestId;
    this.arn = arn;
    this.deadline = deadline;
  }

  @Override
  public String getAwsRequestId() {
    return requestId;
  }

  @Override
  public String getLogGroupName() {
    return "/aws/lambda/" + function.name();
  }

  @Override
  public String getLogStreamName() {
    return invocation;
  }

  @Override
  public String getFunctionName() {
    return function.name();
  }

  @Override
  public String getFunctionVersion() {
    return "$LATEST";
  }

  @Override
  public String getInvokedFunctionArn() {
    return arn;
  }

  @Override
  public CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return Math.toIntExact(Math.max(0, Duration.between(simulation.now(), deadline).toMillis()));
  }

  @Override
  public int getMemoryLimitInMB() {
    return function.memoryMegabytes();
  }

  @Override
  public LambdaLogger getLogger() {
    return new LambdaLogger() {
      @Override
      public void log(String message) {
        simulation.trace().add("lambda", invocation, "log: " + message.stripTrailing());
      }

      @Override
      public void log(byte[] message) {
        log(new String(message, StandardCharsets.UTF_8));
      }
    };
  }
}
