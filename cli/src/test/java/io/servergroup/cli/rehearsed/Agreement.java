package io.servergroup.cli.rehearsed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.cli.story.BatchStory;
import io.servergroup.cli.story.Decision;
import io.servergroup.cli.story.Life;
import io.servergroup.cli.story.Phase;
import io.servergroup.cli.story.RolloutStory;
import io.servergroup.cli.story.ServerStory;
import io.servergroup.cli.story.Sign;
import io.servergroup.cli.story.Stretch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds what is told of a rollout to what somebody saw who was there. */
record Agreement(StoryRecorder recorder) {
  /** As often a rollout looks; what it sees it may see so late. */
  private static final Duration LOOK = Duration.ofSeconds(15);

  private static final Pattern NAMED = Pattern.compile("server \\d+(?=: )");

  void agrees(RolloutStory story) {
    sameBatches(story);
    story.servers().forEach(this::sameLives);
    assertEquals(
        recorder.levels().stream()
            .filter(level -> level.at().compareTo(story.lasted()) < 0)
            .mapToInt(level -> level.healthy())
            .min(),
        story.capacity().lowest());
    for (var decision : story.decisions()) {
      if (decision.by().equals("NextBatch")) {
        assertTrue(
            recorder.decisions().stream().anyMatch(seen -> seen.reason().equals(decision.reason())),
            () -> "nobody saw decided: " + decision);
      }
    }
  }

  static void everyDecisionIsToldOfItsServer(RolloutStory story) {
    for (Decision decision : story.decisions()) {
      Matcher named = NAMED.matcher(decision.reason());
      if (decision.by().equals("CheckServers") && named.find()) {
        assertEquals(named.group(), decision.subject(), decision::toString);
      }
    }
  }

  void sameBatches(RolloutStory story) {
    assertEquals(recorder.batches().size(), story.batches().size());
    for (int i = 0; i < story.batches().size(); i++) {
      BatchStory seen = recorder.batches().get(i);
      BatchStory told = story.batches().get(i);
      assertEquals(seen.number(), told.number());
      assertEquals(seen.servers(), told.servers());
      assertEquals(seen.result(), told.result());
      near(seen.from(), told.from(), Duration.ofSeconds(1), "begin of " + told);
      if (seen.to().isPresent()) {
        near(seen.to().get(), told.to().orElseThrow(), Duration.ofSeconds(1), "end of " + told);
      }
    }
  }

  void sameLives(ServerStory server) {
    List<String> seen =
        recorder.instances().entrySet().stream()
            .filter(entry -> entry.getValue().server.equals(OptionalInt.of(server.server())))
            .map(Map.Entry::getKey)
            .toList();
    assertEquals(seen, server.lives().stream().map(Life::instance).toList());
    for (Life life : server.lives()) {
      List<Sign> signs = recorder.instances().get(life.instance()).signs;
      first(signs, Sign.Kind.LAUNCHED)
          .ifPresent(at -> near(at, life.from(), Duration.ofSeconds(1), "birth of " + life));
      first(signs, Sign.Kind.LEAVING)
          .ifPresent(
              at ->
                  near(
                      at,
                      begin(life, Phase.DRAINING)
                          .orElseThrow(
                              () -> new AssertionError(life + " never left, but " + signs)),
                      Duration.ofSeconds(1),
                      "leaving of " + life));
      if (life.kind() != Life.Kind.BEFORE) {
        begin(life, Phase.SERVING)
            .ifPresent(
                told ->
                    near(
                        first(signs, Sign.Kind.HEALTHY).orElseThrow(),
                        told,
                        LOOK,
                        "service of " + life));
      }
    }
  }

  private static Optional<Duration> first(List<Sign> signs, Sign.Kind kind) {
    return signs.stream().filter(sign -> sign.kind() == kind).map(Sign::at).findFirst();
  }

  private static Optional<Duration> begin(Life life, Phase phase) {
    return life.stretches().stream()
        .filter(stretch -> stretch.phase() == phase)
        .map(Stretch::from)
        .findFirst();
  }

  private static void near(Duration right, Duration told, Duration most, String what) {
    assertTrue(
        told.minus(right).abs().compareTo(most) <= 0,
        () -> "%s: told %s, it was %s".formatted(what, told, right));
  }
}
