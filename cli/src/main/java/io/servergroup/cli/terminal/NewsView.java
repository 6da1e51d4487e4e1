package io.servergroup.cli.terminal;

import io.servergroup.cli.view.RolloutStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Writes one line whenever a rollout has said something new. */
public final class NewsView implements WatchView {
  private final Surroundings surroundings;
  private final InstantSource clock;
  private final boolean json;
  private String last = "";

  /**
   * @param json whether a line is for programs
   */
  public NewsView(Surroundings surroundings, InstantSource clock, boolean json) {
    this.surroundings = surroundings;
    this.clock = clock;
    this.json = json;
  }

  @Override
  public void show(RolloutStatus status) {
    String news = json ? status.json() : text(status);
    if (news.equals(last)) {
      return;
    }
    last = news;
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    surroundings.out().println(json ? news : now + "  " + news);
    surroundings.out().flush();
  }

  private static String text(RolloutStatus status) {
    String summary = status.status().summary().orElse("the rollout has begun");
    return status
        .status()
        .question()
        .map(question -> summary + "; it waits for a person: " + question)
        .orElse(summary);
  }

  @Override
  public void leave() {
    // Lines stay where they are.
  }

  @Override
  public void finish() {
    // Lines stay where they are.
  }

  @Override
  public void close() {
    // Lines stay where they are.
  }
}
