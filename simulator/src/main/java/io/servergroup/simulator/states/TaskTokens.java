package io.servergroup.simulator.states;

import io.servergroup.simulator.kernel.RandomStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The task tokens that were handed out. */
final class TaskTokens {
  private final RandomStream random;
  private final Map<String, TaskVisit.Attempt> open = new HashMap<>();
  private final Set<String> closed = new HashSet<>();

  TaskTokens(RandomStream random) {
    this.random = random;
  }

  String create() {
    return "AQCgAAAAKgAAAAMAAAAAAAAAA" + random.hex(40);
  }

  void open(String token, TaskVisit.Attempt attempt) {
    open.put(token, attempt);
  }

  void close(String token) {
    open.remove(token);
    closed.add(token);
  }

  /**
   * The attempt that waits for a token.
   *
   * @throws StatesException TaskTimedOut when nobody waits any more, InvalidToken when it is
   *     unknown
   */
  TaskVisit.Attempt waiting(String token) {
    TaskVisit.Attempt attempt = open.get(token);
    if (attempt != null) {
      return attempt;
    }
    if (closed.contains(token)) {
      throw new StatesException(
          "TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
    }
    throw new StatesException("InvalidToken", "Invalid Token: 'Invalid token'");
  }
}
