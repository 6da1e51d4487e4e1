package io.servergroup.simulator.aws.events;

import io.servergroup.simulator.aws.lambda.LambdaService;
import java.util.function.Consumer;

/** Where a rule sends the events it matches. */
@FunctionalInterface
public interface EventTarget {
  /** What a target says to one attempt to deliver an event. */
  enum Answer {
    ACCEPTED,
    /** Try again later. */
    UNAVAILABLE,
    /** It is of no use to try again: the target is gone or not permitted. */
    REFUSED
  }

  Answer accept(BusEvent event);

  /** Puts the event into the queue of a function. */
  static EventTarget function(LambdaService lambda, String function) {
    return event -> lambda.invokeAsync(function, event.json()) ? Answer.ACCEPTED : Answer.REFUSED;
  }

  /** Hands the event to a consumer that never fails. */
  static EventTarget of(Consumer<BusEvent> consumer) {
    return event -> {
      consumer.accept(event);
      return Answer.ACCEPTED;
    };
  }
}
