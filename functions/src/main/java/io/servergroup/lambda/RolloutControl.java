package io.servergroup.lambda;

import io.servergroup.aws.AwsClients;
import io.servergroup.aws.Executions;
import io.servergroup.aws.RolloutLock;
import io.servergroup.rollout.Decision;
import io.servergroup.rollout.StopCategory;
import java.util.Locale;
import java.util.Optional;

/** What a person can do to a running rollout: pause it, let it go on, stop it. */
public final class RolloutControl {
  /** What a person wants. */
  public enum Action {
    /** Wait before the next batch. */
    PAUSE,
    /** Go on after a checkpoint or a pause. */
    RESUME,
    /** The same, and nothing when nobody is asked yet. */
    APPROVE,
    /** End at a checkpoint or a pause, or at once. */
    CANCEL;

    /** The action of this name, whatever its case. */
    public static Optional<Action> of(String name) {
      return switch (String.valueOf(name).strip().toUpperCase(Locale.ROOT)) {
        case "PAUSE" -> Optional.of(PAUSE);
        case "RESUME" -> Optional.of(RESUME);
        case "APPROVE" -> Optional.of(APPROVE);
        case "CANCEL", "STOP" -> Optional.of(CANCEL);
        default -> Optional.empty();
      };
    }
  }

  /**
   * What came of it.
   *
   * @param done whether it was done; otherwise there was nothing to do it to
   * @param message what was done, or what to do instead
   */
  public record Result(boolean done, String message) {}

  /** The error of an execution that was stopped here. */
  private static final String CANCELLED = StopCategory.OPERATOR.errorName();

  private final RolloutLock lock;
  private final Executions executions;

  /**
   * @param lockTable the name of the table of locks
   */
  public RolloutControl(AwsClients clients, String lockTable) {
    this.lock = new RolloutLock(clients, lockTable);
    this.executions = new Executions(clients);
  }

  /**
   * Does it.
   *
   * @param who asks, and why, in words
   */
  public Result act(String serverGroup, Action action, String who) {
    RolloutLock.Status status = lock.status(serverGroup);
    Optional<String> holder = status.state().holder().filter(executions::isRunning);
    if (holder.isEmpty()) {
      return new Result(
          false,
          "no rollout of server group "
              + serverGroup
              + " is running"
              + status.summary().map(last -> "; the last one: " + last).orElse(""));
    }
    return switch (action) {
      case PAUSE -> pause(serverGroup, holder.get(), who, status);
      case RESUME -> resume(serverGroup, holder.get(), who);
      case APPROVE ->
          status
              .question()
              .map(question -> approve(serverGroup, holder.get(), question, who, status))
              .orElseGet(() -> new Result(false, "it asks nobody; there is nothing to approve"));
      case CANCEL -> cancel(serverGroup, holder.get(), who, status);
    };
  }

  /**
   * Who asks, in words.
   *
   * @param reason why; null or blank when nobody said so
   */
  public static String operator(String reason) {
    return reason == null || reason.isBlank()
        ? "an operator"
        : "an operator (" + reason.strip() + ")";
  }

  /** Asked for in any case: a question may still be there that was answered past this class. */
  private Result pause(
      String serverGroup, String execution, String who, RolloutLock.Status status) {
    if (!lock.requestPause(serverGroup, execution, who)) {
      return changed(serverGroup);
    }
    return new Result(
        true,
        status
            .question()
            .map(question -> "it waits already: " + question)
            .orElse(
                "it pauses before its next batch; the batch under way is still finished, or taken back without a pause if it fails and onFailure is ROLLBACK"));
  }

  /**
   * In an order that can be repeated. The question is looked for after the pause was withdrawn:
   * from then on whoever would ask it finds that nobody wants it any more.
   */
  private Result resume(String serverGroup, String execution, String who) {
    boolean wanted = lock.state(serverGroup).pauseRequested().isPresent();
    if (!lock.withdrawPause(serverGroup, execution)) {
      return changed(serverGroup);
    }
    Optional<String> token = lock.status(serverGroup).token();
    if (token.isEmpty()) {
      return wanted
          ? new Result(true, "the pause was called off before it began")
          : new Result(false, "it waits for nobody; there is nothing to resume");
    }
    return letGoOn(serverGroup, execution, token.get(), who, "it goes on");
  }

  /** Who approves a checkpoint need not know that somebody else wants the rollout to pause. */
  private Result approve(
      String serverGroup,
      String execution,
      String question,
      String who,
      RolloutLock.Status status) {
    Optional<String> pause = status.state().pauseRequested();
    return pause.isEmpty() || status.token().isEmpty() || Decision.AskPerson.isPause(question)
        ? resume(serverGroup, execution, who)
        : letGoOn(
            serverGroup,
            execution,
            status.token().get(),
            who,
            "that is approved; it pauses now, because "
                + pause.get()
                + " asked for it, until it is resumed");
  }

  private Result letGoOn(
      String serverGroup, String execution, String token, String who, String message) {
    boolean taken =
        executions.sendSuccess(token, PersonsAnswer.resume(who + " let it go on").json())
            == Executions.Answer.TAKEN;
    lock.answered(serverGroup, execution, token);
    return taken
        ? new Result(true, message)
        : new Result(false, "it waits for nobody any more; there is nothing to resume");
  }

  private Result cancel(
      String serverGroup, String execution, String who, RolloutLock.Status status) {
    if (status.token().isPresent()
        && executions.sendSuccess(status.token().get(), PersonsAnswer.stop(who).json())
            == Executions.Answer.TAKEN) {
      return new Result(true, "it stops; the servers replaced so far stay replaced");
    }
    // While a rollout is handed over, another execution may take the lock: it must not any more.
    if (!lock.cancel(serverGroup, execution, who)) {
      RolloutLock.Status now = lock.status(serverGroup);
      return now.state()
          .holder()
          .filter(holder -> !holder.equals(execution))
          .map(successor -> cancel(serverGroup, successor, who, now))
          .orElseGet(() -> changed(serverGroup));
    }
    return executions.stop(execution, CANCELLED, who) == Executions.Stop.STOPPED
        ? new Result(
            true,
            "its execution was stopped: "
                + execution
                + "; the group heals by itself; once it is whole, a new rollout goes on where this one"
                + " stopped")
        : new Result(false, "it had ended already");
  }

  private static Result changed(String serverGroup) {
    return new Result(
        false, "the rollout of " + serverGroup + " has just ended or been handed over; try again");
  }
}
