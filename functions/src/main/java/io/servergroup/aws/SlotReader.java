package io.servergroup.aws;

import io.servergroup.group.TagKeys;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Reads the network interfaces and volumes of a server group by their tags. */
final class SlotReader {
  /**
   * EC2 takes at most 200 values in the filters of one request, all of them together, and answers
   * more with FilterLimitExceeded (reported by users); one is the server group's name.
   */
  private static final int INDEXES_PER_CALL = 199;

  private static final int INTERFACES_PER_PAGE = 1000;
  private static final int VOLUMES_PER_PAGE = 500;

  private final Ec2Client ec2;
  private final Together together;
  private final Function<NetworkInterface, InterfaceRecord> readingInterface;
  private final Function<Volume, VolumeRecord> readingVolume;

  SlotReader(AwsClients clients) {
    this(
        clients.ec2(),
        clients.together(),
        clients.reading(InterfaceRecord.class, InterfaceRecord::of),
        clients.reading(VolumeRecord.class, VolumeRecord::of));
  }

  SlotReader(
      Ec2Client ec2,
      Together together,
      Function<NetworkInterface, InterfaceRecord> readingInterface,
      Function<Volume, VolumeRecord> readingVolume) {
    this.ec2 = ec2;
    this.together = together;
    this.readingInterface = readingInterface;
    this.readingVolume = readingVolume;
  }

  /**
   * Reads the network interfaces of a server group.
   *
   * @param indexes of which servers; of all when empty
   */
  List<InterfaceRecord> interfaces(String serverGroupName, List<Integer> indexes) {
    return together.each(filters(serverGroupName, indexes), this::interfaces).stream()
        .flatMap(List::stream)
        .filter(each -> each.tags().say(TagKeys.GROUP, serverGroupName))
        .toList();
  }

  /**
   * Reads the volumes of a server group.
   *
   * @param indexes of which servers; of all when empty
   */
  List<VolumeRecord> volumes(String serverGroupName, List<Integer> indexes) {
    return together.each(filters(serverGroupName, indexes), this::volumes).stream()
        .flatMap(List::stream)
        .filter(each -> each.tags().say(TagKeys.GROUP, serverGroupName))
        .toList();
  }

  private static List<List<Filter>> filters(String serverGroupName, List<Integer> indexes) {
    Filter group = filter(TagKeys.GROUP, List.of(serverGroupName));
    return indexes.isEmpty()
        ? List.of(List.of(group))
        : Batches.of(indexes, INDEXES_PER_CALL).stream()
            .map(
                batch ->
                    List.of(
                        group,
                        filter(
                            TagKeys.INDEX, batch.stream().map(i -> Integer.toString(i)).toList())))
            .toList();
  }

  private static Filter filter(String tag, List<String> values) {
    return Filter.builder().name("tag:" + tag).values(values).build();
  }

  private List<InterfaceRecord> interfaces(List<Filter> filters) {
    return Pages.of(
            DescribeNetworkInterfacesRequest.builder()
                .filters(filters)
                .maxResults(INTERFACES_PER_PAGE)
                .build(),
            ec2::describeNetworkInterfaces,
            DescribeNetworkInterfacesResponse::nextToken,
            (request, token) -> request.toBuilder().nextToken(token).build())
        .flatMap(page -> page.networkInterfaces().stream())
        .map(readingInterface)
        .toList();
  }

  private List<VolumeRecord> volumes(List<Filter> filters) {
    return Pages.of(
            DescribeVolumesRequest.builder().filters(filters).maxResults(VOLUMES_PER_PAGE).build(),
            ec2::describeVolumes,
            DescribeVolumesResponse::nextToken,
            (request, token) -> request.toBuilder().nextToken(token).build())
        .flatMap(page -> page.volumes().stream())
        .map(readingVolume)
        .toList();
  }
}
