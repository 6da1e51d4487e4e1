package io.servergroup.lambda;

import io.servergroup.rollout.Course;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a rollout is, as JSON. Times that are not there are empty texts.
 *
 * @param busyMillis how long the batches replaced so far took together
 */
public record CourseState(
    int batch,
    int attempt,
    int replaced,
    int canaryAt,
    int approved,
    boolean choosing,
    String choseAt,
    long busyMillis,
    String waitingSince,
    String fitSince,
    long events,
    int execution) {
  static CourseState of(Course course) {
    return new CourseState(
        course.batch(),
        course.attempt(),
        course.replaced(),
        course.canaryAt(),
        course.approved(),
        course.choosing(),
        text(course.choseAt()),
        course.busy().toMillis(),
        text(course.waitingSince()),
        text(course.fitSince()),
        course.events(),
        course.execution());
  }

  Course course() {
    return new Course(
        batch,
        attempt,
        replaced,
        canaryAt,
        approved,
        choosing,
        instant(choseAt),
        Duration.ofMillis(busyMillis),
        instant(waitingSince),
        instant(fitSince),
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
