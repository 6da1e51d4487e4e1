package io.servergroup.simulator.aws.sns;

import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.kernel.Simulation;
import java.util.LinkedHashMap;
import java.util.Map;

/** The topics of the simulated account. */
public final class Topics {
  private final Simulation simulation;
  private final RandomStream random;
  private final String region;
  private final String account;
  private final Map<String, Topic> byArn = new LinkedHashMap<>();

  public Topics(Simulation simulation, String region, String account) {
    this.simulation = simulation;
    this.random = simulation.stream("sns");
    this.region = region;
    this.account = account;
  }

  /** Creates a standard topic; one that exists already is given back as it is. */
  public Topic create(String name) {
    String arn = "arn:aws:sns:" + region + ":" + account + ":" + name;
    return byArn.computeIfAbsent(arn, created -> new Topic(simulation, random, name, created));
  }

  /** Deletes a topic with all it kept; does nothing when there is none of this name. */
  public void delete(String name) {
    byArn.values().removeIf(topic -> topic.name().equals(name));
  }

  /**
   * The topic with an ARN.
   *
   * @throws software.amazon.awssdk.services.sns.model.NotFoundException when there is none
   */
  Topic at(String arn) {
    Topic topic = byArn.get(arn);
    if (topic == null) {
      throw SnsErrors.topicDoesNotExist();
    }
    return topic;
  }
}
