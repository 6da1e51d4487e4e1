package io.servergroup.simulator.aws.world;

import io.servergroup.simulator.api.CallPath;
import io.servergroup.simulator.aws.autoscaling.AutoScalingWorld;
import io.servergroup.simulator.aws.autoscaling.Member;
import io.servergroup.simulator.aws.autoscaling.MemberState;
import io.servergroup.simulator.aws.autoscaling.SimulatedAutoScalingClient;
import io.servergroup.simulator.aws.ec2.Ec2World;
import io.servergroup.simulator.aws.ec2.Eni;
import io.servergroup.simulator.aws.ec2.Instance;
import io.servergroup.simulator.aws.ec2.LaunchData;
import io.servergroup.simulator.aws.ec2.LaunchOrder;
import io.servergroup.simulator.aws.ec2.SimulatedEc2Client;
import io.servergroup.simulator.aws.ec2.Subnet;
import io.servergroup.simulator.aws.ec2.TemplateVersion;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assertions;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHookSpecification;
import software.amazon.awssdk.services.autoscaling.model.Tag;

/** A small account to tell stories in: two zones, one launch template, recorded events. */
public final class TestWorld {
  public static final String LAUNCH_HOOK = "attach";
  public static final String TERMINATE_HOOK = "release";

  /** An event as it was emitted. */
  public record Event(String type, List<String> resources, Map<String, Object> detail) {}

  public final Simulation simulation = new Simulation(7);
  public final Account account =
      new Account(
          simulation, "eu-west-1", WorldTimings.usual().with(WorldTimings.Odds.SLOW_DETACH, 0));
  public final CallPath path =
      new CallPath(simulation, Duration.ofMillis(10), Duration.ofMillis(50));
  public final Ec2World ec2World = new Ec2World(account);
  public final SimulatedEc2Client ec2 = new SimulatedEc2Client(ec2World, account, path);
  public final TestBalancer balancer = new TestBalancer(simulation);
  public final List<Event> events = new ArrayList<>();
  public final AutoScalingWorld groups =
      new AutoScalingWorld(
          account,
          ec2World,
          balancer,
          (source, type, resources, detail) -> events.add(new Event(type, resources, detail)));
  public final SimulatedAutoScalingClient autoScaling =
      new SimulatedAutoScalingClient(groups, account, path);
  public final Subnet subnetA = ec2World.createSubnet("vpc-1", "eu-west-1a", "10.0.1.0/24");
  public final Subnet subnetB = ec2World.createSubnet("vpc-1", "eu-west-1b", "10.0.2.0/24");
  public final TemplateVersion version1 =
      ec2World
          .templates()
          .create("tools", "", new LaunchData("ami-1", "t3.medium", null, Map.of()));

  public TestWorld() {
    ec2World.software().whenChanged(id -> balancer.answered(id, ec2World.software().answers(id)));
  }

  public Instance launch(Subnet subnet) {
    return ec2World.launch(new LaunchOrder(version1, null, subnet, Map.of()));
  }

  public Instance running(Subnet subnet) {
    Instance instance = launch(subnet);
    pass(60);
    return instance;
  }

  public Eni eni(Subnet subnet) {
    return ec2World.interfaces().create(subnet, "slot", Map.of("ServerGroupName", "tools"));
  }

  /** A group with both hooks in one zone. */
  public void createGroup(
      String name, int size, Consumer<CreateAutoScalingGroupRequest.Builder> more) {
    CreateAutoScalingGroupRequest.Builder request =
        CreateAutoScalingGroupRequest.builder()
            .autoScalingGroupName(name)
            .minSize(0)
            .maxSize(size + 1)
            .desiredCapacity(size)
            .vpcZoneIdentifier(subnetA.id())
            .launchTemplate(t -> t.launchTemplateName("tools").version("$Latest"))
            .instanceMaintenancePolicy(p -> p.minHealthyPercentage(0).maxHealthyPercentage(100))
            .tags(tag("ServerGroupName", "tools", true), tag("ServerGroupIndex", "0", false))
            .lifecycleHookSpecificationList(
                hook(LAUNCH_HOOK, "autoscaling:EC2_INSTANCE_LAUNCHING", "ABANDON"),
                hook(TERMINATE_HOOK, "autoscaling:EC2_INSTANCE_TERMINATING", "CONTINUE"));
    more.accept(request);
    autoScaling.createAutoScalingGroup(request.build());
  }

  public static Tag tag(String key, String value, boolean propagate) {
    return Tag.builder().key(key).value(value).propagateAtLaunch(propagate).build();
  }

  private static LifecycleHookSpecification hook(String name, String transition, String result) {
    return LifecycleHookSpecification.builder()
        .lifecycleHookName(name)
        .lifecycleTransition(transition)
        .heartbeatTimeout(300)
        .defaultResult(result)
        .notificationMetadata("for " + name)
        .build();
  }

  public List<Member> members(String group) {
    return List.copyOf(groups.group(group).members());
  }

  public Member only(String group) {
    Assertions.assertEquals(1, members(group).size(), "members of " + group);
    return members(group).getFirst();
  }

  /** Waits for the only member of a group to come to a state. */
  public Member await(String group, MemberState state) {
    until(() -> members(group).size() == 1 && only(group).state() == state);
    return only(group);
  }

  public void complete(Member member, String hook, String result) {
    autoScaling.completeLifecycleAction(
        c ->
            c.autoScalingGroupName(member.group().id())
                .lifecycleHookName(hook)
                .instanceId(member.instanceId())
                .lifecycleActionResult(result));
  }

  /** Brings a group of one into service and returns its member. */
  public Member inService(String group) {
    complete(await(group, MemberState.PENDING_WAIT), LAUNCH_HOOK, "CONTINUE");
    return await(group, MemberState.IN_SERVICE);
  }

  public void pass(double seconds) {
    simulation.queue().runUntil(simulation.now().plusMillis(Math.round(seconds * 1000)));
  }

  /** Runs events until something is so; fails after two virtual hours. */
  public void until(BooleanSupplier condition) {
    var end = simulation.now().plusSeconds(7_200);
    while (!condition.getAsBoolean()) {
      Assertions.assertTrue(simulation.now().isBefore(end), "did not happen within two hours");
      Assertions.assertTrue(simulation.queue().runNext(), "nothing is scheduled any more");
    }
  }

  public List<String> eventTypes() {
    return events.stream().map(Event::type).toList();
  }

  public static AwsServiceException refused(String code, Runnable call) {
    AwsServiceException error = Assertions.assertThrows(AwsServiceException.class, call::run);
    Assertions.assertEquals(code, error.awsErrorDetails().errorCode());
    return error;
  }
}
