package io.servergroup.simulator.gateways;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.aws.RolloutLock;
import io.servergroup.group.TemplateVersion;
import io.servergroup.rollout.LockState;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RolloutLockTest {
  private static final String GROUP = "web";
  private static final String ONE = "arn:one";
  private static final String TWO = "arn:two";

  private static final Instant SETTLED = Simulation.START.plusSeconds(60);

  private final SmallAccount account = new SmallAccount();
  private RolloutLock lock;

  @BeforeEach
  void createTable() {
    account.aws.tables().create("locks", "ServerGroupName");
    lock = new RolloutLock(account.aws, "locks");
  }

  @Test
  void aFreeLockIsTakenByOneOfTwo() {
    assertEquals(LockState.FREE, lock.state(GROUP));
    assertTrue(lock.take(GROUP, ONE, Simulation.START, Optional.empty()));
    assertFalse(lock.take(GROUP, TWO, Simulation.START, Optional.empty()));
    assertEquals(LockState.heldBy(ONE), lock.state(GROUP));
    assertEquals(LockState.FREE, lock.state("other"));
  }

  @Test
  void ofTwoWhoTakeOverAtTheSameTimeOneGetsTheLock() {
    lock.take(GROUP, "arn:dead", Simulation.START, Optional.empty());
    List<String> winners = new ArrayList<>();
    for (String execution : List.of(TWO, "arn:three")) {
      account.simulation.start(
          execution,
          () -> {
            String former = lock.state(GROUP).holder().orElseThrow();
            if (lock.takeOver(GROUP, former, execution, account.simulation.now(), SETTLED)) {
              winners.add(execution);
            }
          },
          end -> assertEquals(null, end));
    }
    account.pass(10);

    assertEquals(1, winners.size());
    assertEquals(Optional.of(winners.getFirst()), lock.state(GROUP).holder());
  }

  @Test
  void onlyItsHolderGivesTheLockBackAndOnlyOnce() {
    lock.take(GROUP, ONE, Simulation.START, Optional.empty());

    assertFalse(lock.release(GROUP, TWO, Optional.empty()));
    assertEquals(Optional.of(ONE), lock.state(GROUP).holder());
    assertTrue(lock.release(GROUP, ONE, Optional.empty()));
    assertFalse(lock.release(GROUP, ONE, Optional.empty()));
    assertEquals(LockState.FREE, lock.state(GROUP));
    assertTrue(
        lock.take(GROUP, TWO, Simulation.START, Optional.empty()), "a lock given back is free");
  }

  @Test
  void theLastProgressStaysWhenTheLockIsGivenBackAndNothingElseDoes() {
    lock.take(GROUP, ONE, Simulation.START, Optional.empty());
    lock.tell(GROUP, ONE, "half way", "{}");
    lock.requestPause(GROUP, ONE, "ann");
    lock.ask(GROUP, ONE, "token", "go on?");
    lock.rememberOrigin(GROUP, ONE, "web-0", new TemplateVersion("lt-1", 3));

    lock.release(GROUP, ONE, Optional.of(SETTLED));

    RolloutLock.Status status = lock.status(GROUP);
    assertEquals(Optional.of("half way"), status.summary());
    assertEquals(Optional.of("{}"), status.progress());
    assertEquals(Optional.empty(), status.token());
    assertEquals(
        new LockState(Optional.empty(), Optional.empty(), Optional.of(SETTLED), false, Map.of()),
        status.state());
  }

  @Test
  void anExecutionThatGoesOnGetsEverythingTheOneBeforeRemembered() {
    TemplateVersion origin = new TemplateVersion("lt-1", 3);
    lock.take(GROUP, ONE, Simulation.START, Optional.empty());
    lock.rememberOrigin(GROUP, ONE, "web-0", origin);
    lock.requestPause(GROUP, ONE, "ann");

    assertFalse(lock.succeed(GROUP, "arn:other", TWO), "it is not the holder");
    assertTrue(lock.succeed(GROUP, ONE, TWO));

    LockState state = lock.state(GROUP);
    assertEquals(Optional.of(TWO), state.holder());
    assertEquals(Optional.of("ann"), state.pauseRequested());
    assertEquals(Map.of("web-0", origin), state.origins());
  }

  @Test
  void whoTakesTheLockOfADeadRolloutForgetsWhatThatOneRemembered() {
    lock.take(GROUP, ONE, Simulation.START, Optional.empty());
    lock.rememberOrigin(GROUP, ONE, "web-0", new TemplateVersion("lt-1", 3));
    lock.requestPause(GROUP, ONE, "ann");

    lock.takeOver(GROUP, ONE, TWO, Simulation.START, SETTLED);

    assertEquals(
        new LockState(Optional.of(TWO), Optional.empty(), Optional.of(SETTLED), false, Map.of()),
        lock.state(GROUP));
  }

  @Test
  void whoeverTakesALockThatSettlesSeesUntilWhen() {
    lock.take(GROUP, ONE, Simulation.START, Optional.of(SETTLED));

    assertEquals(Optional.of(SETTLED), lock.state(GROUP).settlesAt());
  }

  @Test
  void aRolloutThatTurnsBackForgetsWhatAPersonWasAskedAndWanted() {
    lock.take(GROUP, ONE, Simulation.START, Optional.empty());
    lock.requestPause(GROUP, ONE, "ann");
    lock.ask(GROUP, ONE, "token", "go on?");

    assertFalse(lock.turnBack(GROUP, TWO, Simulation.START));
    assertTrue(lock.turnBack(GROUP, ONE, Simulation.START));

    RolloutLock.Status status = lock.status(GROUP);
    assertTrue(status.state().turnedBack());
    assertEquals(Optional.empty(), status.state().pauseRequested());
    assertEquals(Optional.empty(), status.token());
    assertEquals(Optional.empty(), status.question());
  }

  @Test
  void theFirstOriginToldStays() {
    lock.take(GROUP, ONE, Simulation.START, Optional.empty());
    lock.rememberOrigin(GROUP, ONE, "web-0", new TemplateVersion("lt-1", 3));
    lock.rememberOrigin(GROUP, ONE, "web-0", new TemplateVersion("lt-1", 7));

    assertEquals(Map.of("web-0", new TemplateVersion("lt-1", 3)), lock.state(GROUP).origins());
  }

  @Test
  void whoHasLostTheLockChangesNothingInItsItem() {
    lock.take(GROUP, TWO, Simulation.START, Optional.empty());

    assertFalse(lock.tell(GROUP, ONE, "half way", "{}"));
    assertFalse(lock.ask(GROUP, ONE, "token", "go on?"));
    assertFalse(lock.answered(GROUP, ONE, "token"));
    assertFalse(lock.requestPause(GROUP, ONE, "ann"));
    assertFalse(lock.withdrawPause(GROUP, ONE));
    assertFalse(lock.rememberOrigin(GROUP, ONE, "web-0", new TemplateVersion("lt-1", 3)));

    RolloutLock.Status status = lock.status(GROUP);
    assertEquals(LockState.heldBy(TWO), status.state());
    assertEquals(Optional.empty(), status.summary());
    assertEquals(Optional.empty(), status.token());
  }
}
