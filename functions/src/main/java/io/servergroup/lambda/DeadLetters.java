package io.servergroup.lambda;

import com.fasterxml.jackson.jr.ob.JSON;
import io.servergroup.aws.DeadLetterQueue;
import io.servergroup.aws.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What failed for good in one invocation. It is left in a queue at the end, because a line in a log
 * is read by nobody and the instance it was about is gone.
 */
final class DeadLetters {
  private final Wiring wiring;
  private final List<Map<String, Object>> letters = new ArrayList<>();

  DeadLetters(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * Keeps what is to be sent.
   *
   * @param fields as in the decision log
   */
  void add(String decision, Map<String, ?> fields) {
    Map<String, Object> letter = new LinkedHashMap<>();
    letter.put("decision", decision);
    letter.put("time", wiring.clock().instant().toString());
    letter.putAll(fields);
    letters.add(letter);
  }

  /** Sends what was kept; what cannot be sent is told in the log and costs nothing else. */
  void send() {
    DeadLetterQueue queue =
        new DeadLetterQueue(wiring.clients()::sqs, wiring.settings().deadLetterQueue());
    for (Map<String, Object> letter : letters) {
      Outcome outcome = queue.send(json(letter));
      if (!(outcome instanceof Outcome.Done || outcome instanceof Outcome.AlreadyDone)) {
        Map<String, Object> fields = new LinkedHashMap<>(letter);
        fields.put("outcome", outcome.getClass().getSimpleName());
        fields.put("aws", outcome.toString());
        wiring.log().write("DeadLetter", fields);
      }
    }
    letters.clear();
  }

  private static String json(Map<String, Object> letter) {
    try {
      return JSON.std.asString(letter);
    } catch (IOException e) {
      throw new UncheckedIOException("a dead letter cannot be written as JSON", e);
    }
  }
}
