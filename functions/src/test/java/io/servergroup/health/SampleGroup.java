package io.servergroup.health;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.IdentityPolicy;
import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.MaintenancePolicy;
import io.servergroup.group.NetworkInterface;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.Slot;
import io.servergroup.group.TemplateNaming;
import io.servergroup.group.TemplateReference;
import io.servergroup.group.TemplateVersion;
import io.servergroup.group.Volume;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A server group in perfect health to change in one thing: {@code n} Auto Scaling groups {@code
 * web-0...} of one instance {@code i-0...} each, in zones a, b, c in turn, launched from version 1
 * of {@code lt-1}, behind target group {@value #TARGET_GROUP}, each with its slot attached.
 */
public final class SampleGroup {
  public static final String TARGET_GROUP = "arn:aws:elasticloadbalancing:::targetgroup/web/1";
  public static final TemplateReference LATEST = new TemplateReference("lt-1", "$Latest");

  private final List<AutoScalingGroup> groups = new ArrayList<>();
  private final List<Slot> slots = new ArrayList<>();
  private final Map<String, LoadBalancerHealth.State> states = new LinkedHashMap<>();
  private final Map<String, Machines.Machine> machines = new LinkedHashMap<>();
  private Optional<String> unreadable = Optional.empty();
  private Instant readAt = Instant.EPOCH;
  private GateRules rules = GateRules.WITH_SLOTS;
  private Depth depth = Depth.WHOLE;

  public static SampleGroup of(int servers) {
    SampleGroup sample = new SampleGroup();
    for (int index = 0; index < servers; index++) {
      String zone = "zone-" + (char) ('a' + index % 3);
      Instance instance = instance("i-" + index, zone, LifecycleState.IN_SERVICE, 1);
      sample.groups.add(group(index, zone, List.of(instance)));
      sample.slots.add(slot(index, zone, instance.id(), "attached"));
      sample.answer(instance.id(), true, "healthy");
    }
    return sample;
  }

  /** Puts an instance of this version in the place of the one before, healthy in every respect. */
  public SampleGroup replace(int index, String id, long version) {
    String zone = groups.get(index).zones().getFirst();
    return place(index, instance(id, zone, LifecycleState.IN_SERVICE, version))
        .attach(index, id, "attached")
        .answer(id, true, "healthy");
  }

  /** Fills the place of a server with these instances. */
  public SampleGroup place(int index, Instance... instances) {
    return change(index, group -> group.instances(instances));
  }

  public SampleGroup state(int index, LifecycleState state) {
    Instance old = groups.get(index).instances().getFirst();
    return place(index, new Instance(old.id(), old.zone(), state, old.healthy(), old.template()));
  }

  public SampleGroup attach(int index, String instanceId, String status) {
    slots.set(index, slot(index, groups.get(index).zones().getFirst(), instanceId, status));
    return this;
  }

  public SampleGroup withoutSlots() {
    slots.clear();
    return this;
  }

  public SampleGroup answer(String instanceId, boolean healthy, String words) {
    states.put(instanceId, new LoadBalancerHealth.State(healthy, words));
    return this;
  }

  public SampleGroup unhealthy(int index) {
    return answer(
        groups.get(index).instances().getFirst().id(), false, "unhealthy (Target.Timeout)");
  }

  public SampleGroup notRegistered(String instanceId) {
    states.remove(instanceId);
    return this;
  }

  /** Nobody can ask the load balancer, for this reason. */
  public SampleGroup unreadable(String why) {
    unreadable = Optional.of(why);
    return this;
  }

  public SampleGroup change(int index, UnaryOperator<GroupEdit> change) {
    groups.set(index, change.apply(GroupEdit.of(groups.get(index))).group());
    return this;
  }

  public SampleGroup readAt(Instant time) {
    readAt = time;
    return this;
  }

  public SampleGroup judgedBy(GateRules other) {
    rules = other;
    return this;
  }

  /** What EC2 says of an instance. */
  public SampleGroup machine(String instanceId, String state, Instant launchedAt) {
    machines.put(instanceId, new Machines.Machine(state, launchedAt, true));
    return this;
  }

  /** EC2 says that an instance runs, with no network interface beside its first one. */
  public SampleGroup machineWithoutSlot(String instanceId) {
    machines.put(instanceId, new Machines.Machine("running", readAt, false));
    return this;
  }

  /** EC2 says that every instance runs, with the interface of its slot. */
  public SampleGroup allRun() {
    group().instances().forEach(instance -> machine(instance.id(), "running", readAt));
    return this;
  }

  /** The look read no more than this. */
  public SampleGroup read(Depth only) {
    depth = only;
    return this;
  }

  public ServerGroup group() {
    return new ServerGroup("web", readAt, groups, slots);
  }

  public LoadBalancerHealth loadBalancers() {
    return new LoadBalancerHealth(
        Map.of(
            TARGET_GROUP,
            unreadable
                .<LoadBalancerHealth.Answer>map(LoadBalancerHealth.Answer.Unreadable::new)
                .orElseGet(() -> new LoadBalancerHealth.Answer.Answered(states))));
  }

  /** EC2 is asked as soon as a test has said what it answers. */
  public GroupHealth health() {
    return GroupHealth.of(
        group(),
        loadBalancers(),
        machines.isEmpty() ? Machines.NOT_READ : Machines.of(machines),
        rules,
        depth);
  }

  public static Instance instance(String id, String zone, LifecycleState state, long version) {
    return new Instance(id, zone, state, true, Optional.of(new TemplateVersion("lt-1", version)));
  }

  public static Slot slot(int index, String zone, String instanceId, String status) {
    return new Slot(
        index,
        new NetworkInterface(
            "eni-" + index,
            "vpc-1",
            "subnet-1",
            zone,
            "10.0.0." + index,
            Optional.empty(),
            "in-use",
            Optional.of(
                new NetworkInterface.Attachment(
                    "eni-attach-" + index, instanceId, 1, status, false))),
        List.of(),
        Optional.empty());
  }

  /** Gives a server a volume that is attached to this instance. */
  public SampleGroup volume(int index, String instanceId) {
    Slot slot = slots.get(index);
    Volume volume =
        new Volume(
            "vol-" + index,
            slot.networkInterface().zone(),
            "/dev/sdf",
            "in-use",
            Optional.of(new Volume.Attachment(instanceId, "/dev/sdf", "attached", false)),
            Optional.empty());
    slots.set(index, new Slot(index, slot.networkInterface(), List.of(volume), slot.dnsName()));
    return this;
  }

  public static AutoScalingGroup group(int index, String zone, List<Instance> instances) {
    return group("web-" + index, OptionalInt.of(index), 1, zone, instances);
  }

  public static AutoScalingGroup group(
      String name, OptionalInt index, int desired, String zone, List<Instance> instances) {
    return new AutoScalingGroup(
        name,
        "arn:" + name,
        index,
        desired,
        desired,
        desired,
        List.of(zone),
        Optional.of(LATEST),
        TemplateNaming.GROUP,
        Optional.of(new MaintenancePolicy(0, 100)),
        Set.of(),
        List.of(),
        List.of(TARGET_GROUP),
        "ELB",
        Duration.ofMinutes(5),
        IdentityPolicy.Tags.NONE,
        instances);
  }
}
