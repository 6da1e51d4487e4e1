package io.servergroup.checker.answer;

import io.servergroup.checker.check.Check;
import io.servergroup.checker.check.Outcome;
import java.time.Duration;

/**
 * What a check found, and when.
 *
 * @param took from its start to its end
 * @param endedNanos on the clock of the program, which only tells how much time has passed
 */
public record Result(Check check, Outcome outcome, Duration took, long endedNanos) {}
