package io.servergroup.lambda;

import io.servergroup.rollout.Course;
import io.servergroup.rollout.Course.Choice;
import io.servergroup.rollout.Course.Tally;
import io.servergroup.rollout.Course.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a rollout is, as JSON. Times that are not there are empty texts.
 *
 * @param choseCanary whether the last batch chosen was the canary
 * @param choseAt when it was chosen
 * @param busyMillis how long the batches replaced so far took together
 */
public record CourseState(
    int batch,
    int attempt,
    int replaced,
    int canaryAt,
    int askedAt,
    boolean choseCanary,
    String choseAt,
    long busyMillis,
    String waitingSince,
    String fitSince,
    long events,
    int execution) {

  static CourseState of(Course course) {
    Tally tally = course.tally();
    Times times = course.times();
    return new CourseState(
        tally.batch(),
        tally.attempt(),
        tally.replaced(),
        tally.canaryAt(),
        tally.askedAt(),
        course.choice().filter(Choice::canary).isPresent(),
        text(course.choice().map(Choice::at)),
        times.busy().toMillis(),
        text(times.waitingSince()),
        text(times.fitSince()),
        course.events(),
        course.execution());
  }

  Course course() {
    return new Course(
        new Tally(batch, attempt, replaced, canaryAt, askedAt),
        instant(choseAt).map(time -> new Choice(choseCanary, time)),
        new Times(Duration.ofMillis(busyMillis), instant(waitingSince), instant(fitSince)),
        events,
        execution);
  }

  private static String text(Optional<Instant> time) {
    return time.map(Instant::toString).orElse("");
  }

  private static Optional<Instant> instant(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
  }
}
