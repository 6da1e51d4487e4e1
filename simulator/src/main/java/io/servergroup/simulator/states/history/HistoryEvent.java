package io.servergroup.simulator.states.history;

import java.time.Instant;

/**
 * One event of an execution's history.
 *
 * @param id counted from 1 within the execution
 * @param previousEventId the event this one follows from; 0 for the first state
 * @param time virtual time
 */
public record HistoryEvent(
    long id, long previousEventId, Instant time, EventType type, Details details) {}
