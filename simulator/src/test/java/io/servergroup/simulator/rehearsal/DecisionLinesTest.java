package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.rehearsal.Decisions.Line;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** One line for every decision, in which whoever has to find out why finds all of it. */
final class DecisionLinesTest {
  private static final Set<String> ACTIONS =
      Set.of(
          "AttachInterface",
          "AttachVolume",
          "Complete ABANDON",
          "Complete CONTINUE",
          "DetachInterface",
          "Heartbeat",
          "TagInstance",
          "UpsertRecord");

  @Test
  void everyLineSaysWhoWhyAndInWhichInvocation() {
    Story story = Story.of(Topology.GROUP_PER_ZONE, 2);
    Decisions decisions = new Decisions(story);
    new GroupByHand(story, 1).tag("ServerGroupLaunchBudget", "600");
    GroupByHand operator = new GroupByHand(story, 1);
    String extra = operator.launchesAnExtraInstance();
    story.until(() -> !decisions.of("Complete ABANDON").isEmpty(), "an end by budget");
    operator.capacity(1);
    story.heals();
    // A launch leaves a right record as it is.
    new Zone(story).remove(0);
    new Operator(story).replace(0);
    story.heals();
    story.succeeds(story.roll());

    List<Line> lines =
        decisions.all().stream().filter(line -> line.fields().containsKey("requestId")).toList();
    for (Line line : lines) {
      assertEquals("confluent-tools", line.fields().get("group"), line::toString);
      assertTrue(!line.reason().isBlank(), line::toString);
      assertTrue(line.text("requestId").matches("[0-9a-f-]{36}"), line::toString);
    }
    Set<String> seen = new TreeSet<>();
    for (Line line : lines) {
      if (line.fields().containsKey("outcome")) {
        seen.add(line.decision());
        assertTrue(line.text("instance").startsWith("i-"), line::toString);
        // One that never got a slot is terminated without one.
        assertTrue(line.text("server").matches("[01]") || line.isAbout(extra), line::toString);
        assertTrue(!line.text("detail").isBlank(), line::toString);
      }
    }
    assertEquals(new TreeSet<>(ACTIONS), seen);
    story.endsWell();
  }

  @Test
  void everyCallThatChangesSomethingHasOneLine() {
    Story story = Story.of(2);
    Decisions decisions = new Decisions(story);
    story.succeeds(story.roll(2));
    story.pass(Duration.ofMinutes(1));

    long changes =
        story.calls().stream()
            .filter(call -> call.caller().startsWith("Reconcile"))
            .filter(Story::changesSomething)
            .count();
    assertTrue(changes > 10);
    assertEquals(
        changes,
        decisions.all().stream()
            .filter(line -> line.fields().containsKey("requestId"))
            .filter(line -> line.fields().containsKey("outcome"))
            .count());
    story.endsWell();
  }
}
