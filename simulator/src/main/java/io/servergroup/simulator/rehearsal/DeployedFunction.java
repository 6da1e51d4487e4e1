package io.servergroup.simulator.rehearsal;

import io.servergroup.lambda.AcquireLockHandler;
import io.servergroup.lambda.CheckServersHandler;
import io.servergroup.lambda.NextBatchHandler;
import io.servergroup.lambda.PrepareHandler;
import io.servergroup.lambda.ReconcileHandler;
import io.servergroup.lambda.ReleaseLockHandler;
import io.servergroup.lambda.ReplaceServersHandler;
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

  static List<DeployedFunction> all() {
    return List.of(
        new DeployedFunction(RECONCILE, Duration.ofSeconds(180), ReconcileHandler::new),
        new DeployedFunction("Prepare", Duration.ofSeconds(300), PrepareHandler::new),
        new DeployedFunction("AcquireLock", Duration.ofSeconds(60), AcquireLockHandler::new),
        new DeployedFunction("NextBatch", Duration.ofSeconds(300), NextBatchHandler::new),
        new DeployedFunction("ReplaceServers", Duration.ofSeconds(900), ReplaceServersHandler::new),
        new DeployedFunction("CheckServers", Duration.ofSeconds(300), CheckServersHandler::new),
        new DeployedFunction("ReleaseLock", Duration.ofSeconds(60), ReleaseLockHandler::new));
  }
}
