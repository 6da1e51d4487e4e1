package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RolloutGoalTest {
  private static final Instant BEGUN = Instant.parse("2026-01-05T09:00:00Z");

  @Test
  void aRolloutBringsServersToWhatTheirGroupsNameUnlessItIsAskedForMore() {
    assertEquals(RolloutGoal.NAMED, RolloutGoal.of("{\"serverGroup\": \"web\"}", BEGUN));
    assertEquals(
        new RolloutGoal(Optional.of("7"), Map.of(), Optional.empty()),
        RolloutGoal.of("{\"serverGroup\": \"web\", \"launchTemplateVersion\": \"7\"}", BEGUN));
    assertEquals(
        new RolloutGoal(Optional.empty(), Map.of(), Optional.of(BEGUN)),
        RolloutGoal.of("{\"serverGroup\": \"web\", \"replaceAll\": true}", BEGUN));
  }

  @Test
  void anExecutionThatGoesOnHasTheVersionsAndTheBeginningOfTheFirst() {
    String input =
        """
        {"continues": {"predecessor": "arn", "rollout": {
          "serverGroup": "web", "startedAt": "2026-01-04T08:00:00Z",
          "launchTemplateVersions": {"lt-0abc": 7}, "replaceAll": true}}}
        """;

    assertEquals(
        new RolloutGoal(
            Optional.empty(),
            Map.of("lt-0abc", 7L),
            Optional.of(Instant.parse("2026-01-04T08:00:00Z"))),
        RolloutGoal.of(input, BEGUN));
    assertEquals(
        RolloutGoal.NAMED,
        RolloutGoal.of(input.replace("\"lt-0abc\": 7", "").replace("true", "false"), BEGUN));
  }

  @Test
  void anInputThatTheRolloutRefusesHasNoGoal() {
    assertEquals(RolloutGoal.NAMED, RolloutGoal.of("{\"servers\": \"\"}", BEGUN));
  }
}
