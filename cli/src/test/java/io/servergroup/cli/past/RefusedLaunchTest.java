package io.servergroup.cli.past;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.servergroup.cli.past.Activity.Kind;
import io.servergroup.cli.story.Life;
import io.servergroup.cli.story.Mark;
import io.servergroup.cli.story.RolloutStory;
import io.servergroup.group.TemplateVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A launch for which EC2 had no capacity, in a group of two servers. */
class RefusedLaunchTest {
  private static final Instant BEGAN = Instant.parse("2026-01-01T12:00:00Z");
  private static final String GROUP = "tools";
  private static final Optional<TemplateVersion> VERSION =
      Optional.of(new TemplateVersion("lt-0abc", 3));

  private final RolloutStory story =
      story(
          terminated("i-a", 10),
          refused(20),
          launched("i-c", 60),
          terminated("i-c", 100),
          launched("i-d", 140));

  @Test
  void takesNobodysPlace() {
    assertEquals(
        List.of("i-a", "i-c", "i-d"),
        story.servers().getFirst().lives().stream().map(Life::instance).toList());
    assertEquals(
        List.of("i-b"), story.servers().getLast().lives().stream().map(Life::instance).toList());
  }

  @Test
  void isToldOfItsGroupBecauseItCouldHaveBeenAnyServers() {
    assertEquals(
        List.of(
            new Mark(
                Duration.ofSeconds(25),
                Mark.Kind.FAULT,
                OptionalInt.empty(),
                "a launch in tools failed: no capacity")),
        story.marks());
  }

  @Test
  void instancesWhoseVersionNobodyKnowsAreNamed() {
    assertEquals("3", story.servers().getLast().lives().getFirst().version());
    assertTrue(
        story.gaps().getLast().endsWith("it is not known of i-a; i-c; i-d."),
        story.gaps()::toString);
  }

  private static Activity terminated(String instance, int at) {
    return activity(Kind.TERMINATION, instance, at, true, "");
  }

  private static Activity launched(String instance, int at) {
    return activity(Kind.LAUNCH, instance, at, true, "");
  }

  private static Activity refused(int at) {
    return activity(Kind.LAUNCH, "", at, false, "no capacity");
  }

  private static Activity activity(
      Kind kind, String instance, int at, boolean successful, String message) {
    Instant start = BEGAN.plusSeconds(at);
    return new Activity(
        GROUP, kind, instance, start, Optional.of(start.plusSeconds(5)), successful, message);
  }

  private static RolloutStory story(Activity... activities) {
    Remembered running =
        new Remembered(
            "arn:aws:states:eu-west-1:111122223333:execution:tools-rolling-deploy:deploy-1",
            "RUNNING",
            BEGAN,
            Optional.empty(),
            JsonNodeFactory.instance.objectNode().put("serverGroup", GROUP),
            MissingNode.getInstance(),
            "",
            "",
            List.of(
                new Event(BEGAN, "TaskStateExited", States.NEXT_BATCH, MissingNode.getInstance())));
    return PastStory.of(
        new Past(
            List.of(running),
            Map.of(),
            List.of(activities),
            List.of(
                new ServerNow(OptionalInt.of(0), GROUP, "a", "i-d", Optional.empty(), ""),
                new ServerNow(OptionalInt.of(1), GROUP, "b", "i-b", VERSION, "")),
            BEGAN.plusSeconds(300),
            List.of()));
  }
}
