package io.servergroup.simulator.aws.elb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CheckStreakTest {
  private static final Instant START = Instant.EPOCH;

  /** Checks at 10 s, 40 s, 70 s, ... */
  private final CheckStreak streak =
      new CheckStreak(START.plusSeconds(10), Duration.ofSeconds(30), false);

  @Test
  void aThresholdIsReachedWithTheLastCheckOfTheStreak() {
    assertEquals(START.plusSeconds(10), streak.reaches(1));
    assertEquals(START.plusSeconds(70), streak.reaches(3));
  }

  @Test
  void aChangedAnswerIsSeenByTheNextCheck() {
    streak.change(true, START.plusSeconds(41));
    assertEquals(START.plusSeconds(100), streak.reaches(2));
  }

  @Test
  void aChangeThatNoCheckSawDoesNotInterruptTheStreak() {
    streak.change(true, START.plusSeconds(15));
    streak.change(false, START.plusSeconds(20));
    assertEquals(START.plusSeconds(70), streak.reaches(3));
    streak.change(true, START.plusSeconds(25));
    streak.change(false, START.plusSeconds(30));
    assertEquals(START.plusSeconds(70), streak.reaches(3));
  }

  @Test
  void aChangeThatACheckSawStartsAnew() {
    streak.change(true, START.plusSeconds(15));
    streak.change(false, START.plusSeconds(45));
    assertEquals(START.plusSeconds(130), streak.reaches(3));
  }

  @Test
  void aChangeBeforeTheFirstCheckLeavesNothingToGoBackTo() {
    streak.change(true, START.plusSeconds(1));
    streak.change(false, START.plusSeconds(2));
    assertEquals(START.plusSeconds(10), streak.reaches(1));
  }
}
