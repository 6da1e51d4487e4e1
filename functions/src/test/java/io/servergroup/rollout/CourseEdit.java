package io.servergroup.rollout;

import io.servergroup.rollout.Course.Choice;
import io.servergroup.rollout.Course.Tally;
import io.servergroup.rollout.Course.Times;
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
    Tally was = course.tally();
    return tally(new Tally(number, attempt, was.replaced(), was.canaryAt(), was.askedAt()));
  }

  CourseEdit replaced(int replaced, int canaryAt, int askedAt) {
    Tally was = course.tally();
    return tally(new Tally(was.batch(), was.attempt(), replaced, canaryAt, askedAt));
  }

  CourseEdit chose(boolean canary, Instant time) {
    return edit(course.tally(), Optional.of(new Choice(canary, time)), course.times());
  }

  CourseEdit busy(Duration time) {
    Times was = course.times();
    return times(new Times(time, was.waitingSince(), was.fitSince()));
  }

  CourseEdit waitingSince(Optional<Instant> time) {
    Times was = course.times();
    return times(new Times(was.busy(), time, was.fitSince()));
  }

  CourseEdit fitSince(Optional<Instant> time) {
    Times was = course.times();
    return times(new Times(was.busy(), was.waitingSince(), time));
  }

  CourseEdit events(long events) {
    course =
        new Course(course.tally(), course.choice(), course.times(), events, course.execution());
    return this;
  }

  CourseEdit execution(int number) {
    course = new Course(course.tally(), course.choice(), course.times(), course.events(), number);
    return this;
  }

  private CourseEdit tally(Tally tally) {
    return edit(tally, course.choice(), course.times());
  }

  private CourseEdit times(Times times) {
    return edit(course.tally(), course.choice(), times);
  }

  private CourseEdit edit(Tally tally, Optional<Choice> choice, Times times) {
    course = new Course(tally, choice, times, course.events(), course.execution());
    return this;
  }
}
