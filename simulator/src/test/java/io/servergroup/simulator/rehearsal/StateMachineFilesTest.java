package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.servergroup.stack.LinkTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules every state machine of the application keeps, read from its file. */
final class StateMachineFilesTest {
  private static final Path FOLDER = Path.of("..", "statemachine");

  /**
   * Errors of the Lambda service itself that AWS asks state machines to retry.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#bp-lambda-serviceexception">Handle
   *     transient Lambda service exceptions</a>
   */
  private static final Set<String> DOCUMENTED =
      Set.of(
          "Lambda.ClientExecutionTimeoutException",
          "Lambda.ServiceException",
          "Lambda.AWSLambdaException",
          "Lambda.SdkClientException",
          "Lambda.TooManyRequestsException");

  /**
   * Errors of functions that nobody called for two weeks, until Lambda has restored them.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-troubleshooting.html">Troubleshooting
   *     SnapStart errors</a>
   */
  private static final Set<String> AT_REST =
      Set.of(
          "Lambda.ResourceConflictException",
          "Lambda.ResourceNotReadyException",
          "Lambda.SnapStartException",
          "Lambda.SnapStartNotReadyException",
          "Lambda.SnapStartTimeoutException");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".asl.json")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyStateTellsAnOperatorWhatHappens(Path file) throws IOException {
    states(file)
        .forEach(entry -> assertTrue(entry.getValue().hasNonNull("Comment"), entry.getKey()));
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyTaskIsBoundedRetriedAndCaught(Path file) throws IOException {
    for (Map.Entry<String, JsonNode> entry : tasks(file)) {
      JsonNode task = entry.getValue();
      assertTrue(task.has("TimeoutSeconds"), entry.getKey());
      assertTrue(task.path("Retry").size() > 0, entry.getKey());
      assertEquals(
          "States.ALL",
          task.path("Catch")
              .path(task.path("Catch").size() - 1)
              .path("ErrorEquals")
              .path(0)
              .asText(),
          entry.getKey());
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void retriesNameWhatTheyRetry(Path file) throws IOException {
    for (Map.Entry<String, JsonNode> entry : tasks(file)) {
      Set<String> retried = new TreeSet<>();
      for (JsonNode retrier : entry.getValue().path("Retry")) {
        assertTrue(retrier.path("MaxAttempts").asInt() <= 10, entry.getKey());
        retrier.path("ErrorEquals").forEach(error -> retried.add(error.asText()));
      }
      assertFalse(retried.contains("States.ALL"), entry.getKey());
      if (entry.getValue().path("Resource").asText().endsWith(":lambda:invoke")) {
        assertTrue(retried.containsAll(DOCUMENTED), entry.getKey());
        assertTrue(retried.containsAll(AT_REST), entry.getKey());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void noErrorPathEndsInSuccess(Path file) throws IOException {
    JsonNode states = machine(file).path("States");
    for (Map.Entry<String, JsonNode> entry : tasks(file)) {
      for (JsonNode catcher : entry.getValue().path("Catch")) {
        if (saysItIsDoneAlready(entry.getValue(), catcher)) {
          continue;
        }
        for (String reached : reachable(withoutTheWayBack(states), catcher.path("Next").asText())) {
          assertFalse(
              states.path(reached).path("Type").asText().equals("Succeed"),
              entry.getKey() + " can fail and still reach " + reached);
        }
      }
    }
  }

  /**
   * A start whose answer was lost and that is repeated after the execution has ended is refused for
   * its name: what was to be started was, and is followed like any other.
   */
  private static boolean saysItIsDoneAlready(JsonNode task, JsonNode catcher) {
    return task.path("Resource").asText().equals("arn:aws:states:::states:startExecution")
        && catcher.path("ErrorEquals").size() == 1
        && catcher
            .path("ErrorEquals")
            .path(0)
            .asText()
            .equals("StepFunctions.ExecutionAlreadyExistsException")
        && catcher.path("Next").asText().equals(task.path("Next").asText())
        && catcher.path("Assign").has("execution");
  }

  /**
   * A rollout that takes its servers back goes through the same states as one that goes forward.
   * Its last decision comes with the error that it ends with, and {@link RollbackTest} shows that
   * it does; here it is shown that no other way leads from an error to success.
   */
  private static JsonNode withoutTheWayBack(JsonNode states) {
    ObjectNode copy = states.deepCopy();
    if (copy.path("TurnsBack") instanceof ObjectNode turnsBack) {
      assertEquals("LetBatchSettle", turnsBack.path("Choices").path(0).path("Next").asText());
      assertEquals(1, turnsBack.path("Choices").size());
      turnsBack.remove("Choices");
    }
    return copy;
  }

  @Test
  void aDecisionThatComesWithAnErrorNeverLeadsToSuccess() throws IOException {
    JsonNode rules =
        machine(FOLDER.resolve("rolling-deploy.asl.json"))
            .path("States")
            .path("WhatNext")
            .path("Choices");
    for (JsonNode rule : rules) {
      if (rule.path("Next").asText().equals("ReleaseLock")) {
        assertEquals(
            "{% $states.input.decision = 'DONE' and $states.input.error = '' %}",
            rule.path("Condition").asText());
      }
    }
  }

  @Test
  void theAddressForTheAnswerGoesToTheFunctionThatAnswersAlone() throws IOException {
    Path file = FOLDER.resolve("deploy-stack.asl.json");
    List<String> holders =
        states(file)
            .filter(entry -> entry.getValue().toString().contains("Execution.Input"))
            .filter(entry -> !isWithoutAddress(entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();

    assertEquals(List.of("Answer", "AnswerFailure"), holders);
    for (String holder : holders) {
      JsonNode arguments = machine(file).path("States").path(holder).path("Arguments");
      assertEquals("${AnswerStackFunctionArn}", arguments.path("FunctionName").asText());
    }
    JsonNode begin = machine(file).path("States").path("Begin");
    assertEquals("{}", begin.path("Output").toString(), "the input must not become an output");
  }

  private static boolean isWithoutAddress(JsonNode state) {
    String text = state.toString();
    String withoutAddress =
        "$sift($states.context.Execution.Input, function($value, $name) { $name != 'ResponseURL' })";
    return !text.replace(withoutAddress, "")
        .replace("$states.context.Execution.Input.StackId", "")
        .contains("Execution.Input");
  }

  @Test
  void aStackIsAnsweredOnEveryWayOut() throws IOException {
    JsonNode states = machine(FOLDER.resolve("deploy-stack.asl.json")).path("States");
    List<String> ends = List.of("Succeeded", "Failed", "NotAnswered");
    Set<String> before = new TreeSet<>();
    states
        .properties()
        .forEach(
            entry -> {
              for (JsonNode next : entry.getValue().findValues("Next")) {
                if (ends.contains(next.asText())) {
                  before.add(entry.getKey());
                }
              }
            });

    assertEquals(Set.of("Answer", "AnswerFailure", "WasSuccess"), before);
    assertEquals("WasSuccess", states.path("Answer").path("Next").asText());
  }

  @Test
  void aStackIsAnsweredWithinTheHourThatCloudFormationWaits() throws IOException {
    JsonNode machine = machine(FOLDER.resolve("deploy-stack.asl.json"));

    assertTrue(machine.path("TimeoutSeconds").asInt() > LinkTime.OWN.toSeconds());
    assertTrue(machine.path("TimeoutSeconds").asInt() < 3_600 - 60);
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyStateIsReached(Path file) throws IOException {
    JsonNode machine = machine(file);
    Set<String> all = new TreeSet<>();
    machine.path("States").fieldNames().forEachRemaining(all::add);

    assertEquals(
        all, new TreeSet<>(reachable(machine.path("States"), machine.path("StartAt").asText())));
  }

  /**
   * The library behind the engine and Step Functions work these out differently, as may two
   * versions of either: numbers and dates by pictures, and sorting by a function.
   */
  @ParameterizedTest
  @MethodSource("files")
  void expressionsUseNothingThatTwoJsonatasUnderstandDifferently(Path file) throws IOException {
    String text = machine(file).toString();
    for (String form :
        List.of(
            "\\$formatNumber\\(",
            "\\$(from|to)Millis\\([^()]*,",
            "\\$sort\\([^()]*,",
            "\\$(now)\\([^)]")) {
      assertFalse(Pattern.compile(form).matcher(text).find(), form + " in " + file);
    }
  }

  private static Set<String> reachable(JsonNode states, String from) {
    Set<String> reached = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      String name = open.pop();
      assertTrue(states.has(name), "no state is called " + name);
      if (reached.add(name)) {
        JsonNode state = states.path(name);
        Stream.of(state, state.path("Default"))
            .flatMap(node -> node.isTextual() ? Stream.of(node) : node.findValues("Next").stream())
            .forEach(next -> open.push(next.asText()));
      }
    }
    return reached;
  }

  private static List<Map.Entry<String, JsonNode>> tasks(Path file) throws IOException {
    return states(file)
        .filter(entry -> entry.getValue().path("Type").asText().equals("Task"))
        .toList();
  }

  private static Stream<Map.Entry<String, JsonNode>> states(Path file) throws IOException {
    return machine(file).path("States").properties().stream();
  }

  private static JsonNode machine(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }
}
