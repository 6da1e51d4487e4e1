package io.servergroup.simulator.rehearsal;

import io.servergroup.cost.Calls;
import io.servergroup.cost.Usage;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How a rehearsal went.
 *
 * @param outcome how the rollout's last execution ended: SUCCEEDED, FAILED, TIMED_OUT, ABORTED
 * @param error the error of that execution; empty text when it has none
 * @param expected what the options imply
 * @param reason why it ended so, in words an operator understands
 * @param batchSize the batch size in servers
 * @param batches how many batches were started
 * @param replaced how many servers run a healthy instance of the new version that they did not run
 *     before
 * @param takenBack how many servers were replaced and run another healthy instance of the version
 *     they had
 * @param minHealthy the lowest number of healthy servers at any moment of the rollout
 * @param floor the number of healthy servers the rollout must not go below by its own action
 * @param virtualSeconds how long the rollout's executions ran together
 * @param idealSeconds what the same batches take, baking included, with a control plane that reacts
 *     in zero time
 * @param questions what people were asked
 * @param rollouts how many rollouts were started: more than one when somebody stopped the first
 * @param handedOver how often an execution handed its rollout over to another
 * @param stateTransitions of the rollout's execution and all its children, retries included
 * @param lambdaInvocations by function
 * @param gbSeconds the virtual time that Lambda bills for them, multiplied by their memory
 * @param apiCalls calls to AWS by IAM action
 * @param healedAfterSeconds after a failed rollout, how long the group took to be whole again by
 *     itself once the fault was gone; empty when the rollout succeeded, or when it never healed,
 *     which is a violation
 * @param violations invariants that were broken; empty in a good run
 * @param traceHash the hash of everything that happened
 * @param servers one row per server
 */
public record RehearsalReport(
    String outcome,
    String error,
    Expectation expected,
    String reason,
    int servers,
    int batchSize,
    int batches,
    int replaced,
    int takenBack,
    int minHealthy,
    int floor,
    double virtualSeconds,
    double idealSeconds,
    Questions questions,
    int rollouts,
    int handedOver,
    long stateTransitions,
    HistoryEvents historyEvents,
    Map<String, Integer> lambdaInvocations,
    double gbSeconds,
    Map<String, Integer> apiCalls,
    OptionalDouble healedAfterSeconds,
    List<String> violations,
    long seed,
    String traceHash,
    List<ServerRow> serverTable) {

  /**
   * History events of the executions; AWS ends one with more than 25,000.
   *
   * @param parent of the rollout's own execution, or of the one with the most of these
   * @param maxChild of the child execution with the most
   */
  public record HistoryEvents(long parent, long maxChild) {}

  /**
   * What people were asked: checkpoints and pauses.
   *
   * @param asked how often
   * @param awaitedSeconds how long their answers were awaited, which no rollout can shorten
   */
  public record Questions(int asked, double awaitedSeconds) {}

  /**
   * One server before and after.
   *
   * @param state of its instance now, in words
   * @param addressBefore the private address of its slot when the rollout started; empty text, as
   *     the three fields that follow, where servers have no identities
   * @param address the private address of its slot now
   * @param recordValue what its DNS name resolves to now
   */
  public record ServerRow(
      int server,
      String zone,
      String instanceBefore,
      String instance,
      String versionBefore,
      String version,
      String addressBefore,
      String address,
      String dnsName,
      String recordValue,
      String state) {}

  /** True when the rollout ended as the options imply and no invariant was broken. */
  public boolean good() {
    return endedAsExpected() && violations.isEmpty();
  }

  public boolean endedAsExpected() {
    return expected.matches(outcome, error);
  }

  /** What it used of AWS, as counted. */
  public Usage usage() {
    return new Usage(
        stateTransitions, new TreeMap<>(lambdaInvocations), gbSeconds, Calls.counted(apiCalls));
  }

  /** How many instances it terminated to replace them, taken back or not. */
  public int terminated() {
    return apiCalls.getOrDefault("autoscaling:TerminateInstanceInAutoScalingGroup", 0);
  }
}
