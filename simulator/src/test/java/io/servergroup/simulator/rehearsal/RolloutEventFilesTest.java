package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.servergroup.aws.RolloutLock;
import io.servergroup.simulator.aws.lambda.InvocationResult;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files in {@code events/} that the functions of rollouts are invoked with. */
final class RolloutEventFilesTest {
  private static final Path EVENTS = Path.of("..", "events");
  private static final String GROUP = "tools";

  private final Story story = Story.of(2);
  private final RolloutLock lock = new RolloutLock(story.aws(), ControlPlane.LOCK_TABLE);

  @Test
  void theEventOfAStoppedExecutionGivesBackItsLock() throws IOException {
    String execution = "arn:aws:states:eu-west-1:123456789012:execution:rolling-deploy:deploy-42";
    lock.take(GROUP, execution, Instant.EPOCH, Optional.empty());

    Map<?, ?> answer = invoke(DeployedFunction.ROLLOUT_ENDED, "rollout-stopped");

    assertEquals(true, answer.get("released"), answer::toString);
    assertEquals(Optional.empty(), lock.state(GROUP).holder());
  }

  @Test
  void aPauseIsAskedForAndCalledOffAndAStopStops() throws IOException {
    Execution rollout =
        story
            .aws()
            .engine()
            .startExecution(waitingMachine(), "deploy-42", Map.of("serverGroup", GROUP));
    lock.take(GROUP, rollout.arn(), Instant.EPOCH, Optional.empty());

    assertEquals(true, invoke(DeployedFunction.CONTROL, "control-pause").get("done"));
    assertEquals(
        Optional.of("an operator (looking at the canary first)"),
        lock.state(GROUP).pauseRequested());
    assertEquals(true, invoke(DeployedFunction.CONTROL, "control-resume").get("done"));
    assertEquals(Optional.empty(), lock.state(GROUP).pauseRequested());
    assertEquals(true, invoke(DeployedFunction.CONTROL, "control-cancel").get("done"));
    assertEquals("ABORTED", rollout.status().name());
    assertEquals("Rollout.Stopped.Operator", rollout.error());
  }

  @Test
  void everyFileIsUsed() throws IOException {
    try (Stream<Path> files = Files.list(EVENTS)) {
      assertEquals(
          Set.of("rollout-stopped", "control-pause", "control-resume", "control-cancel"),
          files
              .map(file -> file.getFileName().toString().replace(".json", ""))
              .filter(name -> name.startsWith("rollout-") || name.startsWith("control-"))
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  private String waitingMachine() {
    return story
        .aws()
        .engine()
        .createStateMachine(
            ControlPlane.ROLLING_DEPLOY + "-waiting",
            "arn:aws:iam::123456789012:role/waiting",
            """
            {"QueryLanguage": "JSONata", "StartAt": "Wait",
             "States": {"Wait": {"Type": "Wait", "Seconds": 86400, "End": true}}}
            """);
  }

  private Map<?, ?> invoke(String function, String file) throws IOException {
    List<InvocationResult> results = new ArrayList<>();
    story
        .aws()
        .lambda()
        .invoke(function, Files.readString(EVENTS.resolve(file + ".json")), results::add);
    story.until(() -> !results.isEmpty(), "the answer of " + function);
    InvocationResult.Success success =
        assertInstanceOf(InvocationResult.Success.class, results.getFirst());
    return (Map<?, ?>) Json.parse(success.payload());
  }
}
