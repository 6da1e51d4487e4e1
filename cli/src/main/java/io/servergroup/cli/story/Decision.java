package io.servergroup.cli.story;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Something a function decided, perhaps several times in a row.
 *
 * @param at since the rollout was started
 * @param until when it decided so for the last time
 * @param times how often, at least 1
 * @param by the function, or the step of the rollout
 * @param what in a word or two
 * @param subject what it is about, such as a server or an instance; empty text for the rollout
 */
public record Decision(
    Duration at, Duration until, int times, String by, String what, String subject, String reason) {
  private static final String PREPARE = "Prepare";
  private static final String NEXT_BATCH = "NextBatch";

  /** One that was made once. */
  public static Decision once(Duration at, String by, String what, String subject, String reason) {
    return new Decision(at, at, 1, by, what, subject, reason);
  }

  /**
   * Puts together what the same function decided again and again, with nothing else of its own
   * between and while the rollout took no step: what is decided after one belongs to what that
   * began.
   */
  public static List<Decision> merged(List<Decision> decisions) {
    List<Decision> merged = new ArrayList<>();
    Map<String, Integer> last = new HashMap<>();
    for (Decision decision : decisions) {
      if (decision.isStep()) {
        last.clear();
      }
      Integer before = last.get(decision.by);
      if (before != null && merged.get(before).isSameAs(decision)) {
        merged.set(before, merged.get(before).and(decision));
      } else {
        last.put(decision.by, merged.size());
        merged.add(decision);
      }
    }
    return merged;
  }

  /** Whether a rollout, a batch, a question or an end begins with it. */
  private boolean isStep() {
    return by.equals(PREPARE) || (by.equals(NEXT_BATCH) && !what.equals("wait"));
  }

  private boolean isSameAs(Decision other) {
    return by.equals(other.by)
        && what.equals(other.what)
        && subject.equals(other.subject)
        && reason.equals(other.reason);
  }

  private Decision and(Decision next) {
    return new Decision(at, next.until, times + next.times, by, what, subject, reason);
  }
}
