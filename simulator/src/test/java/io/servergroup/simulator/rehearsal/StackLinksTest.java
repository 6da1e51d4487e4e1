package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.cloudformation.ReceivedAnswer;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A rollout that takes longer than CloudFormation waits for one resource goes through several. */
final class StackLinksTest {
  private static final String LONG_BAKE = "{\"bakeSeconds\": 2400}";

  private final Story story = Story.of(3);

  @Test
  void aRolloutOfHoursIsFollowedByOneLinkAfterTheOther() {
    Formation formation = Formation.of(story).with("RolloutOptions", LONG_BAKE);

    assertTrue(formation.deploy(), () -> formation.answers().toString());

    List<String> reasons = formation.answers().stream().map(ReceivedAnswer::reason).toList();
    String arn = formation.rollouts().getFirst().arn();
    String goesOn = "the rollout goes on: " + arn + "; the next link waits for it";
    assertEquals(List.of(goesOn, goesOn), reasons.subList(0, 2));
    assertFalse(reasons.get(2).contains("goes on"), reasons::toString);
    assertEquals(List.of(arn), followed(formation));
    assertEquals(1, formation.rollouts().size());
    story.assertVersions(2, 2, 2);
    story.endsWell();
  }

  @Test
  void theLastLinkStopsARolloutThatTakesLongerThanAllOfThem() {
    Formation formation = Formation.of(story).with("RolloutOptions", LONG_BAKE).with("Links", "2");

    assertFalse(formation.deploy());

    assertEquals(List.of("SUCCESS", "FAILED"), formation.statuses().subList(0, 2));
    String reason = formation.answers().get(1).reason();
    assertTrue(
        reason.startsWith("the rollout took longer than the 110 minutes that a stack can wait"),
        reason);
    assertTrue(reason.contains("use a larger BatchSize, or update with SkipRollingDeploy"), reason);
    assertEquals(ExecutionStatus.ABORTED, formation.rollouts().getLast().status());
    story.until(
        () -> formation.rollouts().getFirst().status() != ExecutionStatus.RUNNING, "the rollback");
    story.assertVersions(3, 3, 3);
    story.endsWell();
  }

  @Test
  void aRolloutThatIsHandedOverIsFollowedToItsSuccessor() {
    Execution full = FullHistory.of(story, Map.of("bakeSeconds", 900));
    Formation formation = Formation.of(story);
    formation.status("UPDATE_IN_PROGRESS");
    Map<String, Object> request =
        formation.updateOf(2, Map.of("LaunchTemplateVersion", "2", "Follows", full.arn()));

    ReceivedAnswer answer = formation.awaited(formation.send(request));

    Execution successor = formation.rollouts().getFirst();
    assertEquals("HANDED_OVER", ((Map<?, ?>) full.output()).get("status"));
    assertEquals("SUCCESS", answer.status(), answer::reason);
    assertEquals(successor.arn(), answer.data().get("Execution"));
    assertEquals(((Map<?, ?>) successor.output()).get("reason"), answer.reason());
    story.assertVersions(2, 2, 2);
    story.endsWell();
  }

  @Test
  void aPersonsRolloutThatOutlastsALinkIsWaitedForByTheNext() {
    Formation formation = Formation.of(story);
    story.stage().cluster().deployNewImage();
    Execution persons = story.start(1, Map.of("bakeSeconds", 1800));
    story.untilTerminations(1);

    assertTrue(
        formation.update(Map.of("LaunchTemplateVersion", "2")),
        () -> formation.answers().toString());

    List<String> reasons = formation.answers().stream().map(ReceivedAnswer::reason).toList();
    assertEquals(
        "a person's rollout has to end first: " + persons.arn() + "; the next link goes on",
        reasons.getFirst());
    assertEquals("", formation.answers().getFirst().data().get("Execution"));
    assertEquals(ExecutionStatus.SUCCEEDED, persons.status());
    assertEquals(2, formation.rollouts().size());
    story.endsWell();
  }

  private static List<String> followed(Formation formation) {
    return formation.answers().stream()
        .map(answer -> answer.data().get("Execution"))
        .distinct()
        .toList();
  }
}
