package io.servergroup.health;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.MaintenancePolicy;
import io.servergroup.group.TemplateNaming;
import io.servergroup.group.TemplateReference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** An Auto Scaling group that differs from another one in what a test is about. */
public final class GroupEdit {
  private final AutoScalingGroup from;
  private OptionalInt index;
  private int desired;
  private List<String> zones;
  private Optional<TemplateReference> template;
  private TemplateNaming naming;
  private Optional<MaintenancePolicy> maintenance;
  private Set<String> suspended;
  private List<String> classic;
  private String healthCheckType;
  private Duration gracePeriod;
  private List<Instance> instances;

  private GroupEdit(AutoScalingGroup from) {
    this.from = from;
    this.index = from.index();
    this.desired = from.desiredCapacity();
    this.zones = from.zones();
    this.template = from.template();
    this.naming = from.naming();
    this.maintenance = from.maintenance();
    this.suspended = from.suspendedProcesses();
    this.classic = from.classicLoadBalancers();
    this.healthCheckType = from.healthCheckType();
    this.gracePeriod = from.healthCheckGracePeriod();
    this.instances = from.instances();
  }

  public static GroupEdit of(AutoScalingGroup from) {
    return new GroupEdit(from);
  }

  public GroupEdit index(int number) {
    index = OptionalInt.of(number);
    return this;
  }

  public GroupEdit withoutIndex() {
    index = OptionalInt.empty();
    return this;
  }

  public GroupEdit wanting(int capacity) {
    desired = capacity;
    return this;
  }

  public GroupEdit zones(String... names) {
    zones = List.of(names);
    return this;
  }

  public GroupEdit template(String id, String version) {
    template = Optional.of(new TemplateReference(id, version));
    return this;
  }

  public GroupEdit withoutTemplate() {
    template = Optional.empty();
    return this;
  }

  public GroupEdit naming(TemplateNaming where) {
    naming = where;
    return this;
  }

  public GroupEdit maintenance(Optional<MaintenancePolicy> policy) {
    maintenance = policy;
    return this;
  }

  public GroupEdit suspending(String... processes) {
    suspended = Set.of(processes);
    return this;
  }

  public GroupEdit classic(String... names) {
    classic = List.of(names);
    return this;
  }

  public GroupEdit healthCheck(String type, Duration grace) {
    healthCheckType = type;
    gracePeriod = grace;
    return this;
  }

  public GroupEdit instances(Instance... who) {
    instances = List.of(who);
    return this;
  }

  public AutoScalingGroup group() {
    return new AutoScalingGroup(
        from.name(),
        from.arn(),
        index,
        desired,
        desired,
        desired,
        zones,
        template,
        naming,
        maintenance,
        suspended,
        classic,
        from.targetGroups(),
        healthCheckType,
        gracePeriod,
        from.identityPolicy(),
        instances);
  }
}
