package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.CallFaults;
import io.servergroup.simulator.aws.cloudwatch.AlarmState;
import io.servergroup.simulator.states.Execution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How a rollout takes servers back, wherever their groups came from and whatever goes wrong. */
final class WayBackTest {
  private static final Map<String, Object> BACK =
      Map.of("onFailure", "ROLLBACK", "alarms", List.of("errors"));

  @Test
  void groupsThatWereToldAVersionAreToldTheOneTheyCameFrom() {
    Story story = watched(3);
    TemplateByHand template = new TemplateByHand(story);
    template.name("1");
    Execution rollout = story.start(1, with("launchTemplateVersion", 2));
    failsAfter(story, 2);

    String reason = story.fails(rollout, "Rollout.RolledBack");

    assertTrue(reason.startsWith("the servers replaced before are back at the versions"), reason);
    assertEquals(Set.of("1"), template.named());
    story.assertVersions(1, 1, 1);
    story.assertUntouched(2);
    story.endsWell();
  }

  @Test
  void groupsNotReachedKeepTheirReferenceAndTheCauseSaysWhatIsLeftToDo() {
    Story story = watched(3);
    TemplateByHand template = new TemplateByHand(story);
    Execution rollout = story.start(1, BACK);
    failsAfter(story, 1);

    String reason = story.fails(rollout, "Rollout.RolledBack");

    assertEquals("1", template.named(0), "what was replaced is held at its old version");
    assertEquals("$Latest", template.named(1));
    assertEquals("$Latest", template.named(2));
    assertTrue(
        reason.contains("give them back their reference with the next deploy: confluent-tools-0"),
        reason);
    assertTrue(
        reason.contains(
            "groups that were not reached would still launch the version that failed:"
                + " confluent-tools-1"),
        reason);
    story.assertVersions(1, 1, 1);
    story.endsWell();
  }

  @Test
  void whatAnEarlierRolloutReplacedIsNotTakenBackWithWhatThisOneDid() {
    Story story = watched(3);
    Execution earlier = story.start(1, BACK);
    story.untilReplaced(0);
    story.stop(earlier);
    story.heals();
    Execution rollout = story.start(1, BACK);
    failsAfter(story, 2);

    story.fails(rollout, "Rollout.RolledBack");

    story.assertVersions(2, 1, 1);
    story.endsWell();
  }

  @Test
  void serversThatShareAGroupGoBackTogether() {
    Story story = Story.of(Topology.GROUP_PER_ZONE, 5);
    story.aws().alarms().create("errors");
    story.stage().cluster().deployNewImage();
    Execution rollout = story.start(1, BACK);
    failsAfter(story, 3);

    story.fails(rollout, "Rollout.RolledBack");

    story.assertVersions(1, 1, 1, 1, 1);
    assertEquals(6, story.terminations(), "each that was replaced, once more");
    story.endsWell();
  }

  @Test
  void serversThatShareAGroupAndRunSeveralVersionsAreNotReplacedByWhoMayTurnBack() {
    Story story = Story.of(Topology.GROUP_PER_ZONE, 6);
    story.aws().alarms().create("errors");
    story.stage().cluster().deployNewImage();
    new Operator(story).replace(0);
    story.heals();
    story.stage().cluster().deployNewImage();
    story.assertVersions(2, 1, 1, 1, 1, 1);

    String reason = story.fails(story.start(1, BACK), "Rollout.Refused");

    assertTrue(reason.contains("a version that they never had"), reason);
    story.succeeds(story.start(1));
    story.endsWell();
  }

  @Test
  void onTheWayBackAsOnTheWayForwardTheFloorIsKept() {
    Story story = watched(6);
    LowestHealthy low = new LowestHealthy(story.stage());
    Execution rollout = story.start(2, with("canary", false));
    failsAfter(story, 4);

    story.fails(rollout, "Rollout.RolledBack");

    assertEquals(4, low.lowest());
    story.assertVersions(1, 1, 1, 1, 1, 1);
    assertEquals(8, story.terminations());
    story.endsWell();
  }

  @Test
  void theWayBackSurvivesTheDeathOfAFunctionAtAnyCall() {
    List<String> failures = new ArrayList<>();
    int calls = survives(Integer.MAX_VALUE, new CallFault.None(), failures);
    for (int call = 0; call < calls; call += 3) {
      CallFault fault =
          call % 2 == 0 ? new CallFault.CallerDiesBefore() : new CallFault.CallerDiesAfter();
      survives(call, fault, failures);
    }
    assertEquals(List.of(), failures);
    assertTrue(calls > 50, () -> "calls: " + calls);
  }

  /**
   * Two servers, of which the first goes back, with a fault at one call after the alarm; returns
   * the number of calls after it.
   */
  private static int survives(int ordinal, CallFault fault, List<String> failures) {
    Story story = watched(2);
    Execution rollout = story.start(1, BACK);
    story.untilDecided("HEALTHY");
    story.aws().alarms().set("errors", AlarmState.ALARM, "5 errors");
    int[] seen = {0};
    int[] repeated = {0};
    CallFaults faults =
        call -> {
          boolean struck = seen[0]++ == ordinal;
          if (struck && call.operation().equals("TerminateInstanceInAutoScalingGroup")) {
            repeated[0]++;
          }
          return struck ? fault : new CallFault.None();
        };
    story.callFaults(faults);
    try {
      story.fails(rollout, "Rollout.RolledBack");
      int calls = seen[0];
      story.assertVersions(1, 1);
      story.assertUntouched(1);
      assertEquals(2 + repeated[0], story.terminations(), "asked for again by who was asked again");
      story.endsWell();
      return calls;
    } catch (AssertionError e) {
      failures.add(fault + " at call " + ordinal + ": " + e.getMessage());
      return seen[0];
    }
  }

  /** Once so many servers are on their way, an alarm goes off. */
  private static void failsAfter(Story story, int terminations) {
    story.untilTerminations(terminations);
    story.aws().alarms().set("errors", AlarmState.ALARM, "5 errors");
  }

  private static Story watched(int servers) {
    Story story = Story.of(servers);
    story.aws().alarms().create("errors");
    story.stage().cluster().deployNewImage();
    return story;
  }

  private static Map<String, Object> with(String field, Object value) {
    Map<String, Object> input = new LinkedHashMap<>(BACK);
    input.put(field, value);
    return input;
  }
}
