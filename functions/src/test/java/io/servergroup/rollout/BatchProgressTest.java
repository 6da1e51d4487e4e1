package io.servergroup.rollout;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static io.servergroup.rollout.Plans.chosen;
import static io.servergroup.rollout.Plans.plan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.rollout.BatchProgress.Result;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class BatchProgressTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private final BatchProgress progress = new BatchProgress();

  @Test
  void onlyServersBeingReplacedAreLookedAfter() {
    progress.replacing(chosen(0));
    progress.givenBack(chosen(1), "the floor");

    assertEquals(
        new Result.Check(
            List.of(chosen(0)), "replacing server 0; left for later: server 1: the floor"),
        progress.result(plan(3, 2), SOON));
  }

  @Test
  void aBatchThatReplacesNothingIsGivenBack() {
    progress.givenBack(chosen(0), "the floor");

    assertEquals(new Result.GivenBack("server 0: the floor"), progress.result(plan(3, 1), SOON));
  }

  @Test
  void aBusyGroupIsAskedAgainUntilTheBatchHasNoTimeLeft() {
    progress.replacing(chosen(0));
    progress.busy(chosen(1), "a scaling activity is in progress");

    assertEquals(
        new Result.Wait(
            Duration.ofSeconds(10),
            List.of(new Blocker("server 1", "i-1: a scaling activity is in progress")),
            "server 1: i-1: a scaling activity is in progress"),
        progress.result(plan(3, 2), SOON));
    assertEquals(
        new Result.Failed(
            StopCategory.TIMEOUT,
            "could not be terminated in 30 minutes: server 1: i-1: a scaling activity is in"
                + " progress"),
        progress.result(plan(3, 2), Duration.ofMinutes(30)));
  }

  @Test
  void aBusyGroupOfAPlaceThatNobodyFillsIsNamedWithoutInstance() {
    progress.busy(
        new ChosenServer(OptionalInt.of(1), "web-1", "", "zone-b", Optional.empty()), "busy");

    assertEquals("server 1: busy", progress.result(plan(3, 2), SOON).reason());
  }

  @Test
  void aStopNamesWhatIsUnderWayAlreadyAndOutweighsEverythingElse() {
    progress.replacing(chosen(0));
    progress.busy(chosen(1), "busy");
    progress.stopped(StopCategory.CONFLICT, chosen(2), "the lock is gone");

    assertTrue(progress.isStopped());
    assertEquals(
        new Result.Failed(
            StopCategory.CONFLICT, "server 2: the lock is gone (already being replaced: server 0)"),
        progress.result(plan(3, 3), SOON));
  }

  @Test
  void aBatchIsStoppedOnlyByWhatStopsIt() {
    progress.replacing(chosen(0));
    progress.busy(chosen(1), "busy");
    assertFalse(progress.isStopped());

    progress.stopped(StopCategory.CONFLICT, chosen(2), "the lock is another's");
    assertTrue(progress.isStopped());
    assertEquals(
        new Result.Failed(
            StopCategory.CONFLICT,
            "server 2: the lock is another's (already being replaced: server 0)"),
        progress.result(plan(3, 3), SOON));
  }
}
