package io.servergroup.rollout;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a rollout would do to a group as it is now, if every replacement came up healthy and nobody
 * changed anything meanwhile.
 *
 * @param findings why it would be refused; when there are any, nothing else is known
 * @param toReplace how many servers it would have to replace
 * @param batches in order, as far as it would come
 * @param questions where it would wait for a person
 * @param stops why it would not come to its end, in words; empty when it would
 * @param equal who is left alone though its version has another number
 * @param size the number of servers of the group
 * @param floor the number of healthy servers it would not go below by its own action
 * @param lowestHealthy the lowest number of healthy servers
 * @param duration from the first batch to the end; without waiting for people
 * @param steps what it does, counted
 * @param executions of the state machine that rolls: more than one when histories get full
 */
public record Forecast(
    List<Finding> findings,
    int toReplace,
    List<Batch> batches,
    List<Question> questions,
    Optional<String> stops,
    EqualServers equal,
    int size,
    int floor,
    int lowestHealthy,
    Duration duration,
    Steps steps,
    int executions) {
  /**
   * One batch.
   *
   * @param number from 1
   */
  public record Batch(int number, List<ChosenServer> servers, boolean canary) {
    public Batch {
      servers = List.copyOf(servers);
    }
  }

  /**
   * A wait for a person.
   *
   * @param afterBatch the number of the batch after which it comes
   * @param words what the person is asked
   */
  public record Question(int afterBatch, String words) {}

  public Forecast {
    findings = List.copyOf(findings);
    batches = List.copyOf(batches);
    questions = List.copyOf(questions);
  }

  /**
   * Foresees a rollout.
   *
   * @param batch how long one batch takes
   */
  public static Forecast of(RolloutInput input, Survey survey, BatchTime batch) {
    List<Finding> findings = Preflight.check(input, survey);
    return findings.isEmpty()
        ? new Foresight(PlanMaker.plan(input, survey.situation()), survey.situation(), batch)
            .forecast()
        : refused(findings, survey);
  }

  /** How many servers its batches would replace. */
  public int replaced() {
    return batches.stream().mapToInt(batch -> batch.servers().size()).sum();
  }

  /** Whether the rollout would start. */
  public boolean starts() {
    return findings.isEmpty();
  }

  private static Forecast refused(List<Finding> findings, Survey survey) {
    return new Forecast(
        findings,
        0,
        List.of(),
        List.of(),
        Optional.empty(),
        EqualServers.NONE,
        survey.situation().health().group().size(),
        0,
        survey.situation().health().healthyCount(),
        Duration.ZERO,
        Steps.NONE,
        0);
  }

  /** Of all its state machines. */
  public long transitions() {
    return steps.transitions();
  }
}
