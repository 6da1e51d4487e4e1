package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A launch whose slot is in other hands waits, but not for ever; a hook holds for ten minutes. */
final class LaunchBudgetTest {
  private static final Duration PERIOD = Duration.ofMinutes(5);

  @Test
  void aLaunchIsKeptWaitingByHeartbeatsUntilTheBudgetOfItsGroupsTagIsSpent() {
    Story story = Story.of(2);
    new GroupByHand(story, 0).tag("ServerGroupLaunchBudget", "1500");

    isAbandonedAfter(story, Duration.ofMinutes(25));
  }

  @Test
  void withoutATagTheBudgetIsTheSettingOfTheFunction() {
    isAbandonedAfter(Story.of(2), Duration.ofHours(1));
  }

  private static void isAbandonedAfter(Story story, Duration budget) {
    Decisions decisions = new Decisions(story);
    GroupByHand operator = new GroupByHand(story, 0);
    String extra = operator.launchesAnExtraInstance();
    Instant held = story.now();

    story.until(() -> !operator.waiting().contains(extra), "the end of its wait");
    operator.capacity(1);
    story.pass(Duration.ofSeconds(1));

    Duration waited = Duration.between(held, story.now());
    Duration starting = Duration.ofSeconds(30);
    assertTrue(waited.compareTo(budget.minus(starting)) > 0, waited::toString);
    assertTrue(waited.compareTo(budget.plus(PERIOD).plus(starting)) < 0, waited::toString);
    List<Decisions.Line> heartbeats = decisions.of("Heartbeat", extra);
    assertTrue(heartbeats.size() >= budget.dividedBy(Duration.ofMinutes(10)), heartbeats::toString);
    assertEquals(1, decisions.of("Complete ABANDON", extra).size());
    String reason = decisions.lastReason("Complete ABANDON", extra);
    assertTrue(
        reason.contains("longer than the budget of %d seconds: ".formatted(budget.toSeconds())),
        reason);
    assertTrue(reason.contains("server 0: its holder " + story.before(0).instance()), reason);
    story.assertUntouched(0, 1);
    story.endsWell();
  }
}
