package io.servergroup.simulator.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.aws.Round;
import io.servergroup.aws.Together;
import io.servergroup.lambda.SdkClientsWiring;
import io.servergroup.simulator.kernel.Fiber;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What handlers rely on wherever they run: in Lambda, in a rehearsal, and where one is set up. */
final class TogetherContractTest {
  /** Where requests are made. */
  enum Place {
    THREADS {
      @Override
      Together together() {
        return new SdkClientsWiring(Optional.empty(), Optional.empty(), Optional.empty())
            .together();
      }

      @Override
      void run(Runnable work) {
        work.run();
      }

      @Override
      void step() {
        LockSupport.parkNanos(1);
      }
    },
    FIBERS {
      @Override
      Together together() {
        return new SimulatedTogether();
      }

      @Override
      void run(Runnable work) {
        Simulation simulation = new Simulation(1);
        AtomicReference<Throwable> end = new AtomicReference<>();
        AtomicInteger ends = new AtomicInteger();
        simulation.start(
            "function",
            work,
            thrown -> {
              ends.incrementAndGet();
              end.set(thrown);
            });
        while (simulation.queue().runNext()) {
          // every event there is
        }
        assertEquals(1, ends.get(), "the function has ended");
        if (end.get() instanceof Error failed) {
          throw failed;
        }
        assertEquals(null, end.get());
      }

      @Override
      void step() {
        Fiber.current().pause(Duration.ofMillis(1));
      }
    },
    OUTSIDE_OF_FIBERS {
      @Override
      Together together() {
        return new SimulatedTogether();
      }

      @Override
      void run(Runnable work) {
        work.run();
      }

      @Override
      void step() {}
    };

    abstract Together together();

    abstract void run(Runnable work);

    /** Lets others go on, as a call does. */
    abstract void step();
  }

  @ParameterizedTest
  @EnumSource
  void answersComeInTheOrderOfTheRequests(Place place) {
    place.run(
        () ->
            assertEquals(
                IntStream.range(0, 40).boxed().toList(),
                place.together().all(requests(40, place, request -> {}))));
  }

  @ParameterizedTest
  @EnumSource
  void whatTheFirstThatFailedThrewIsThrownWithTheOthersSuppressed(Place place) {
    RuntimeException second = new IllegalStateException("of the second");
    RuntimeException third = new IllegalStateException("of the third");
    List<Supplier<String>> requests =
        List.of(
            () -> "first",
            () -> {
              place.step();
              place.step();
              throw second;
            },
            () -> {
              throw third;
            });
    place.run(
        () -> {
          RuntimeException thrown =
              assertThrows(IllegalStateException.class, () -> place.together().all(requests));
          // The third may or may not have begun before it was known that the second fails.
          assertSame(second, thrown);
          assertTrue(List.of(List.of(), List.of(third)).contains(List.of(thrown.getSuppressed())));
        });
  }

  @ParameterizedTest
  @EnumSource
  void oneFailureThatSeveralRequestsThrowIsThrownOnce(Place place) {
    RuntimeException failure = new IllegalStateException("of all");
    List<Supplier<String>> requests =
        List.of(
            () -> {
              throw failure;
            },
            () -> {
              throw failure;
            });
    place.run(
        () ->
            assertSame(
                failure,
                assertThrows(IllegalStateException.class, () -> place.together().all(requests))));
  }

  @ParameterizedTest
  @EnumSource
  void onceOneHasFailedNoneIsBegun(Place place) {
    AtomicInteger begun = new AtomicInteger();
    place.run(
        () ->
            assertThrows(
                IllegalStateException.class,
                () ->
                    place
                        .together()
                        .all(
                            requests(
                                1000,
                                place,
                                request -> {
                                  begun.incrementAndGet();
                                  throw new IllegalStateException("request " + request);
                                }))));
    assertTrue(begun.get() <= Together.MOST, begun + " were begun");
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsUnderWayWhenItReturnsOrThrows(Place place) {
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    place.run(
        () -> {
          assertThrows(
              IllegalStateException.class,
              () ->
                  place
                      .together()
                      .all(
                          requests(
                              40,
                              place,
                              request -> {
                                most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                                place.step();
                                place.step();
                                underWay.decrementAndGet();
                                if (request == 20) {
                                  throw new IllegalStateException("enough");
                                }
                              })));
          assertEquals(0, underWay.get());
          assertTrue(most.get() <= Together.MOST, most + " were under way at the same time");
        });
  }

  @ParameterizedTest
  @EnumSource
  void oneRequestOrNoneStaysOnTheThreadOfItsCaller(Place place) {
    place.run(
        () -> {
          Together together = place.together();
          assertEquals(
              List.of(Thread.currentThread()), together.all(List.of(Thread::currentThread)));
          assertEquals(List.of(), together.all(List.of()));
        });
  }

  @ParameterizedTest
  @EnumSource
  void aRequestMayMakeOthersTogether(Place place) {
    place.run(
        () -> {
          Together together = place.together();
          Supplier<List<Integer>> inner =
              () -> together.all(requests(Together.MOST, place, request -> {}));
          List<Integer> answer = IntStream.range(0, Together.MOST).boxed().toList();
          assertEquals(List.of(answer, answer, answer), together.all(List.of(inner, inner, inner)));
        });
  }

  @ParameterizedTest
  @EnumSource
  void aRoundAsksForDifferentThingsAndTakesTheAnswersOnTheCallersThread(Place place) {
    place.run(
        () -> {
          Round round = new Round(place.together());
          Supplier<String> text = round.ask(() -> "text");
          Supplier<Integer> number = round.ask(() -> 7);
          assertThrows(IllegalStateException.class, text::get, "nothing was asked yet");
          round.make();
          assertEquals("text 7", text.get() + " " + number.get());
        });
  }

  private static List<Supplier<Integer>> requests(int count, Place place, IntConsumer work) {
    return IntStream.range(0, count)
        .<Supplier<Integer>>mapToObj(
            request ->
                () -> {
                  place.step();
                  work.accept(request);
                  return request;
                })
        .toList();
  }
}
