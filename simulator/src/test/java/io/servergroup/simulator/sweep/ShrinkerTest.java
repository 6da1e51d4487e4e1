package io.servergroup.simulator.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

final class ShrinkerTest {
  private static final String FLOOR =
      "2026-01-05T09:00:00Z terminating i-0abc of server %d leaves 1 healthy servers";

  private static final Fault FIRST = new Fault(FaultKind.LOST_EVENT, 17);
  private static final Fault SECOND = new Fault(FaultKind.DIES_AFTER_CALL, 203);

  private final List<RunRequest> made = new ArrayList<>();

  @Test
  void onlyTheFaultsAndTheServersThatItTakesAreLeft() {
    RunResult smallest =
        shrunk(8, 60, run -> run.faults().containsAll(Set.of(FIRST, SECOND)) && run.servers() >= 3);

    assertEquals(List.of(FIRST, SECOND), smallest.faults());
    assertEquals(3, smallest.servers());
    assertTrue(made.size() < 100, () -> "it took " + made.size() + " runs");
  }

  @Test
  void aRunThatFailsWithoutAnyFaultIsLeftWithNone() {
    assertEquals(List.of(), shrunk(1, 20, run -> true).faults());
  }

  @Test
  void aRunOfWhichNothingCanBeLeftOutStaysAsItIs() {
    RunResult smallest = shrunk(2, 4, run -> run.faults().size() == 4 && run.servers() == 2);

    assertEquals(4, smallest.faults().size());
    assertEquals(2, smallest.servers());
  }

  @Test
  void aRunThatBreaksAnotherRuleIsNoSmallerOne() {
    RunResult failing = result(request(4), faults(3), List.of(FLOOR.formatted(1)));

    RunResult smallest =
        new Shrinker(
                request -> result(request, List.of(), List.of("2026-01-05T09:00:00Z other")),
                100,
                run -> {})
            .shrink(failing);

    assertEquals(failing, smallest);
  }

  @Test
  void itStopsAfterAsManyRunsAsItMayMake() {
    Shrinker shrinker =
        new Shrinker(request -> result(request, List.of(), List.of()), 5, run -> {});

    shrinker.shrink(result(request(40), faults(30), List.of(FLOOR.formatted(1))));

    assertEquals(5, shrinker.runs());
  }

  @Test
  void aGoodRunIsNotShrunk() {
    Shrinker shrinker = new Shrinker(request -> null, 5, run -> {});

    assertThrows(
        IllegalArgumentException.class,
        () -> shrinker.shrink(result(request(1), List.of(), List.of())));
  }

  private RunResult shrunk(int servers, int faults, Predicate<RunResult> fails) {
    List<Fault> all = faults(faults);
    return new Shrinker(request -> run(request, servers, all, fails), 300, run -> {})
        .shrink(run(request(servers), servers, all, fails));
  }

  private RunResult run(
      RunRequest request, int servers, List<Fault> drawn, Predicate<RunResult> fails) {
    made.add(request);
    int size = request.servers().orElse(servers);
    List<Fault> happen =
        drawn.stream()
            .filter(fault -> request.only().isEmpty() || request.only().get().contains(fault))
            .toList();
    RunResult good = result(request.withServers(size), happen, List.of());
    return fails.test(good)
        ? result(request.withServers(size), happen, List.of(FLOOR.formatted(size)))
        : good;
  }

  private static RunRequest request(int servers) {
    return RunRequest.of(1, FaultProfile.HARSH).withServers(servers);
  }

  /** Some faults in the order of their draws, the two that matter among them. */
  private static List<Fault> faults(int count) {
    Set<Fault> faults = new TreeSet<>(Set.of(FIRST, SECOND));
    for (long draw = 1; faults.size() < count; draw++) {
      faults.add(new Fault(FaultKind.STALE_READ, draw));
    }
    return List.copyOf(faults);
  }

  private static RunResult result(RunRequest request, List<Fault> faults, List<String> broken) {
    return new RunResult(
        request,
        "hash",
        request.servers().orElse(1),
        1,
        Duration.ZERO,
        faults,
        List.of(),
        OptionalInt.empty(),
        broken,
        Map.of());
  }
}
