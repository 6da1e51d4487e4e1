package io.servergroup.simulator.iam;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What there is in the account, and how it is called where the template is deployed. */
public interface CheckedAccount {
  String arn(String service, String resource);

  /** The instance and the interface of an attachment; fewer when it has ended. */
  Optional<Attached> attached(String attachment);

  /** The instance that has a volume. */
  Optional<String> holder(String volume);

  /** The group of an instance. */
  String group(String instance);

  /** The tags of an interface, a volume or an instance; none when it is gone. */
  Map<String, String> tags(String resource);

  Map<String, String> groupTags(String group);

  /** A DynamoDB table, a topic, a queue, a state machine and a hosted zone by their names. */
  String table(String simulated);

  String topic(String simulated);

  String queue(String simulated);

  String machine(String simulated);

  String hostedZone(String simulated);

  /** The ARN of a stack by the one that it has here. */
  String stack(String simulated);

  /** The ARN of the KMS key that encrypts the volumes of servers. */
  String volumeKey();

  /** What a group launches instances with. */
  Launch launch();

  /** An interface at an instance. */
  public record Attached(String networkInterface, String instance) {}

  /**
   * What a group's instances are launched with.
   *
   * @param resources ARNs of what RunInstances is checked on
   * @param role the ARN of the role of the instances
   */
  public record Launch(String launchTemplateArn, List<String> resources, String role) {}
}
