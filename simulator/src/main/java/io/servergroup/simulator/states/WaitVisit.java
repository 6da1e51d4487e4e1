package io.servergroup.simulator.states;

import io.servergroup.simulator.kernel.Timer;
import io.servergroup.simulator.states.definition.State;
import io.servergroup.simulator.states.jsonata.QueryFailure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** A Wait state. */
final class WaitVisit extends Visit {
  private final State.Wait wait;
  private Timer timer = () -> {};

  WaitVisit(Branch branch, State.Wait wait, Object input) {
    super(branch, wait, input);
    this.wait = wait;
  }

  @Override
  void begin() {
    timer = execution().at(end(), state().name(), () -> guarded(() -> exit(input())));
  }

  private Instant end() {
    TypedFields fields = new TypedFields(this);
    if (wait.seconds() != null) {
      return execution().now().plusSeconds(fields.integer("Seconds", wait.seconds(), 0));
    }
    String timestamp = fields.text(wait.timestamp());
    try {
      return OffsetDateTime.parse(String.valueOf(timestamp)).toInstant();
    } catch (DateTimeException e) {
      throw new QueryFailure(
          "Timestamp",
          "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format"
              + " string: "
              + timestamp);
    }
  }

  @Override
  void abort() {
    timer.cancel();
  }
}
