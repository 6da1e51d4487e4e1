package io.servergroup.cli.html;

import io.servergroup.cli.story.BatchStory;
import io.servergroup.cli.story.Capacity;
import io.servergroup.cli.story.Decision;
import io.servergroup.cli.story.Ending;
import io.servergroup.cli.story.Figure;
import io.servergroup.cli.story.Life;
import io.servergroup.cli.story.Mark;
import io.servergroup.cli.story.Origin;
import io.servergroup.cli.story.Phase;
import io.servergroup.cli.story.RolloutStory;
import io.servergroup.cli.story.ServerStory;
import io.servergroup.cli.story.Stretch;
import io.servergroup.cli.story.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A made-up story: one server after the other is replaced, each in two minutes. */
final class SmallStory {
  private static final Duration STEP = Duration.ofMinutes(2);

  private SmallStory() {}

  /** A story of so many servers in which everything that people write is this text. */
  static RolloutStory of(int servers, String text) {
    Duration end = STEP.multipliedBy(servers);
    List<ServerStory> stories = new ArrayList<>();
    List<BatchStory> batches = new ArrayList<>();
    List<Capacity.Level> levels = new ArrayList<>();
    for (int server = 0; server < servers; server++) {
      Duration from = STEP.multipliedBy(server).plusSeconds(10);
      Duration to = STEP.multipliedBy(server).plusSeconds(110);
      stories.add(server(server, text, from, to, end));
      batches.add(
          new BatchStory(
              server + 1, List.of(server), from, Optional.of(to), BatchStory.Result.REPLACED));
      levels.add(new Capacity.Level(from, servers - 1));
      levels.add(new Capacity.Level(to, servers));
    }
    return new RolloutStory(
        text,
        new Origin.Rehearsal(4711, text),
        new Ending(Ending.Verdict.SUCCEEDED, "SUCCEEDED", text),
        end,
        end,
        stories,
        new Capacity(servers, OptionalInt.of(servers - 1), levels),
        batches,
        List.of(new Mark(Duration.ofSeconds(30), Mark.Kind.PERSON, OptionalInt.of(0), text)),
        List.of(Decision.once(Duration.ofSeconds(5), text, text, text, text)),
        List.of(new Figure(text, text, text)),
        List.of(Tally.of(text, text, Map.of(text, 3))),
        List.of(),
        List.of());
  }

  private static ServerStory server(
      int server, String text, Duration from, Duration to, Duration end) {
    return new ServerStory(
        server,
        "zone-a",
        text,
        List.of(
            new Life(
                text,
                "1",
                Life.Kind.BEFORE,
                List.of(
                    new Stretch(Phase.SERVING, Duration.ZERO, from),
                    new Stretch(Phase.DRAINING, from, from.plusSeconds(40)))),
            new Life(
                text,
                "2",
                Life.Kind.TARGET,
                List.of(
                    new Stretch(Phase.BOOTING, from.plusSeconds(20), from.plusSeconds(60)),
                    new Stretch(Phase.CHECKING, from.plusSeconds(60), to),
                    new Stretch(Phase.SERVING, to, end)))),
        Optional.of(true));
  }
}
