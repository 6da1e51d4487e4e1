package io.servergroup.aws;

import io.servergroup.group.DnsName;
import io.servergroup.stack.ClusterInputs;
import io.servergroup.stack.ClusterReadings;
import io.servergroup.stack.Lookup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/**
 * Reads what a stack's parameters name: hosted zone, subnets, load balancers; and where the servers
 * are that exist.
 */
public final class StackInputsReader {
  /**
   * The most values of a filter.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html">Filtering
   *     of EC2's resources</a>
   */
  private static final int FILTER_VALUES = 200;

  private final AwsClients clients;

  public StackInputsReader(AwsClients clients) {
    this.clients = clients;
  }

  /**
   * Reads all that the parameters name, at the same time. What does not exist is part of the
   * answer.
   *
   * @throws UnreadableException when AWS does not tell
   */
  public ClusterReadings read(ClusterInputs inputs) {
    Round round = new Round(clients.together());
    var zone = round.ask(() -> inputs.zoneToRead().map(this::hostedZone));
    var subnets = round.ask(() -> subnets(inputs.subnetsToRead()));
    var targetGroups = round.ask(() -> each(inputs.targetGroupsToRead(), this::targetGroup));
    var classic = round.ask(() -> each(inputs.classicToRead(), this::classicLoadBalancer));
    Supplier<Map<Integer, String>> homes =
        round.ask(() -> inputs.wantsInterfaces() ? homes(inputs.clusterName()) : Map.of());
    Supplier<List<ClusterReadings.OwnedVolume>> volumes =
        round.ask(() -> inputs.readsVolumes() ? volumes(inputs.clusterName()) : List.of());
    round.make();
    return new ClusterReadings(
        zone.get(), subnets.get(), targetGroups.get(), classic.get(), homes.get(), volumes.get());
  }

  private List<ClusterReadings.OwnedVolume> volumes(String serverGroup) {
    List<ClusterReadings.OwnedVolume> volumes = new ArrayList<>();
    UnreadableException.reading(
            "ec2:DescribeVolumes", () -> new SlotReader(clients).volumes(serverGroup, List.of()))
        .forEach(
            volume ->
                volume
                    .index()
                    .ifPresent(
                        index ->
                            volumes.add(
                                new ClusterReadings.OwnedVolume(
                                    volume.id(),
                                    index,
                                    volume.described().size(),
                                    Objects.requireNonNullElse(
                                        volume.described().kmsKeyId(), "")))));
    return volumes;
  }

  /** The subnets of the interfaces that stay, as far as there are any. */
  private Map<Integer, String> homes(String serverGroup) {
    Map<Integer, String> homes = new TreeMap<>();
    UnreadableException.reading(
            "ec2:DescribeNetworkInterfaces",
            () -> new SlotReader(clients).interfaces(serverGroup, List.of()))
        .forEach(
            eni ->
                eni.index()
                    .ifPresent(
                        index -> homes.putIfAbsent(index, eni.networkInterface().subnetId())));
    return homes;
  }

  /**
   * The subnets with these ids, in this order. They are filtered for, because asking for them by id
   * fails with the first one that does not exist, or is no id at all.
   *
   * @throws UnreadableException when AWS does not tell
   */
  public Map<String, Lookup<ClusterReadings.Subnet>> subnets(Collection<String> ids) {
    Map<String, ClusterReadings.Subnet> found = new HashMap<>();
    List<String> named = ids.stream().filter(id -> !id.isEmpty()).toList();
    clients.together().each(Batches.of(named, FILTER_VALUES), this::described).stream()
        .flatMap(List::stream)
        .forEach(
            subnet ->
                found.put(
                    subnet.subnetId(),
                    new ClusterReadings.Subnet(subnet.vpcId(), subnet.availabilityZone())));
    return each(
        ids,
        id ->
            found.containsKey(id)
                ? new Lookup.Found<>(found.get(id))
                : new Lookup.Missing<ClusterReadings.Subnet>());
  }

  private List<Subnet> described(List<String> subnetIds) {
    return UnreadableException.reading(
        "ec2:DescribeSubnets",
        () ->
            Pages.of(
                    DescribeSubnetsRequest.builder()
                        .filters(Filter.builder().name("subnet-id").values(subnetIds).build())
                        .build(),
                    clients.ec2()::describeSubnets,
                    DescribeSubnetsResponse::nextToken,
                    (first, token) -> first.toBuilder().nextToken(token).build())
                .flatMap(page -> page.subnets().stream())
                .toList());
  }

  private <T> Map<String, Lookup<T>> each(
      Collection<String> ids, Function<String, Lookup<T>> lookup) {
    Map<String, Lookup<T>> answers = new LinkedHashMap<>();
    clients
        .together()
        .each(
            ids.stream().distinct().toList(),
            id -> Map.entry(id, id.isEmpty() ? new Lookup.Missing<T>() : lookup.apply(id)))
        .forEach(answer -> answers.put(answer.getKey(), answer.getValue()));
    return answers;
  }

  private Lookup<ClusterReadings.HostedZone> hostedZone(String id) {
    return lookUp(
        "route53:GetHostedZone",
        "NoSuchHostedZone",
        () ->
            new ClusterReadings.HostedZone(
                DnsName.plain(
                    clients
                        .route53()
                        .getHostedZone(request -> request.id(DnsName.zoneId(id)))
                        .hostedZone()
                        .name())));
  }

  /** One call each: of several, the error does not say which one does not exist. */
  private Lookup<ClusterReadings.TargetGroup> targetGroup(String arn) {
    return lookUp(
        "elasticloadbalancing:DescribeTargetGroups",
        "TargetGroupNotFound",
        () -> {
          TargetGroup group =
              clients
                  .loadBalancers()
                  .describeTargetGroups(request -> request.targetGroupArns(arn))
                  .targetGroups()
                  .getFirst();
          return new ClusterReadings.TargetGroup(
              Objects.requireNonNullElse(group.vpcId(), ""), group.targetTypeAsString());
        });
  }

  private Lookup<String> classicLoadBalancer(String name) {
    return lookUp(
        "elasticloadbalancing:DescribeLoadBalancers",
        "LoadBalancerNotFound",
        () ->
            Objects.requireNonNullElse(
                clients
                    .classicLoadBalancers()
                    .describeLoadBalancers(request -> request.loadBalancerNames(name))
                    .loadBalancerDescriptions()
                    .getFirst()
                    .vpcId(),
                ""));
  }

  /**
   * Reads one thing.
   *
   * @param missing the code of the error that says that it does not exist
   */
  private static <T> Lookup<T> lookUp(String action, String missing, Supplier<T> read) {
    try {
      return new Lookup.Found<>(UnreadableException.reading(action, read));
    } catch (UnreadableException unreadable) {
      SdkException error = unreadable.error();
      String code = ErrorReaction.code(error);
      if (code.equals(missing)) {
        return new Lookup.Missing<>();
      }
      return switch (code) {
        case "ValidationError", "InvalidInput" ->
            new Lookup.Refused<>(code + ": " + ErrorReaction.message(error));
        default -> throw unreadable;
      };
    }
  }
}
