package io.servergroup.simulator.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.kernel.TraceEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs in which functions fail because somebody takes a permission away: of the batch, of the batch
 * while the servers are being taken back, and of what is to explain that. What is told of it has no
 * stack traces, with which a run would change whenever a line of code moves.
 */
final class CausesForPeopleTest {
  @ParameterizedTest
  @ValueSource(longs = {431, 859, 1492})
  void whatIsToldOfARolloutThatBrokeSaysWhyAndNotWhereInTheCode(long seed) {
    List<TraceEntry> told = new ArrayList<>();
    HostileRun.of(RunRequest.of(seed, FaultProfile.HARSH), told::add);

    assertTrue(
        told.stream()
            .anyMatch(
                entry ->
                    entry.source().equals("dynamodb")
                        && entry.text().contains("failed: ")
                        && entry.text().contains("User is not authorized to perform: ")),
        "the progress says what was refused");
    assertEquals(List.of(), told.stream().filter(e -> e.text().contains(".java:")).toList());
  }
}
