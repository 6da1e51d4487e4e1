package io.servergroup.simulator.rehearsal;

import io.servergroup.lambda.AcquireLockHandler;
import io.servergroup.lambda.AnswerStackHandler;
import io.servergroup.lambda.AskPersonHandler;
import io.servergroup.lambda.CheckServersHandler;
import io.servergroup.lambda.ClusterInputsHandler;
import io.servergroup.lambda.ControlRolloutHandler;
import io.servergroup.lambda.DnsRecordsHandler;
import io.servergroup.lambda.FailureHandler;
import io.servergroup.lambda.NextBatchHandler;
import io.servergroup.lambda.PrepareHandler;
import io.servergroup.lambda.ReconcileHandler;
import io.servergroup.lambda.ReleaseLockHandler;
import io.servergroup.lambda.ReplaceServersHandler;
import io.servergroup.lambda.RolloutEndedHandler;
import io.servergroup.lambda.RolloutResourceHandler;
import io.servergroup.lambda.StackRolloutHandler;
import io.servergroup.lambda.Wiring;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * One function of the control plane as it is deployed.
 *
 * @param name also the stem of the substitution that state machines know it by: {@code
 *     ${PrepareFunctionArn}}
 * @param timeout after which Lambda kills an invocation
 * @param handler makes its handler
 */
record DeployedFunction(String name, Duration timeout, Function<Wiring, ?> handler) {
  static final String RECONCILE = "Reconcile";
  static final String ROLLOUT_ENDED = "RolloutEnded";
  static final String CONTROL = "ControlRollout";
  static final String ROLLOUT_RESOURCE = "RolloutResource";
  static final String ANSWER_STACK = "AnswerStack";
  static final String DNS_RECORDS = "DnsRecords";
  static final String CLUSTER_INPUTS = "ClusterInputs";

  static List<DeployedFunction> all() {
    return List.of(
        new DeployedFunction(RECONCILE, Duration.ofSeconds(180), ReconcileHandler::new),
        new DeployedFunction("Prepare", Duration.ofSeconds(900), PrepareHandler::new),
        new DeployedFunction("AcquireLock", Duration.ofSeconds(60), AcquireLockHandler::new),
        new DeployedFunction("NextBatch", Duration.ofSeconds(300), NextBatchHandler::new),
        new DeployedFunction("ReplaceServers", Duration.ofSeconds(900), ReplaceServersHandler::new),
        new DeployedFunction("CheckServers", Duration.ofSeconds(300), CheckServersHandler::new),
        new DeployedFunction("AskPerson", Duration.ofSeconds(60), AskPersonHandler::new),
        new DeployedFunction("Failure", Duration.ofSeconds(60), FailureHandler::new),
        new DeployedFunction("ReleaseLock", Duration.ofSeconds(60), ReleaseLockHandler::new),
        new DeployedFunction(ROLLOUT_ENDED, Duration.ofSeconds(60), RolloutEndedHandler::new),
        new DeployedFunction(CONTROL, Duration.ofSeconds(60), ControlRolloutHandler::new),
        new DeployedFunction(
            ROLLOUT_RESOURCE, Duration.ofSeconds(120), RolloutResourceHandler::new),
        new DeployedFunction("StackRollout", Duration.ofSeconds(120), StackRolloutHandler::new),
        new DeployedFunction(ANSWER_STACK, Duration.ofSeconds(120), AnswerStackHandler::new),
        new DeployedFunction(DNS_RECORDS, Duration.ofSeconds(180), DnsRecordsHandler::new),
        new DeployedFunction(CLUSTER_INPUTS, Duration.ofSeconds(120), ClusterInputsHandler::new));
  }
}
