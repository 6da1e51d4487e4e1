package io.servergroup.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.aws.Together;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What the contract, which the simulator's tests hold, says of threads. */
class TogetherWiringTest {
  private final Together together = new TogetherWiring();

  @Test
  void requestsAreUnderWayAtTheSameTime() {
    CyclicBarrier all = new CyclicBarrier(Together.MOST);
    Supplier<Boolean> meets =
        () -> {
          try {
            all.await(1, TimeUnit.MINUTES);
            return true;
          } catch (Exception e) {
            throw new AssertionError("the requests did not meet", e);
          }
        };
    assertEquals(
        Collections.nCopies(Together.MOST, true),
        together.all(Collections.nCopies(Together.MOST, meets)));
  }

  @Test
  void theFirstInTheOrderOfTheRequestsIsThrownThoughALaterOneFailedBefore() {
    CountDownLatch laterFails = new CountDownLatch(1);
    RuntimeException first = new IllegalStateException("first");
    RuntimeException later = new IllegalStateException("later");
    List<Supplier<String>> requests =
        List.of(
            () -> {
              await(laterFails);
              throw first;
            },
            () -> {
              laterFails.countDown();
              throw later;
            });
    RuntimeException thrown =
        assertThrows(IllegalStateException.class, () -> together.all(requests));
    assertSame(first, thrown);
    assertEquals(List.of(later), List.of(thrown.getSuppressed()));
  }

  @Test
  void whoeverIsInterruptedInterruptsTheRequestsWaitsForThemAndStaysInterrupted() {
    Thread caller = Thread.currentThread();
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(Together.MOST);
    AtomicInteger ended = new AtomicInteger();
    Supplier<Boolean> endless =
        () -> {
          begun.countDown();
          try {
            await(never);
            return true;
          } finally {
            ended.incrementAndGet();
          }
        };
    Thread interrupter =
        Thread.ofVirtual()
            .start(
                () -> {
                  await(begun);
                  caller.interrupt();
                });

    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () -> together.all(Collections.nCopies(2 * Together.MOST, endless)));

    assertTrue(Thread.interrupted(), "the caller stays interrupted");
    assertEquals("the function was interrupted while it waited for AWS", thrown.getMessage());
    assertEquals(Together.MOST, ended.get(), "those that were begun have ended, and no others");
    assertTrue(interrupter.isVirtual());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(1, TimeUnit.MINUTES));
    } catch (InterruptedException e) {
      // As the SDK does.
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
