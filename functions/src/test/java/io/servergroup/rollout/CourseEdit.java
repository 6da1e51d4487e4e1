package io.servergroup.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A course that differs from another one in what a test is about. */
final class CourseEdit {
  private Course course;

  private CourseEdit(Course course) {
    this.course = course;
  }

  static CourseEdit of(Course from) {
    return new CourseEdit(from);
  }

  Course course() {
    return course;
  }

  CourseEdit batch(int number, int attempt) {
    course =
        new Course(
            number,
            attempt,
            course.replaced(),
            course.canaryAt(),
            course.approved(),
            course.choosing(),
            course.choseAt(),
            course.busy(),
            course.waitingSince(),
            course.fitSince(),
            course.events(),
            course.execution());
    return this;
  }

  CourseEdit replaced(int replaced, int canaryAt, int approved) {
    course =
        new Course(
            course.batch(),
            course.attempt(),
            replaced,
            canaryAt,
            approved,
            course.choosing(),
            course.choseAt(),
            course.busy(),
            course.waitingSince(),
            course.fitSince(),
            course.events(),
            course.execution());
    return this;
  }

  CourseEdit choosing(boolean canary) {
    return chosen(canary, course.choseAt());
  }

  CourseEdit choseAt(Instant time) {
    return chosen(course.choosing(), Optional.of(time));
  }

  private CourseEdit chosen(boolean canary, Optional<Instant> choseAt) {
    course =
        new Course(
            course.batch(),
            course.attempt(),
            course.replaced(),
            course.canaryAt(),
            course.approved(),
            canary,
            choseAt,
            course.busy(),
            course.waitingSince(),
            course.fitSince(),
            course.events(),
            course.execution());
    return this;
  }

  CourseEdit busy(Duration time) {
    return timed(time, course.waitingSince(), course.fitSince());
  }

  CourseEdit waitingSince(Optional<Instant> time) {
    return timed(course.busy(), time, course.fitSince());
  }

  CourseEdit fitSince(Optional<Instant> time) {
    return timed(course.busy(), course.waitingSince(), time);
  }

  private CourseEdit timed(
      Duration busy, Optional<Instant> waitingSince, Optional<Instant> fitSince) {
    course =
        new Course(
            course.batch(),
            course.attempt(),
            course.replaced(),
            course.canaryAt(),
            course.approved(),
            course.choosing(),
            course.choseAt(),
            busy,
            waitingSince,
            fitSince,
            course.events(),
            course.execution());
    return this;
  }

  CourseEdit events(long events) {
    return counted(events, course.execution());
  }

  CourseEdit execution(int number) {
    return counted(course.events(), number);
  }

  private CourseEdit counted(long events, int execution) {
    course =
        new Course(
            course.batch(),
            course.attempt(),
            course.replaced(),
            course.canaryAt(),
            course.approved(),
            course.choosing(),
            course.choseAt(),
            course.busy(),
            course.waitingSince(),
            course.fitSince(),
            events,
            execution);
    return this;
  }
}
