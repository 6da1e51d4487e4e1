package io.servergroup.simulator.states;

import io.servergroup.simulator.kernel.Timer;
import io.servergroup.simulator.states.definition.ErrorRules;
import io.servergroup.simulator.states.definition.State;
import java.time.Duration;
import java.util.List;

/** A visit that may be tried again, and whose failure may be caught. */
abstract class RetryingVisit extends Visit {
  private final ErrorRules rules;
  private int[] attempts;
  private int retries;
  private boolean caught;
  private Timer retryTimer = () -> {};

  RetryingVisit(Branch branch, State state, ErrorRules rules, Object input) {
    super(branch, state, input);
    this.rules = rules;
    this.attempts = new int[rules.retriers().size()];
  }

  /** Does the work once; also the work of every retry. */
  abstract void attempt();

  /** Records that the state gives up, where AWS has an event for that. */
  void recordGivingUp() {}

  @Override
  final void begin() {
    attempt();
  }

  @Override
  final int retryCount() {
    return retries;
  }

  @Override
  void abort() {
    retryTimer.cancel();
  }

  /** Forgets retries and catches of earlier times. */
  final void resetForRedrive() {
    attempts = new int[rules.retriers().size()];
    retries = 0;
    caught = false;
  }

  @Override
  final void failed(Failure failure) {
    if (caught) {
      super.failed(failure);
      return;
    }
    int retrier = matchingRetrier(failure.error());
    if (retrier >= 0 && attempts[retrier] < rules.retriers().get(retrier).maxAttempts()) {
      scheduleRetry(retrier);
      return;
    }
    recordGivingUp();
    ErrorRules.Catcher catcher = matchingCatcher(failure.error());
    if (catcher == null) {
      super.failed(failure);
    } else {
      caught = true;
      statesVariable().errorOutput(failure.output());
      guarded(() -> exit(catcher.output(), catcher.assign(), failure.output(), catcher.next()));
    }
  }

  private int matchingRetrier(String error) {
    List<ErrorRules.Retrier> retriers = rules.retriers();
    for (int i = 0; i < retriers.size(); i++) {
      if (ErrorRules.matches(retriers.get(i).errorEquals(), error)) {
        return i;
      }
    }
    return -1;
  }

  private ErrorRules.Catcher matchingCatcher(String error) {
    for (ErrorRules.Catcher catcher : rules.catchers()) {
      if (ErrorRules.matches(catcher.errorEquals(), error)) {
        return catcher;
      }
    }
    return null;
  }

  private void scheduleRetry(int index) {
    ErrorRules.Retrier retrier = rules.retriers().get(index);
    double seconds = retrier.delaySeconds(attempts[index]);
    if (retrier.fullJitter()) {
      seconds *= execution().random().nextDouble();
    }
    attempts[index]++;
    retries++;
    execution().countTransition();
    Duration delay = Duration.ofMillis(Math.round(Math.min(seconds, 1e9) * 1000));
    retryTimer =
        execution()
            .at(
                execution().now().plus(delay),
                "retry " + state().name(),
                () -> guarded(this::attempt));
  }
}
