package io.servergroup.simulator.states;

import io.servergroup.simulator.states.history.Details;
import io.servergroup.simulator.states.history.EventType;
import io.servergroup.simulator.states.history.HistoryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The events of one execution, at most as many as AWS keeps. */
final class History {
  /** A Standard execution's history holds 25,000 events (Step Functions service quotas). */
  static final int LIMIT = 25_000;

  private final List<HistoryEvent> events = new ArrayList<>();

  /**
   * @throws HistoryFullException when only the place for the execution's end is left
   */
  HistoryEvent add(long previous, Instant time, EventType type, Details details) {
    if (events.size() >= LIMIT - 1 && !type.endsExecution()) {
      throw new HistoryFullException();
    }
    HistoryEvent event = new HistoryEvent(events.size() + 1L, previous, time, type, details);
    events.add(event);
    return event;
  }

  int size() {
    return events.size();
  }

  List<HistoryEvent> events() {
    return Collections.unmodifiableList(events);
  }
}
