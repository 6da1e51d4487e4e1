package io.servergroup.simulator.gateways;

import io.servergroup.aws.GroupReader;
import io.servergroup.group.HookNames;
import io.servergroup.aws.IdentityGateway;
import io.servergroup.aws.Outcome;
import io.servergroup.group.ServerGroup;
import io.servergroup.identity.IdentityAction;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.ServiceError;
import io.servergroup.simulator.aws.autoscaling.Member;
import io.servergroup.simulator.aws.autoscaling.MemberState;
import io.servergroup.simulator.aws.ec2.EbsVolume;
import io.servergroup.simulator.aws.ec2.Eni;
import io.servergroup.simulator.aws.ec2.Instance;
import io.servergroup.simulator.aws.ec2.LaunchData;
import io.servergroup.simulator.aws.ec2.LaunchOrder;
import io.servergroup.simulator.aws.ec2.Subnet;
import io.servergroup.simulator.aws.ec2.TemplateVersion;
import io.servergroup.simulator.aws.world.WorldTimings;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.rehearsal.Pace;
import io.servergroup.simulator.rehearsal.SimulatedAws;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHookSpecification;
import software.amazon.awssdk.services.autoscaling.model.Tag;

/** A simulated account with two zones and a launch template, to hold the gateways against. */
final class SmallAccount {
  static final String GROUP = "web";
  static final HookNames HOOKS = new HookNames("launch", "terminate");
  private static final int HEARTBEAT_SECONDS = 600;

  final Simulation simulation = new Simulation(11);
  final SimulatedAws aws;
  final Subnet subnetA;
  final Subnet subnetB;
  final TemplateVersion template;
  final GroupReader reader;
  final IdentityGateway identities;

  SmallAccount() {
    this(0);
  }

  /**
   * @param inUseAsInvalidParameter how often EC2 tells of an interface in use by the other code
   */
  SmallAccount(double inUseAsInvalidParameter) {
    this.aws =
        new SimulatedAws(
            simulation,
            Pace.usual()
                .in(
                    WorldTimings.usual()
                        .with(WorldTimings.Odds.SLOW_DETACH, 0)
                        .with(
                            WorldTimings.Odds.IN_USE_AS_INVALID_PARAMETER,
                            inUseAsInvalidParameter)));
    this.subnetA = aws.ec2World().createSubnet("vpc-1", "eu-west-1a", "10.0.0.0/20");
    this.subnetB = aws.ec2World().createSubnet("vpc-1", "eu-west-1b", "10.0.16.0/20");
    this.template =
        aws.ec2World()
            .templates()
            .create("web", "", new LaunchData("ami-1", "t3.medium", null, Map.of()));
    this.reader = new GroupReader(aws, simulation.queue());
    this.identities = new IdentityGateway(aws, HOOKS);
  }

  /** Makes calls as a function does: they take time, are counted and can be hit by faults. */
  <T> T asFunction(Supplier<T> work) {
    List<T> results = new ArrayList<>();
    List<Throwable> ends = new ArrayList<>();
    List<Boolean> ended = new ArrayList<>();
    simulation.start(
        "function",
        () -> results.add(work.get()),
        end -> {
          ended.add(true);
          if (end != null) {
            ends.add(end);
          }
        });
    until(() -> !ended.isEmpty());
    switch (ends.isEmpty() ? null : ends.getFirst()) {
      case null -> {}
      case RuntimeException refused -> throw refused;
      case Throwable other -> throw new AssertionError("the function died", other);
    }
    return results.getFirst();
  }

  String templateId() {
    return aws.ec2World().templates().require(null, "web").id();
  }

  ServerGroup read() {
    return reader.read(GROUP);
  }

  /** Performs an action without letting time pass. */
  Outcome perform(IdentityAction action) {
    return identities.perform(action);
  }

