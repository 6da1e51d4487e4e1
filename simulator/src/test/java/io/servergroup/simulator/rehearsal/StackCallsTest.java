package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.ApiCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Which AWS calls the functions of a stack make, call by call: a rollout of hours is looked at
 * hundreds of times.
 */
final class StackCallsTest {
  private static final List<String> HEALTH =
      List.of(
          "autoscaling:DescribeAutoScalingGroups",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeVolumes",
          "elasticloadbalancing:DescribeTargetHealth",
          "ec2:DescribeInstances");

  private final Story story = Story.of(2);
  private final Formation formation = Formation.of(story).with("Links", "1");

  @Test
  void anUpdateLooksOnceForOtherRolloutsAndThenAtItsOwnAlone() {
    assertTrue(formation.deploy());

    assertEquals(
        List.of(
            List.of("states:DescribeExecution", "states:ListExecutions", "states:StartExecution")),
        callsOf("RolloutResource"));
    List<List<String>> looks = callsOf("StackRollout");
    assertEquals(List.of("dynamodb:GetItem", "states:ListExecutions"), looks.getFirst());
    for (List<String> look : looks.subList(1, looks.size())) {
      assertEquals(List.of("states:DescribeExecution"), look);
    }
    assertEquals(List.of(List.of("presigned:Put")), callsOf("AnswerStack"));
  }

  @Test
  void aCreationLooksAtTheHealthOfTheGroup() {
    assertTrue(formation.create());

    assertEquals(List.of(HEALTH), callsOf("StackRollout"));
  }

  @Test
  void aDeletionWhereNothingRunsAsksFourQuestions() {
    assertTrue(formation.delete());

    assertEquals(
        List.of(
            List.of(
                "states:ListExecutions",
                "dynamodb:GetItem",
                "states:ListExecutions",
                "dynamodb:GetItem",
                "presigned:Put")),
        callsOf("RolloutResource"));
  }

  /** The calls of each invocation of a function, in order. */
  private List<List<String>> callsOf(String function) {
    Map<String, List<String>> byInvocation = new LinkedHashMap<>();
    for (ApiCall call : story.calls()) {
      if (call.caller().startsWith(function + "#")) {
        byInvocation.computeIfAbsent(call.caller(), caller -> new ArrayList<>()).add(call.action());
      }
    }
    return List.copyOf(byInvocation.values());
  }
}
