package io.servergroup.aws;

import io.servergroup.identity.IdentityAction.TagInstance;
import io.servergroup.identity.InstanceFacts;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What EC2 says about instances, and their tags. */
public final class InstanceGateway {
  /** The filters of a request to EC2 take at most so many values together; here there is one. */
  private static final int VALUES_PER_CALL = 200;

  private final Ec2Client ec2;
  private final Together together;
  private final Function<Instance, InstanceFacts> reading;

  public InstanceGateway(AwsClients clients) {
    this.ec2 = clients.ec2();
    this.together = clients.together();
    this.reading = clients.reading(InstanceFacts.class, InstanceGateway::facts);
  }

  /**
   * Reads instances; one that EC2 does not know has no entry. They are asked for by a filter,
   * because a request by ids fails as a whole when one of them is unknown.
   */
  public NavigableMap<String, InstanceFacts> read(Collection<String> ids) {
    NavigableMap<String, InstanceFacts> facts = new TreeMap<>();
    described(ids).forEach(instance -> facts.put(instance.instanceId(), reading.apply(instance)));
    return facts;
  }

  /** The same as EC2 says it. */
  List<Instance> described(Collection<String> ids) {
    return together.each(Batches.of(ids, VALUES_PER_CALL), this::batch).stream()
        .flatMap(List::stream)
        .toList();
  }

  private List<Instance> batch(List<String> ids) {
    return Pages.of(
            DescribeInstancesRequest.builder()
                .filters(Filter.builder().name("instance-id").values(ids).build())
                .build(),
            ec2::describeInstances,
            DescribeInstancesResponse::nextToken,
            (request, token) -> request.toBuilder().nextToken(token).build())
        .flatMap(page -> page.reservations().stream())
        .flatMap(reservation -> reservation.instances().stream())
        .toList();
  }

  Outcome tag(TagInstance action) {
    List<Tag> tags =
        action.tags().entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    return Calls.attempt(
        "ec2:CreateTags",
        () -> ec2.createTags(request -> request.resources(action.subject()).tags(tags)));
  }

  static InstanceFacts facts(Instance instance) {
    NavigableMap<Integer, InstanceFacts.Card> interfaces = new TreeMap<>();
    instance.networkInterfaces().stream()
        .filter(eni -> eni.attachment() != null)
        .filter(eni -> isOnFirstCard(eni.attachment().networkCardIndex()))
        .forEach(eni -> interfaces.put(eni.attachment().deviceIndex(), card(eni)));
    NavigableMap<String, String> volumes = new TreeMap<>();
    instance.blockDeviceMappings().stream()
        .filter(device -> device.ebs() != null && device.ebs().volumeId() != null)
        .forEach(
            device -> volumes.put(device.ebs().volumeId(), text(device.ebs().statusAsString())));
    return new InstanceFacts(
        instance.instanceId(),
        state(instance),
        startedAt(instance),
        text(instance.vpcId()),
        tags(instance),
        interfaces,
        volumes);
  }

  static InstanceFacts.State state(Instance instance) {
    return InstanceFacts.State.of(instance.state() == null ? "" : instance.state().nameAsString());
  }

  static Instant startedAt(Instance instance) {
    return Objects.requireNonNullElse(instance.launchTime(), Instant.EPOCH);
  }

  /** As {@link InstanceFacts#hasAttachedAt}. */
  static boolean hasAttachedAt(Instance instance, int deviceIndex) {
    for (InstanceNetworkInterface eni : instance.networkInterfaces()) {
      InstanceNetworkInterfaceAttachment attachment = eni.attachment();
      if (attachment != null
          && isOnFirstCard(attachment.networkCardIndex())
          && attachment.deviceIndex() == deviceIndex) {
        return InstanceFacts.ATTACHED.equals(attachment.statusAsString());
      }
    }
    return false;
  }

  private static NavigableMap<String, String> tags(Instance instance) {
    NavigableMap<String, String> tags = new TreeMap<>();
    instance.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
    return tags;
  }

  private static InstanceFacts.Card card(InstanceNetworkInterface eni) {
    InstanceNetworkInterfaceAttachment attachment = eni.attachment();
    return new InstanceFacts.Card(
        eni.networkInterfaceId(),
        text(attachment.attachmentId()),
        text(attachment.statusAsString()),
        Boolean.TRUE.equals(attachment.deleteOnTermination()));
  }

  private static String text(String value) {
    return Objects.requireNonNullElse(value, "");
  }

  private static boolean isOnFirstCard(Integer networkCardIndex) {
    return networkCardIndex == null || networkCardIndex == 0;
  }
}
