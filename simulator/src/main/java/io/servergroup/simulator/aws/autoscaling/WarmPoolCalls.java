package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.Page;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.DeleteWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteWarmPoolResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeWarmPoolResponse;
import software.amazon.awssdk.services.autoscaling.model.PutWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.PutWarmPoolResponse;

/** The operations on warm pools. */
final class WarmPoolCalls {
  private static final PageSize PAGE = new PageSize(50, 50);
  private static final int NO_LONGER = -1;

  private final AutoScalingWorld world;
  private final Account account;

  WarmPoolCalls(AutoScalingWorld world, Account account) {
    this.world = world;
    this.account = account;
  }

  /** What the request leaves out stays as it is. */
  PutWarmPoolResponse put(PutWarmPoolRequest request) {
    Group group = world.require(request.autoScalingGroupName());
    WarmPool pool = group.warmPool();
    if (pool != null && pool.deleting()) {
      throw AutoScalingError.validation(
          "The warm pool of Auto Scaling group " + group.id() + " is being deleted");
    }
    WarmPool.Settings settings =
        settings(
            pool == null
                ? new WarmPool.Settings(null, 0, PoolState.STOPPED, null)
                : pool.settings(),
            request);
    if (pool == null) {
      group.setWarmPool(new WarmPool(group, settings));
    } else {
      pool.setSettings(settings);
    }
    account.changed("autoscaling", group.id(), "warm pool put: " + settings);
    world.capacity().evaluate(group);
    return PutWarmPoolResponse.builder().build();
  }

  DeleteWarmPoolResponse delete(DeleteWarmPoolRequest request) {
    Group group = world.require(request.autoScalingGroupName());
    WarmPool pool = group.warmPool();
    if (pool == null) {
      throw AutoScalingError.validation(
          "Auto Scaling group " + group.id() + " has no warm pool to delete");
    }
    account.changed("autoscaling", group.id(), "warm pool is deleted");
    if (Boolean.TRUE.equals(request.forceDelete())) {
      world.pools().forceDelete(pool);
    } else {
      world.pools().delete(pool);
    }
    group.dropEmptyPool();
    return DeleteWarmPoolResponse.builder().build();
  }

  DescribeWarmPoolResponse describe(DescribeWarmPoolRequest request) {
    Group group = world.require(request.autoScalingGroupName());
    WarmPool pool = group.warmPool();
    if (pool == null) {
      return DescribeWarmPoolResponse.builder().instances(List.of()).build();
    }
    int size = PAGE.of(request.maxRecords());
    long after = Page.start(request.nextToken());
    List<Member> rest =
        pool.members().stream().filter(member -> member.instance().sequence() > after).toList();
    List<Member> shown = rest.subList(0, Math.min(size, rest.size()));
    return DescribeWarmPoolResponse.builder()
        .warmPoolConfiguration(GroupView.of(pool))
        .instances(shown.stream().map(GroupView::instance).toList())
        .nextToken(shown.size() < rest.size() ? Page.tokenAfter(shown.getLast().instance()) : null)
        .build();
  }

  private static WarmPool.Settings settings(WarmPool.Settings old, PutWarmPoolRequest request) {
    Integer prepared = request.maxGroupPreparedCapacity();
    if (prepared != null && prepared < NO_LONGER) {
      throw AutoScalingError.validation(
          "MaxGroupPreparedCapacity is " + prepared + "; it must be -1 or more");
    }
    int min = request.minSize() == null ? old.min() : request.minSize();
    if (min < 0) {
      throw AutoScalingError.validation(
          "The MinSize of a warm pool is " + min + "; it must be 0 or more");
    }
    return new WarmPool.Settings(
        prepared == null ? old.prepared() : prepared == NO_LONGER ? null : prepared,
        min,
        request.poolStateAsString() == null
            ? old.state()
            : PoolState.of(request.poolStateAsString()),
        request.instanceReusePolicy() == null
            ? old.reuse()
            : request.instanceReusePolicy().reuseOnScaleIn());
  }
}
