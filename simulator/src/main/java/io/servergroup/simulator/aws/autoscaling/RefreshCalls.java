package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.ec2.TemplateVersion;
import io.servergroup.simulator.aws.world.Page;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesResponse;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.autoscaling.model.RefreshStrategy;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshResponse;

/** The operations on instance refreshes. */
final class RefreshCalls {
  private static final PageSize PAGE = new PageSize(50, 100);

  private final AutoScalingWorld world;

  RefreshCalls(AutoScalingWorld world) {
    this.world = world;
  }

  StartInstanceRefreshResponse start(StartInstanceRefreshRequest request) {
    boolean rolling = request.strategy() == null || request.strategy() == RefreshStrategy.ROLLING;
    if (request.desiredConfiguration() != null || !rolling) {
      throw new UnsupportedOperationException(
          "only rolling refreshes to what the group names are simulated: " + request);
    }
    RefreshPreferences preferences = request.preferences();
    if (preferences != null && !modelled(preferences)) {
      throw new UnsupportedOperationException(
          "of the preferences only MinHealthyPercentage, InstanceWarmup and SkipMatching are"
              + " simulated: "
              + preferences);
    }
    Group group = world.require(request.autoScalingGroupName());
    if (world.instanceRefreshes().active(group).isPresent()) {
      throw AutoScalingError.refreshInProgress();
    }
    Refresh refresh =
        world.instanceRefreshes().start(group, preferences, toReplace(group, preferences));
    return StartInstanceRefreshResponse.builder().instanceRefreshId(refresh.id()).build();
  }

  CancelInstanceRefreshResponse cancel(CancelInstanceRefreshRequest request) {
    Group group = world.require(request.autoScalingGroupName());
    Refresh refresh =
        world
            .instanceRefreshes()
            .active(group)
            .filter(active -> active.status() != InstanceRefreshStatus.CANCELLING)
            .orElseThrow(() -> AutoScalingError.noActiveRefresh(group.id()));
    world
        .instanceRefreshes()
        .cancel(refresh, !Boolean.FALSE.equals(request.waitForTransitioningInstances()));
    return CancelInstanceRefreshResponse.builder().instanceRefreshId(refresh.id()).build();
  }

  DescribeInstanceRefreshesResponse describe(DescribeInstanceRefreshesRequest request) {
    Group group = world.require(request.autoScalingGroupName());
    List<InstanceRefresh> shown =
        world.instanceRefreshes().shown(group.id()).stream()
            .filter(
                refresh ->
                    request.instanceRefreshIds().isEmpty()
                        || request.instanceRefreshIds().contains(refresh.instanceRefreshId()))
            .toList();
    Page<InstanceRefresh> page = Page.of(shown, request.nextToken(), PAGE.of(request.maxRecords()));
    return DescribeInstanceRefreshesResponse.builder()
        .instanceRefreshes(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  /** Whatever percentage must stay healthy, one instance at a time is replaced. */
  private static boolean modelled(RefreshPreferences preferences) {
    return preferences.equals(
        RefreshPreferences.builder()
            .minHealthyPercentage(preferences.minHealthyPercentage())
            .instanceWarmup(preferences.instanceWarmup())
            .skipMatching(preferences.skipMatching())
            .build());
  }

  /** The instances of the group that count; without those that match it, when asked for. */
  private List<String> toReplace(Group group, RefreshPreferences preferences) {
    TemplateVersion wanted = group.settings().source().resolve(world.ec2().templates());
    boolean skips = preferences != null && Boolean.TRUE.equals(preferences.skipMatching());
    return group.members().stream()
        .filter(member -> member.state().counts())
        .filter(member -> !skips || !member.instance().template().equals(wanted))
        .map(Member::instanceId)
        .toList();
  }
}
