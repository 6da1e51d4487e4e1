package io.servergroup.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a rollout is. A look takes the course that the one before left and what has happened
 * since, and leaves another: nothing of it is kept anywhere else.
 *
 * @param batch the number of the batch to be chosen next, from 1
 * @param attempt how often a batch of this number has been chosen, from 1; the ones before were
 *     given back
 * @param replaced how many servers have been replaced and seen healthy
 * @param canaryAt how many servers were replaced when the canary had been; 0 before that
 * @param approved how many servers were replaced when a person last let it go on
 * @param choosing whether the last look chose the canary batch
 * @param choseAt when the last batch was chosen
 * @param busy how long the batches replaced so far took together
 * @param waitingSince when a look first found the group unfit; empty when the last one did not
 * @param fitSince since when every look has found the group fit after the last batch; empty before
 *     the first batch, while the group is not fit, and while nobody looks
 * @param events at most so many events are in the history of this execution
 * @param execution the number of this execution of the rollout, from 1
 */
public record Course(
    int batch,
    int attempt,
    int replaced,
    int canaryAt,
    int approved,
    boolean choosing,
    Optional<Instant> choseAt,
    Duration busy,
    Optional<Instant> waitingSince,
    Optional<Instant> fitSince,
    long events,
    int execution) {
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
          1,
          1,
          0,
          0,
          0,
          false,
          Optional.empty(),
          Duration.ZERO,
          Optional.empty(),
          Optional.empty(),
          HistoryBudget.BEGINNING,
          1);

  /** The course at a look, before anything is decided. */
  public Course at(Since since, int retries, Instant now) {
    Course counted = withEvents(events + HistoryBudget.ofLook(retries));
    return switch (since) {
      case Since.Nothing() -> counted;
      case Since.GivenBack() -> counted.givenBack();
      case Since.Replaced(int servers) -> counted.afterBatch(servers, now);
      case Since.Resumed() -> counted.resumed();
    };
  }

  /** The course that the next look begins with. */
  public Course after(Decision decision, Instant now) {
    return switch (decision) {
      case Decision.Wait wait -> waiting(now);
      case Decision.Batch batch -> chose(batch.canary(), now);
      case Decision.Bake bake -> fit(now);
      case Decision.AskPerson ask -> ask.paused() ? paused() : fit(now);
      case Decision.HandOver handOver -> inNextExecution();
      case Decision.Done done -> this;
      case Decision.Stop stop -> this;
    };
  }

  /** A fresh course in the execution that this other one has come to. */
  Course countedOn(Course other) {
    return withEvents(other.events()).inExecution(other.execution());
  }

  /** Whether the first healthy server has still to be replaced alone. */
  boolean wantsCanary(RolloutPlan plan) {
    return plan.canary() && canaryAt == 0;
  }

  /** How long the group has not been fit for a batch. */
  public Duration waited(Instant now) {
    return waitingSince.map(since -> Duration.between(since, now)).orElse(Duration.ZERO);
  }

  private Course withEvents(long counted) {
    return new Course(
        batch,
        attempt,
        replaced,
        canaryAt,
        approved,
        choosing,
        choseAt,
        busy,
        waitingSince,
        fitSince,
        counted,
        execution);
  }

  private Course givenBack() {
    return new Course(
        batch,
        attempt + 1,
        replaced,
        canaryAt,
        approved,
        false,
        choseAt,
        busy,
        waitingSince,
        fitSince,
        events,
        execution);
  }

  private Course afterBatch(int servers, Instant now) {
    int total = replaced + servers;
    return new Course(
        batch + 1,
        1,
        total,
        choosing ? total : canaryAt,
        approved,
        false,
        choseAt,
        busy.plus(choseAt.map(chose -> Duration.between(chose, now)).orElse(Duration.ZERO)),
        Optional.empty(),
        Optional.of(now),
        events,
        execution);
  }

  private Course resumed() {
    return new Course(
        batch,
        attempt,
        replaced,
        canaryAt,
        replaced,
        false,
        choseAt,
        busy,
        Optional.empty(),
        fitSince,
        events,
        execution);
  }

  /** A group that was not fit has to bake anew once it is. */
  private Course waiting(Instant now) {
    return new Course(
        batch,
        attempt,
        replaced,
        canaryAt,
        approved,
        choosing,
        choseAt,
        busy,
        waitingSince.or(() -> Optional.of(now)),
        Optional.empty(),
        events,
        execution);
  }

  private Course fit(Instant now) {
    return notWaiting(fitSince.or(() -> Optional.of(now)));
  }

  /** Nobody looks at the group while the rollout is paused, nor did when the pause was heard of. */
  private Course paused() {
    return notWaiting(Optional.empty());
  }

  private Course notWaiting(Optional<Instant> fit) {
    return new Course(
        batch,
        attempt,
        replaced,
        canaryAt,
        approved,
        choosing,
        choseAt,
        busy,
        Optional.empty(),
        fit,
        events,
        execution);
  }

  private Course chose(boolean canary, Instant now) {
    return new Course(
        batch,
        attempt,
        replaced,
        canaryAt,
        approved,
        canary,
        Optional.of(now),
        busy,
        Optional.empty(),
        fitSince,
        events,
        execution);
  }

  private Course inNextExecution() {
    return withEvents(HistoryBudget.BEGINNING).inExecution(execution + 1);
  }

  private Course inExecution(int number) {
    return new Course(
        batch,
        attempt,
        replaced,
        canaryAt,
        approved,
        choosing,
        choseAt,
        busy,
        waitingSince,
        fitSince,
        events,
        number);
  }
}
