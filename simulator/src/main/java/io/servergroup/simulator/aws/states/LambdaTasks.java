package io.servergroup.simulator.aws.states;

import io.servergroup.simulator.aws.lambda.InvocationResult;
import io.servergroup.simulator.aws.lambda.LambdaService;
import io.servergroup.simulator.states.definition.Resource;
import io.servergroup.simulator.states.json.Json;
import io.servergroup.simulator.states.task.RunningTask;
import io.servergroup.simulator.states.task.TaskCall;
import io.servergroup.simulator.states.task.TaskCompletion;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Invokes functions: by {@code lambda:invoke} and by a function's ARN. An invocation goes on when
 * nobody waits for it any more, as on AWS.
 *
 * <p>Throws {@link NotSimulatedException} for arguments that Lambda has but the simulation has not.
 */
final class LambdaTasks {
  private static final Set<String> MEMBERS = Set.of("FunctionName", "Payload", "InvocationType");
  private static final Set<String> NOT_SIMULATED = Set.of("ClientContext", "LogType", "Qualifier");

  private final LambdaService lambda;
  private final ResponseMetadata metadata;
  private final InstantSource clock;

  LambdaTasks(LambdaService lambda, ResponseMetadata metadata, InstantSource clock) {
    this.lambda = lambda;
    this.metadata = metadata;
    this.clock = clock;
  }

  RunningTask start(TaskCall call, TaskCompletion completion) {
    if (call.resource().kind() == Resource.Kind.LAMBDA_FUNCTION) {
      invoke(call.resource().arn(), call.arguments(), false, call, completion);
      return RunningTask.NOT_CANCELLABLE;
    }
    List<String> findings = new ArrayList<>();
    Map<?, ?> arguments = arguments(call, findings);
    if (!findings.isEmpty()) {
      StartRefusal.of(call, findings).report(call, completion);
      return RunningTask.NOT_CANCELLABLE;
    }
    Object payload = arguments.containsKey("Payload") ? arguments.get("Payload") : Map.of();
    invoke((String) arguments.get("FunctionName"), payload, true, call, completion);
    return RunningTask.NOT_CANCELLABLE;
  }

  private static Map<?, ?> arguments(TaskCall call, List<String> findings) {
    if (!(call.arguments() instanceof Map<?, ?> arguments)) {
      findings.add("The arguments must be an OBJECT");
      return Map.of();
    }
    for (Object name : arguments.keySet()) {
      if (NOT_SIMULATED.contains((String) name)) {
        throw new NotSimulatedException("its argument " + name + " is not; leave it out");
      }
      if (!MEMBERS.contains((String) name)) {
        findings.add("The field '" + name + "' is not supported by Step Functions");
      }
    }
    if (!arguments.containsKey("FunctionName")) {
      findings.add("The field 'FunctionName' is required but was missing");
    } else if (!(arguments.get("FunctionName") instanceof String)) {
      findings.add("The value for the field 'FunctionName' must be a STRING");
    }
    if (!"RequestResponse".equals(arguments.get("InvocationType"))
        && arguments.get("InvocationType") != null) {
      throw new NotSimulatedException(
          "InvocationType " + arguments.get("InvocationType") + " is not; leave it out");
    }
    return arguments;
  }

  private void invoke(
      String function,
      Object payload,
      boolean inEnvelope,
      TaskCall call,
      TaskCompletion completion) {
    lambda.invoke(
        function,
        Json.print(payload),
        result -> outcome(result, inEnvelope).report(call, completion));
  }

  private TaskOutcome outcome(InvocationResult result, boolean inEnvelope) {
    return switch (result) {
      case InvocationResult.Success(String payload) -> {
        Object value = Json.parse(payload);
        yield new TaskOutcome.Answered(inEnvelope ? envelope(value) : value);
      }
      case InvocationResult.FunctionError error ->
          new TaskOutcome.Failed(error.errorType(), error.payload());
      case InvocationResult.ServiceFailure(String error, String message) ->
          new TaskOutcome.Failed(error, message);
    };
  }

  private Map<String, Object> envelope(Object payload) {
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("ExecutedVersion", "$LATEST");
    envelope.put("Payload", payload);
    metadata.addLambda(envelope, payload, clock.instant());
    envelope.put("StatusCode", 200);
    return envelope;
  }
}
