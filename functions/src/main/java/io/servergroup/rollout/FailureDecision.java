package io.servergroup.rollout;

import java.time.Instant;
import java.util.Optional;

/** What follows when a rollout can not go on. */
public sealed interface FailureDecision {
  /** End it, with this error and cause. */
  record End(FailureText failure) implements FailureDecision {}

  /** Take the replaced servers back. */
  record TurnBack(RolloutPlan plan, Course course) implements FailureDecision {}

  /**
   * Decides.
   *
   * @param failure what happened
   * @param course how far the rollout was
   * @param lock what the item of the lock says, with what the servers replaced so far came from
   * @param execution the ARN of the rollout's own execution
   */
  static FailureDecision of(
      RolloutPlan plan,
      FailureText failure,
      Course course,
      LockState lock,
      String execution,
      Instant now) {
    Optional<StopCategory> category = StopCategory.of(failure.error());
    if (plan.isRollback()) {
      return new End(failedRollback(plan.rollback().get(), failure, category));
    }
    if (plan.onFailure() == OnFailure.STOP
        || category.filter(StopCategory::mayRollBack).isEmpty()) {
      return new End(failure);
    }
    if (!lock.holder().equals(Optional.of(execution))) {
      return new End(
          with(failure, "the lock is not this rollout's any more, so nothing is taken back"));
    }
    if (lock.origins().isEmpty()) {
      return new End(
          with(
              failure,
              course.replaced() == 0
                  ? "nothing had been replaced, so there is nothing to take back"
                  : "nothing tells what the replaced servers came from, so none is taken back"));
    }
    Rollback because = new Rollback(failure.error(), failure.cause());
    int replaced = Math.max(lock.origins().size(), course.replaced());
    return new TurnBack(plan.back(because, now, replaced), Course.START.countedOn(course));
  }

  /** Whoever stops a rollback has stopped it; all else means that the old version is broken too. */
  private static FailureText failedRollback(
      Rollback rollback, FailureText failure, Optional<StopCategory> category) {
    String why = "the rollout had failed (" + rollback.error() + ": " + rollback.cause() + ")";
    return category.equals(Optional.of(StopCategory.OPERATOR))
        ? with(failure, "while the servers were being taken back, because " + why)
        : new FailureText(
            Rollback.ROLLBACK_FAILED,
            FailureText.cut(
                "The servers could not be taken back to the versions they came from: "
                    + failure.error()
                    + ": "
                    + failure.cause()
                    + ". They were taken back because "
                    + why));
  }

  private static FailureText with(FailureText failure, String more) {
    return new FailureText(failure.error(), FailureText.cut(failure.cause() + "; " + more));
  }
}
