package io.servergroup.simulator.aws.sqs;

import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.kernel.Simulation;
import java.util.LinkedHashMap;
import java.util.Map;

/** The queues of the simulated account. */
public final class Queues {
  private final Simulation simulation;
  private final RandomStream random;
  private final String region;
  private final String account;
  private final Map<String, Queue> byName = new LinkedHashMap<>();

  public Queues(Simulation simulation, String region, String account) {
    this.simulation = simulation;
    this.random = simulation.stream("sqs");
    this.region = region;
    this.account = account;
  }

  /** Creates a standard queue; one that exists already is given back as it is. */
  public Queue create(String name) {
    return byName.computeIfAbsent(
        name,
        created ->
            new Queue(
                simulation,
                random,
                created,
                "https://sqs." + region + ".amazonaws.com/" + account + "/" + created,
                "arn:aws:sqs:" + region + ":" + account + ":" + created));
  }

  /**
   * The queue with a name.
   *
   * @throws software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException when there is none
   */
  Queue named(String name) {
    Queue queue = byName.get(name);
    if (queue == null) {
      throw SqsErrors.queueDoesNotExist();
    }
    return queue;
  }

  /**
   * The queue with a URL.
   *
   * @throws software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException when there is none
   */
  Queue at(String url) {
    return byName.values().stream()
        .filter(queue -> queue.url().equals(url))
        .findFirst()
        .orElseThrow(SqsErrors::queueDoesNotExist);
  }
}
