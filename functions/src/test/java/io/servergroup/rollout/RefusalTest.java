package io.servergroup.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who hears of a rollout that never began, and whether that wakes anybody. */
class RefusalTest {
  private static final String HOLDER =
      "arn:aws:states:eu-west-1:111111111111:execution:tools-rolling-deploy:cli-1";
  private static final String HELD = "another rollout is running: " + HOLDER + "; wait";
  private static final String UNFIT = "server 2 is unhealthy; heal it";

  @Test
  void whoIsKeptOutByARolloutThatRunsFindsTheGroupBusy() {
    assertEquals(Optional.of(Refusal.BUSY), Refusal.of(Refusal.ERROR, HELD, Optional.of(HOLDER)));
  }

  @Test
  void aRolloutThatKeptItOutAndHasEndedMeanwhileIsNoReasonToDoNothing() {
    assertEquals(Optional.of(Refusal.UNFIT), Refusal.of(Refusal.ERROR, HELD, Optional.empty()));
    assertEquals(
        Optional.of(Refusal.UNFIT), Refusal.of(Refusal.ERROR, HELD, Optional.of(HOLDER + "2")));
  }

  @Test
  void aWrongInputIsOneAlsoWhileAnotherRolloutRuns() {
    assertEquals(Optional.of(Refusal.UNFIT), Refusal.of(Refusal.ERROR, UNFIT, Optional.of(HOLDER)));
  }

  @Test
  void whatBeganIsNoRefusal() {
    assertEquals(
        Optional.empty(), Refusal.of("Rollout.Stopped.Conflict", HELD, Optional.of(HOLDER)));
    assertEquals(Optional.empty(), Refusal.of("ABORTED", "", Optional.empty()));
  }

  @Test
  void aRefusalWakesSomebodyUnlessAnotherRolloutIsAtWork() {
    Notice unfit = Notice.of(news("tools", "found:\n- " + UNFIT), Refusal.UNFIT);
    Notice busy = Notice.of(news("tools", HELD), Refusal.BUSY);

    assertEquals("ACTION NEEDED: tools: rollout refused, nothing was touched", unfit.subject());
    assertEquals(Attention.ACTION, unfit.attention());
    assertTrue(unfit.text().contains("group tools: found:\n  - " + UNFIT + "\n"), unfit.text());
    assertEquals("tools: rollout refused, another one is running (nothing to do)", busy.subject());
    assertEquals(Attention.NONE, busy.attention());
    assertTrue(busy.text().contains(HOLDER), busy.text());
    assertTrue(busy.text().contains("rollout start --group tools --region"), busy.text());
  }

  @Test
  void aRolloutOfNoGroupIsToldWithoutOne() {
    Notice notice = Notice.of(news("", "serverGroup: found nothing"), Refusal.UNFIT);

    assertEquals(
        "ACTION NEEDED: (no server group): rollout refused, nothing was touched", notice.subject());
    assertTrue(notice.text().contains("rollout start --group GROUP --region"), notice.text());
  }

  private static News news(String group, String reason) {
    return new News(
        group,
        HOLDER.replace("cli-1", "cli-2"),
        Progress.Phase.ENDED,
        Refusal.ERROR,
        reason,
        Optional.empty(),
        Instant.EPOCH,
        Optional.empty());
  }
}
