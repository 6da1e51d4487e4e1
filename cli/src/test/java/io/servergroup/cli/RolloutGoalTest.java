package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.rollout.Selection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class RolloutGoalTest {
  private static final Instant BEGUN = Instant.parse("2026-01-05T09:00:00Z");

  @Test
  void aRolloutBringsServersToWhatTheirGroupsNameUnlessItIsAskedForMore() {
    assertEquals(RolloutGoal.NAMED, RolloutGoal.of("{\"serverGroup\": \"web\"}", BEGUN));
    assertEquals(
        new RolloutGoal(Optional.of("7"), Map.of(), Selection.OUTDATED),
        RolloutGoal.of("{\"serverGroup\": \"web\", \"launchTemplateVersion\": \"7\"}", BEGUN));
    assertEquals(
        new RolloutGoal(
            Optional.empty(), Map.of(), new Selection(new TreeSet<>(), Optional.of(BEGUN))),
        RolloutGoal.of("{\"serverGroup\": \"web\", \"replaceAll\": true}", BEGUN));
    assertEquals(
        new RolloutGoal(Optional.empty(), Map.of(), only(3, 5)),
        RolloutGoal.of("{\"serverGroup\": \"web\", \"servers\": \"3,5\"}", BEGUN));
  }

  @Test
  void anExecutionThatGoesOnHasTheVersionsTheServersAndTheBeginningOfTheFirst() {
    String input =
        """
        {"continues": {"predecessor": "arn", "rollout": {
          "serverGroup": "web", "startedAt": "2026-01-04T08:00:00Z",
          "launchTemplateVersions": {"lt-0abc": 7}, "servers": [3, 5],
          "replaceAll": true}}}
        """;

    assertEquals(
        new RolloutGoal(
            Optional.empty(),
            Map.of("lt-0abc", 7L),
            new Selection(
                new TreeSet<>(List.of(3, 5)), Optional.of(Instant.parse("2026-01-04T08:00:00Z")))),
        RolloutGoal.of(input, BEGUN));
    assertEquals(
        new RolloutGoal(Optional.empty(), Map.of(), only(3, 5)),
        RolloutGoal.of(input.replace("\"lt-0abc\": 7", "").replace("true", "false"), BEGUN));
  }

  @Test
  void anInputThatTheRolloutRefusesHasNoGoal() {
    assertEquals(RolloutGoal.NAMED, RolloutGoal.of("{\"servers\": \"\"}", BEGUN));
  }

  private static Selection only(Integer... servers) {
    return new Selection(new TreeSet<>(List.of(servers)), Optional.empty());
  }
}
