package io.servergroup.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Courses of rollouts, come to the way rollouts come to them. */
final class Courses {
  private Courses() {}

  /** After as many batches of one server each, the last of them seen healthy then. */
  static Course afterBatches(int batches, Instant at) {
    Course course = Course.START;
    for (int batch = 0; batch < batches; batch++) {
      course = replaced(course, 1, at);
    }
    return course;
  }

  static Course replaced(Course before, int servers, Instant at) {
    return before.at(new Course.Since.Replaced(servers), 0, at);
  }

  static Course givenBack(int times) {
    Course course = Course.START;
    for (int time = 0; time < times; time++) {
      course = course.at(new Course.Since.GivenBack(), 0, Instant.EPOCH);
    }
    return course;
  }

  /** Since then no look has found the group fit. */
  static Course waitingSince(Instant since) {
    return Course.START.after(new Decision.Wait(List.of(), "unfit"), since);
  }

  /** A look at the sample groups, which are read at the epoch, that has waited for so long. */
  static Course waitedFor(Duration time) {
    return waitingSince(Instant.EPOCH.minus(time));
  }
}
