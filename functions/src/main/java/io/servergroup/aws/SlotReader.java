package io.servergroup.aws;

import io.servergroup.group.TagKeys;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Reads the network interfaces and volumes of a server group by their tags. */
final class SlotReader {
  /** A filter of the EC2 API takes at most so many values. */
  private static final int VALUES_PER_FILTER = 200;

  private static final int INTERFACES_PER_PAGE = 1000;
  private static final int VOLUMES_PER_PAGE = 500;

  private final Ec2Client ec2;

  SlotReader(Ec2Client ec2) {
    this.ec2 = ec2;
  }

  /**
   * Reads slots.
   *
   * @param indexes which; all of the server group when empty
   */
  SlotRecords read(String serverGroupName, List<Integer> indexes) {
    List<NetworkInterface> interfaces = new ArrayList<>();
    List<Volume> volumes = new ArrayList<>();
    for (List<Filter> filters : filters(serverGroupName, indexes)) {
      interfaces.addAll(interfaces(filters));
      volumes.addAll(volumes(filters));
    }
    return SlotRecords.of(
        interfaces.stream()
            .filter(eni -> TagValues.ofEc2(eni.tagSet()).says(TagKeys.GROUP, serverGroupName))
            .toList(),
        volumes.stream()
            .filter(volume -> TagValues.ofEc2(volume.tags()).says(TagKeys.GROUP, serverGroupName))
            .toList());
  }

  private static List<List<Filter>> filters(String serverGroupName, List<Integer> indexes) {
    Filter group = filter(TagKeys.GROUP, List.of(serverGroupName));
    return indexes.isEmpty()
        ? List.of(List.of(group))
        : Batches.of(indexes, VALUES_PER_FILTER).stream()
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

  private List<NetworkInterface> interfaces(List<Filter> filters) {
    List<NetworkInterface> all = new ArrayList<>();
    ec2.describeNetworkInterfacesPaginator(
            DescribeNetworkInterfacesRequest.builder()
                .filters(filters)
                .maxResults(INTERFACES_PER_PAGE)
                .build())
        .networkInterfaces()
        .forEach(all::add);
    return all;
  }

  private List<Volume> volumes(List<Filter> filters) {
    List<Volume> all = new ArrayList<>();
    ec2.describeVolumesPaginator(
            DescribeVolumesRequest.builder().filters(filters).maxResults(VOLUMES_PER_PAGE).build())
        .volumes()
        .forEach(all::add);
    return all;
  }
}
