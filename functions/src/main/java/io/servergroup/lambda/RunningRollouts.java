package io.servergroup.lambda;

import io.servergroup.aws.Executions;
import io.servergroup.aws.RolloutLock;
import java.util.List;
import java.util.Optional;

/**
 * The rollouts of a server group that run. One of them holds the group's lock; others have begun
 * and not come to ask for it: those are executions of the state machine that rolls, which in a
 * stack serves one group alone.
 */
final class RunningRollouts {
  private final RolloutLock lock;
  private final Executions executions;
  private final Optional<String> stateMachine;

  RunningRollouts(Wiring wiring) {
    this.lock = new RolloutLock(wiring.clients(), wiring.settings().lockTable());
    this.executions = new Executions(wiring.clients());
    this.stateMachine = wiring.settings().rollingDeploy();
  }

  /** The one that holds the lock, or else the newest that may still ask for it. */
  Optional<String> first(String serverGroup) {
    return lock.state(serverGroup)
        .holder()
        .filter(executions::isRunning)
        .or(() -> all().stream().findFirst());
  }

  /** Those that do not hold the lock, the newest first. */
  List<String> withoutLock(String serverGroup) {
    Optional<String> holder = lock.state(serverGroup).holder();
    return all().stream().filter(execution -> !Optional.of(execution).equals(holder)).toList();
  }

  private List<String> all() {
    return stateMachine.map(executions::running).orElse(List.of());
  }
}
