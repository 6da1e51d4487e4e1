package io.servergroup.aws;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesResponse;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;

/** Finds instance refreshes that replace instances now. */
public final class InstanceRefreshReader {
  /**
   * In every other status, one that this SDK does not know included, the refresh may still replace
   * instances.
   */
  private static final Set<InstanceRefreshStatus> OVER =
      Set.of(
          InstanceRefreshStatus.SUCCESSFUL,
          InstanceRefreshStatus.FAILED,
          InstanceRefreshStatus.CANCELLED,
          InstanceRefreshStatus.ROLLBACK_FAILED,
          InstanceRefreshStatus.ROLLBACK_SUCCESSFUL);

  private record Newest(String group, Optional<InstanceRefresh> refresh) {}

  private final AutoScalingClient autoScaling;
  private final Together together;

  public InstanceRefreshReader(AwsClients clients) {
    this.autoScaling = clients.autoScaling();
    this.together = clients.together();
  }

  /**
   * The active refreshes, by the name of their group, in words such as {@code instance refresh
   * 08b9... is InProgress, 40 % done}. One call per group that asks for the newest refresh only: a
   * group has at most one active one, and that is its newest.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_DescribeInstanceRefreshes.html">DescribeInstanceRefreshes</a>,
   *     which sorts them by their creation, the newest first
   */
  public SortedMap<String, String> active(Collection<String> groupNames) {
    SortedMap<String, String> active = new TreeMap<>();
    together
        .each(new TreeSet<>(groupNames), name -> new Newest(name, newest(name)))
        .forEach(
            each ->
                each.refresh()
                    .filter(refresh -> !OVER.contains(refresh.status()))
                    .ifPresent(refresh -> active.put(each.group(), words(refresh))));
    return active;
  }

  /** Goes on only behind a page that AWS leaves empty. */
  private Optional<InstanceRefresh> newest(String groupName) {
    return Pages.of(
            DescribeInstanceRefreshesRequest.builder()
                .autoScalingGroupName(groupName)
                .maxRecords(1)
                .build(),
            autoScaling::describeInstanceRefreshes,
            DescribeInstanceRefreshesResponse::nextToken,
            (request, token) -> request.toBuilder().nextToken(token).build())
        .flatMap(page -> page.instanceRefreshes().stream())
        .findFirst();
  }

  private static String words(InstanceRefresh refresh) {
    String progress =
        refresh.percentageComplete() == null ? "" : ", " + refresh.percentageComplete() + " % done";
    return "instance refresh %s is %s%s"
        .formatted(refresh.instanceRefreshId(), refresh.statusAsString(), progress);
  }
}
