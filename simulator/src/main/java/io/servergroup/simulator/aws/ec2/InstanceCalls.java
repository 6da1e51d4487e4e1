package io.servergroup.simulator.aws.ec2;

import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.Condition;
import io.servergroup.simulator.aws.world.Page;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.InstanceStateChange;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesResponse;
import software.amazon.awssdk.services.ec2.model.SummaryStatus;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesResponse;

/** The operations on instances. */
final class InstanceCalls {
  private final Instances instances;

  InstanceCalls(Instances instances) {
    this.instances = instances;
  }

  DescribeInstancesResponse describe(DescribeInstancesRequest request) {
    Requests.notBoth(request.instanceIds(), request.maxResults(), "instancesSet");
    Page<Instance> page =
        instances
            .catalog()
            .page(
                Requests.named(request.instanceIds(), instances::require),
                Requests.conditions(request.filters()),
                request.nextToken(),
                Requests.pageSize(request.maxResults()));
    return DescribeInstancesResponse.builder()
        .reservations(page.items().stream().map(InstanceCalls::reservation).toList())
        .nextToken(page.nextToken())
        .build();
  }

  DescribeInstanceStatusResponse status(DescribeInstanceStatusRequest request) {
    Requests.notBoth(request.instanceIds(), request.maxResults(), "instancesSet");
    List<Condition> conditions = new ArrayList<>(Requests.conditions(request.filters()));
    if (!Boolean.TRUE.equals(request.includeAllInstances())) {
      conditions.add(new Condition("instance-state-name", List.of("running")));
    }
    Page<Instance> page =
        instances
            .catalog()
            .page(
                Requests.named(request.instanceIds(), instances::require),
                conditions,
                request.nextToken(),
                Requests.pageSize(request.maxResults()));
    return DescribeInstanceStatusResponse.builder()
        .instanceStatuses(page.items().stream().map(InstanceCalls::status).toList())
        .nextToken(page.nextToken())
        .build();
  }

  TerminateInstancesResponse terminate(TerminateInstancesRequest request) {
    return TerminateInstancesResponse.builder()
        .terminatingInstances(change(request.instanceIds(), instances::terminate))
        .build();
  }

  StopInstancesResponse stop(StopInstancesRequest request) {
    return StopInstancesResponse.builder()
        .stoppingInstances(change(request.instanceIds(), instances::stop))
        .build();
  }

  StartInstancesResponse start(StartInstancesRequest request) {
    return StartInstancesResponse.builder()
        .startingInstances(change(request.instanceIds(), instances::restart))
        .build();
  }

  private List<InstanceStateChange> change(List<String> ids, Consumer<Instance> action) {
    Collection<Instance> named = Requests.named(ids, instances::require);
    if (named == null) {
      throw Ec2Error.of("MissingParameter", "The request must contain the parameter InstanceId");
    }
    List<InstanceStateChange> changes = new ArrayList<>();
    for (Instance instance : named) {
      InstanceState before = instance.state();
      action.accept(instance);
      changes.add(
          InstanceStateChange.builder()
              .instanceId(instance.id())
              .previousState(state(before))
              .currentState(state(instance.state()))
              .build());
    }
    return changes;
  }

  private static Reservation reservation(Instance instance) {
    return instance.view(
        Reservation.class,
        () ->
            Reservation.builder()
                .reservationId("r-" + instance.id().substring("i-".length()))
                .ownerId(Account.ID)
                .instances(InstanceView.of(instance))
                .build());
  }

  private static InstanceStatus status(Instance instance) {
    SummaryStatus summary;
    if (instance.state() != InstanceState.RUNNING) {
      summary = SummaryStatus.NOT_APPLICABLE;
    } else {
      summary = instance.impaired() ? SummaryStatus.IMPAIRED : SummaryStatus.OK;
    }
    return InstanceStatus.builder()
        .instanceId(instance.id())
        .availabilityZone(instance.zone())
        .instanceState(state(instance.state()))
        .instanceStatus(status -> status.status(summary))
        .systemStatus(status -> status.status(summary))
        .build();
  }

  private static software.amazon.awssdk.services.ec2.model.InstanceState state(
      InstanceState state) {
    return InstanceView.state(state);
  }
}
