package io.servergroup.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a rollout is. A look takes the course that the one before left and what has happened
 * since, and leaves another: nothing of it is kept anywhere else.
 *
 * @param tally what has been counted
 * @param choice the last batch chosen; empty before the first
 * @param times what has been timed
 * @param events at most so many events are in the history of this execution
 * @param execution the number of this execution of the rollout, from 1
 */
public record Course(
    Tally tally, Optional<Choice> choice, Times times, long events, int execution) {
  /**
   * What has been counted.
   *
   * @param batch the number of the batch to be chosen next, from 1
   * @param attempt how often a batch of this number has been chosen, from 1; the ones before were
   *     given back
   * @param replaced how many servers have been replaced and seen healthy
   * @param canaryAt how many servers were replaced when the canary had been; 0 before that
   * @param askedAt how many servers were replaced at the last checkpoint; whoever was asked there
   *     has let it go on, or it would have ended
   */
  public record Tally(int batch, int attempt, int replaced, int canaryAt, int askedAt) {
    private Tally afterBatch(int servers, boolean canary) {
      int total = replaced + servers;
      return new Tally(batch + 1, 1, total, canary ? total : canaryAt, askedAt);
    }

    private Tally givenBack() {
      return new Tally(batch, attempt + 1, replaced, canaryAt, askedAt);
    }

    private Tally asked() {
      return new Tally(batch, attempt, replaced, canaryAt, replaced);
    }
  }

  /** A batch that was chosen, and whether it was the canary. */
  public record Choice(boolean canary, Instant at) {}

  /**
   * What has been timed.
   *
   * @param busy how long the batches replaced so far took together
   * @param waitingSince when a look first found the group unfit; empty when the last one did not
   * @param fitSince since when the group has been fit after the last batch; empty before the first,
   *     when the last look found it unfit, and while nobody looks
   */
  public record Times(Duration busy, Optional<Instant> waitingSince, Optional<Instant> fitSince) {
    private Times afterBatch(Duration took, Instant now) {
      return new Times(busy.plus(took), Optional.empty(), Optional.of(now));
    }

    /** A group that was not fit has to bake anew, from the first look that finds it fit. */
    private Times waiting(Instant now) {
      return new Times(busy, waitingSince.or(() -> Optional.of(now)), Optional.empty());
    }

    private Times fit(Instant now) {
      return new Times(busy, Optional.empty(), fitSince.or(() -> Optional.of(now)));
    }

    /** Nobody looks at the group while the rollout is paused, nor did when that was heard of. */
    private Times paused() {
      return new Times(busy, Optional.empty(), Optional.empty());
    }

    private Times notWaiting() {
      return new Times(busy, Optional.empty(), fitSince);
    }
  }

  /** What has happened since the last look. */
  public sealed interface Since {
    /** Nothing but time. */
    record Nothing() implements Since {}

    /** A batch was replaced and is healthy. */
    record Replaced(int servers) implements Since {}

    /** A batch was given back untouched. */
    record GivenBack() implements Since {}

    /** A person let it go on. */
    record Resumed() implements Since {}
  }

  /** A rollout that has just begun. */
  public static final Course START =
      new Course(
          new Tally(1, 1, 0, 0, 0),
          Optional.empty(),
          new Times(Duration.ZERO, Optional.empty(), Optional.empty()),
          HistoryBudget.BEGINNING,
          1);

  /**
   * The course at a look, before anything is decided.
   *
   * @param retries how many attempts of tasks failed since the last look
   */
  public Course at(Since since, int retries, Instant now) {
    Course counted = withEvents(events + HistoryBudget.ofLook(retries));
    return switch (since) {
      case Since.Nothing() -> counted;
      case Since.GivenBack() -> counted.with(tally.givenBack(), times);
      case Since.Replaced(int servers) -> counted.afterBatch(servers, now);
      case Since.Resumed() -> counted.with(tally, times.notWaiting());
    };
  }

  /** The course that the next look begins with. */
  public Course after(Decision decision, Instant now) {
    return switch (decision) {
      case Decision.Wait wait -> with(tally, times.waiting(now));
      case Decision.Batch batch ->
          new Course(
              tally,
              Optional.of(new Choice(batch.canary(), now)),
              times.notWaiting(),
              events,
              execution);
      case Decision.Bake bake -> with(tally, times.fit(now));
      case Decision.AskPerson ask ->
          ask.paused() ? with(tally, times.paused()) : with(tally.asked(), times.fit(now));
      case Decision.HandOver handOver -> this;
      case Decision.Done done -> this;
      case Decision.Stop stop -> this;
    };
  }

  /** The same course at the beginning of the execution that goes on with it. */
  public Course inNextExecution() {
    return withEvents(HistoryBudget.BEGINNING).inExecution(execution + 1);
  }

  /** A fresh course in the execution that this other one has come to. */
  Course countedOn(Course other) {
    return withEvents(other.events()).inExecution(other.execution());
  }

  public int batch() {
    return tally.batch();
  }

  public int replaced() {
    return tally.replaced();
  }

  /** Whether the first healthy server has still to be replaced alone. */
  boolean wantsCanary(RolloutPlan plan) {
    return plan.canary() && tally.canaryAt() == 0;
  }

  /** How long the group has not been fit for a batch. */
  public Duration waited(Instant now) {
    return times.waitingSince().map(since -> Duration.between(since, now)).orElse(Duration.ZERO);
  }

  private Course afterBatch(int servers, Instant now) {
    boolean canary = choice.filter(Choice::canary).isPresent();
    Duration took = choice.map(chosen -> Duration.between(chosen.at(), now)).orElse(Duration.ZERO);
    return with(tally.afterBatch(servers, canary), times.afterBatch(took, now));
  }

  private Course with(Tally counted, Times timed) {
    return new Course(counted, choice, timed, events, execution);
  }

  private Course withEvents(long number) {
    return new Course(tally, choice, times, number, execution);
  }

  private Course inExecution(int number) {
    return new Course(tally, choice, times, events, number);
  }
}
