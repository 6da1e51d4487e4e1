package io.servergroup.lambda;

import com.fasterxml.jackson.jr.ob.JSON;
import io.servergroup.rollout.StopCategory;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What the state machine gets from a person it asked.
 *
 * @param decision {@code RESUME} or {@code STOP}
 * @param error with {@code STOP}: the name the execution's failure gets
 */
public record PersonsAnswer(String decision, String error, String reason) {
  static PersonsAnswer resume(String reason) {
    return new PersonsAnswer("RESUME", "", reason);
  }

  static PersonsAnswer stop(String reason) {
    return stop(StopCategory.OPERATOR.errorName(), reason);
  }

  static PersonsAnswer stop(String error, String reason) {
    return new PersonsAnswer("STOP", error, reason);
  }

  String json() {
    try {
      return JSON.std.asString(this);
    } catch (IOException e) {
      throw new UncheckedIOException("an answer cannot be written as JSON", e);
    }
  }
}
