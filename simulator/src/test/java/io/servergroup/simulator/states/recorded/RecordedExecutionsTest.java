package io.servergroup.simulator.states.recorded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.states.EngineSettings;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.StepFunctionsEngine;
import io.servergroup.simulator.states.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every execution recorded on AWS runs the same here. The recordings are kept outside the
 * repository; the system property {@code recordings} names their file.
 */
class RecordedExecutionsTest {
  private static final Duration LONGER_THAN_ANY = Duration.ofDays(30);

  @TestFactory
  Stream<DynamicTest> everyRecordedExecutionHasTheSameHistoryHere() {
    Path file = recordingsFile();
    if (!Files.exists(file)) {
      return Stream.of(
          DynamicTest.dynamicTest(
              "recordings are absent",
              () ->
                  abort(
                      "the executions recorded on AWS are absent: no file "
                          + file.toAbsolutePath().normalize()
                          + "; name it with -Drecordings=<file>")));
    }
    return Recording.readAll(file).stream()
        .map(recording -> DynamicTest.dynamicTest(recording.id(), () -> replay(recording)));
  }

  private static Path recordingsFile() {
    String property = System.getProperty("recordings");
    return property == null
        ? repository().resolve("../shared/asl-conformance/recordings.json")
        : Path.of(property);
  }

  /** Maven runs tests in the module's folder, an editor perhaps in the repository's. */
  private static Path repository() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("simulator")) ? here : here.getParent();
  }

  private static void replay(Recording recording) {
    Simulation simulation = new Simulation(1);
    StepFunctionsEngine engine =
        new StepFunctionsEngine(
            simulation.queue(),
            simulation.stream("engine"),
            new EngineSettings("aws", "us-east-1", "111111111111"),
            new RecordedTasks(simulation.queue(), recording));
    String machine =
        engine.createStateMachine("recorded", "arn:role", Json.print(recording.definition()));
    Execution execution = engine.startExecution(machine, "recorded", recording.input());
    if (recording.wasStopped()) {
      simulation.queue().runUntil(simulation.now().plusMillis(1));
      engine.stopExecution(execution.arn(), null, null);
    }
    simulation.queue().runUntil(simulation.now().plus(LONGER_THAN_ANY));

    List<String> differences = HistoryComparison.differences(recording, execution.history());
    assertEquals("", String.join("\n", differences));
  }
}
