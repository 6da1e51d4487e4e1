package io.servergroup.simulator.rehearsal;

import io.servergroup.rollout.ChosenServer;
import io.servergroup.rollout.OnFailure;
import io.servergroup.rollout.Rollback;
import io.servergroup.rollout.RolloutInput;
import io.servergroup.rollout.StopCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * How a rehearsal should end.
 *
 * @param outcome of the last execution
 * @param errors one of these is its error; empty when it succeeds
 */
public record Expectation(String outcome, NavigableSet<String> errors) {
  private static final Expectation SUCCESS = new Expectation("SUCCEEDED", new TreeSet<>());

  /** What the options imply for a cluster of which every server is healthy. */
  public static Expectation of(RehearsalOptions options) {
    RolloutInput input = options.understood();
    List<Integer> batches = batches(options);
    Incidents incidents = options.incidents();
    NavigableSet<String> failures = new TreeSet<>();
    OptionalInt failing = incidents.bootFailureAt();
    boolean broken =
        failing.isPresent()
            && (input.servers().isEmpty() || input.servers().contains(failing.getAsInt()));
    if (broken) {
      failures.add(StopCategory.TIMEOUT.errorName());
    }
    int unanswered = unanswered(options, batches);
    int alarmed = incidents.alarmAt().orElse(Integer.MAX_VALUE);
    if (alarmed <= Math.min(batches.size(), unanswered)) {
      failures.add(StopCategory.ALARM.errorName());
    } else if (unanswered <= batches.size()) {
      failures.add(StopCategory.TIMEOUT.errorName());
    }
    if (failures.isEmpty()) {
      return SUCCESS;
    }
    return new Expectation(
        "FAILED",
        input.onFailure() == OnFailure.ROLLBACK
            ? ofRollback(broken && !options.deploysNewImage(), failures)
            : failures);
  }

  /** Where old and new are one version, what is broken can not be taken back to anything better. */
  private static NavigableSet<String> ofRollback(
      boolean oldIsBroken, NavigableSet<String> failures) {
    NavigableSet<String> errors = new TreeSet<>();
    if (oldIsBroken) {
      errors.add(Rollback.ROLLBACK_FAILED);
    }
    if (!oldIsBroken || failures.size() > 1) {
      errors.add(Rollback.ROLLED_BACK);
    }
    return errors;
  }

  /** How many servers each batch replaces, when none has to be repeated. */
  public static List<Integer> batches(RehearsalOptions options) {
    RolloutInput input = options.understood();
    int left = input.servers().isEmpty() ? options.servers() : input.servers().size();
    int most = Math.min(options.batchSize(), ChosenServer.MOST_IN_A_BATCH);
    List<Integer> batches = new ArrayList<>();
    if (input.wantsCanary(options.servers())) {
      batches.add(1);
      left--;
    }
    for (; left > 0; left -= most) {
      batches.add(Math.min(most, left));
    }
    return batches;
  }

  /**
   * The first batch after which the rollout asks in vain; beyond all batches when there is none.
   */
  private static int unanswered(RehearsalOptions options, List<Integer> batches) {
    RolloutInput input = options.understood();
    boolean inTime =
        options.incidents().approveAfter().toSeconds() < 60L * input.checkpointTimeoutMinutes();
    if (inTime) {
      return Integer.MAX_VALUE;
    }
    int all = batches.stream().mapToInt(Integer::intValue).sum();
    int replaced = 0;
    for (int batch = 1; batch < batches.size(); batch++) {
      replaced += batches.get(batch - 1);
      boolean canary = batch == 1 && input.wantsCanary(options.servers());
      if (input.checkpoints().isReached(canary, 0, replaced, all)) {
        return batch;
      }
    }
    return Integer.MAX_VALUE;
  }

  public boolean matches(String endedAs, String error) {
    return outcome.equals(endedAs) && (errors.isEmpty() ? error.isEmpty() : errors.contains(error));
  }

  /** Such as {@code FAILED with Rollout.RolledBack}. */
  public String words() {
    return errors.isEmpty() ? outcome : outcome + " with " + String.join(" or ", errors);
  }
}
