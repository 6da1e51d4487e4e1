package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.cloudformation.ReceivedAnswer;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files in {@code events/} that the functions of {@code Custom::Rollout} are invoked with. */
final class StackRolloutEventFilesTest {
  private static final Path EVENTS = Path.of("..", "events");

  private final Story story = Story.of(3);
  private final Formation formation = Formation.of(story);

  @Test
  void theRequestToCreateIsAnsweredWhenTheServersAreHealthy() throws IOException {
    formation.status("CREATE_IN_PROGRESS");

    ReceivedAnswer answer = resource("custom-rollout-create");

    assertEquals("SUCCESS", answer.status(), answer::reason);
    assertEquals("all 3 servers are healthy", answer.reason());
    story.endsWell();
  }

  @Test
  void theRequestToUpdateRolls() throws IOException {
    formation.status("UPDATE_IN_PROGRESS");
    story.stage().cluster().deployNewImage();
    story.expectsRollout(1);

    ReceivedAnswer answer = resource("custom-rollout-update");

    assertEquals("SUCCESS", answer.status(), answer::reason);
    story.assertVersions(2, 2, 2);
    story.endsWell();
  }

  @Test
  void theRequestToDeleteStopsWhatRuns() throws IOException {
    Execution rollout = story.roll();
    story.untilTerminations(1);

    ReceivedAnswer answer = resource("custom-rollout-delete");

    assertEquals("SUCCESS", answer.status(), answer::reason);
    assertEquals("ABORTED", rollout.status().name());
    story.heals();
    story.endsWell();
  }

  @Test
  void theEventOfAnExecutionThatRanOutOfTimeIsAnsweredForIt() throws IOException {
    Map<?, ?> event = read("custom-rollout-not-answered");
    String input = (String) ((Map<?, ?>) event.get("detail")).get("input");
    Map<?, ?> request = (Map<?, ?>) Json.parse(input);
    assertEquals(read("custom-rollout-update"), request);

    ReceivedAnswer answer = answered(DeployedFunction.ANSWER_STACK, event, request);

    assertEquals("FAILED", answer.status());
    assertTrue(
        answer
            .reason()
            .endsWith("is TIMED_OUT before it has answered; no rollout of the group runs"),
        answer::reason);
    story.endsWell();
  }

  @Test
  void everyFileIsUsed() throws IOException {
    try (Stream<Path> files = Files.list(EVENTS)) {
      assertEquals(
          new TreeSet<>(
              Set.of(
                  "custom-rollout-create",
                  "custom-rollout-update",
                  "custom-rollout-delete",
                  "custom-rollout-not-answered")),
          files
              .map(file -> file.getFileName().toString().replace(".json", ""))
              .filter(name -> name.startsWith("custom-rollout-"))
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  private ReceivedAnswer resource(String file) throws IOException {
    Map<?, ?> request = read(file);
    return answered(DeployedFunction.ROLLOUT_RESOURCE, request, request);
  }

  private ReceivedAnswer answered(String function, Map<?, ?> event, Map<?, ?> request) {
    String requestId = (String) request.get("RequestId");
    story.aws().answers().expect((String) request.get("ResponseURL"), requestId);
    assertTrue(story.aws().lambda().invokeAsync(function, Json.print(event)));
    return formation.awaited(requestId);
  }

  private static Map<?, ?> read(String file) throws IOException {
    return (Map<?, ?>) Json.parse(Files.readString(EVENTS.resolve(file + ".json")));
  }
}
