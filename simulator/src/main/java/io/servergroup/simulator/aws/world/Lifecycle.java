package io.servergroup.simulator.aws.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The state of one thing and how it came there; refuses every move its table does not allow. */
public final class Lifecycle<S extends Stage<S>> {
  /** Since when something was in a state. */
  public record Entry<S>(S state, Instant since) {}

  private final String subject;
  private final List<Entry<S>> history = new ArrayList<>();

  public Lifecycle(String subject, S first, Instant now) {
    this.subject = subject;
    history.add(new Entry<>(first, now));
  }

  public S state() {
    return history.getLast().state();
  }

  public Instant since() {
    return history.getLast().since();
  }

  /** Every state so far, the oldest first. */
  public List<Entry<S>> history() {
    return Collections.unmodifiableList(history);
  }

  /**
   * Moves on.
   *
   * @return the state left
   * @throws IllegalStateException when the table does not allow it; a fault of the simulator
   */
  public S move(S to, Instant now) {
    S from = state();
    if (!from.next().contains(to)) {
      throw new IllegalStateException(
          "%s cannot go from %s to %s, only to %s; so far: %s"
              .formatted(subject, from, to, from.next(), told()));
    }
    history.add(new Entry<>(to, now));
    return from;
  }

  private String told() {
    return history.stream()
        .map(entry -> entry.state() + " since " + entry.since())
        .collect(Collectors.joining(", "));
  }
}