  /** Performs an action while AWS answers every call of the service with this error. */
  Outcome performRefused(IdentityAction action, AwsServiceException.Builder error, String code) {
    aws.calls()
        .setFaults(
            call ->
                new CallFault.Refused(
                    ServiceError.of(error, call.service(), 400, code, "told by a test")));
    return asFunction(() -> identities.perform(action));
  }

  /** An Auto Scaling group of the server group, without instances. */
  void createGroup(String name, Map<String, String> tags) {
    createGroup(name, tags, group -> {});
  }

  void createGroup(
      String name, Map<String, String> tags, Consumer<CreateAutoScalingGroupRequest.Builder> more) {
    CreateAutoScalingGroupRequest.Builder request =
        CreateAutoScalingGroupRequest.builder()
            .autoScalingGroupName(name)
            .minSize(0)
            .maxSize(4)
            .desiredCapacity(0)
            .vpcZoneIdentifier(subnetA.id())
            .launchTemplate(named -> named.launchTemplateName("web").version("$Latest"))
            .lifecycleHookSpecificationList(
                hook(HOOKS.launching(), "autoscaling:EC2_INSTANCE_LAUNCHING"),
                hook(HOOKS.terminating(), "autoscaling:EC2_INSTANCE_TERMINATING"))
            .tags(
                new TreeMap<>(tags)
                    .entrySet().stream()
                        .map(
                            tag ->
                                Tag.builder()
                                    .key(tag.getKey())
                                    .value(tag.getValue())
                                    .propagateAtLaunch(false)
                                    .build())
                        .toList());
    more.accept(request);
    aws.autoScaling().createAutoScalingGroup(request.build());
  }

  private static LifecycleHookSpecification hook(String name, String transition) {
    return LifecycleHookSpecification.builder()
        .lifecycleHookName(name)
        .lifecycleTransition(transition)
        .heartbeatTimeout(HEARTBEAT_SECONDS)
        .defaultResult("ABANDON")
        .build();
  }

  static Map<String, String> member() {
    return Map.of("ServerGroupName", GROUP);
  }

  static Map<String, String> server(String index) {
    return Map.of("ServerGroupName", GROUP, "ServerGroupIndex", index);
  }

  static Map<String, String> with(Map<String, String> tags, String key, String value) {
    Map<String, String> more = new TreeMap<>(tags);
    more.put(key, value);
    return more;
  }

  Eni eni(Subnet subnet, Map<String, String> tags) {
    return aws.ec2World().interfaces().create(subnet, "slot", new TreeMap<>(tags));
  }

  EbsVolume volume(Subnet subnet, Map<String, String> tags) {
    EbsVolume volume =
        aws.ec2World().volumes().create(subnet.zone(), 8, "gp3", new TreeMap<>(tags));
    pass(30);
    return volume;
  }

  Instance running(Subnet subnet) {
    Instance instance =
        aws.ec2World().launch(new LaunchOrder(template, null, subnet, new TreeMap<>()));
    pass(120);
    return instance;
  }

  /** The only instance of a group, once its launch hook holds it. */
  Member held(String group) {
    until(
        () ->
            aws.autoScalingWorld().group(group).members().stream()
                .anyMatch(member -> member.state() == MemberState.PENDING_WAIT));
    return aws.autoScalingWorld().group(group).members().iterator().next();
  }

  void pass(long seconds) {
    simulation.queue().runUntil(simulation.now().plusSeconds(seconds));
  }

  void until(BooleanSupplier reached) {
    var end = simulation.now().plusSeconds(7_200);
    while (!reached.getAsBoolean()) {
      Assertions.assertTrue(simulation.now().isBefore(end), "did not happen within two hours");
      Assertions.assertTrue(simulation.queue().runNext(), "nothing is left to happen");
    }
  }

  /** Fails unless the outcome is of this kind; gives it back to be looked at. */
  static <T extends Outcome> T assertOutcome(Class<T> kind, Outcome outcome) {
    return Assertions.assertInstanceOf(kind, outcome, outcome::toString);
  }
}
