package io.servergroup.lambda;

import io.servergroup.aws.Executions;
import io.servergroup.aws.GroupReader;
import io.servergroup.aws.LaunchTemplates;
import io.servergroup.aws.LoadBalancerReader;
import io.servergroup.aws.MachineReader;
import io.servergroup.aws.Round;
import io.servergroup.aws.Together;
import io.servergroup.group.ServerGroup;
import io.servergroup.health.GroupHealth;
import io.servergroup.health.LoadBalancerHealth;
import io.servergroup.health.Machines;
import io.servergroup.rollout.InputReader;
import io.servergroup.rollout.PlanMaker;
import io.servergroup.rollout.Targets;
import io.servergroup.stack.RolloutProperties;
import io.servergroup.stack.RolloutReadings;
import io.servergroup.stack.RolloutRun;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads for a request of a stack, each thing when the decision asks for it. */
final class StackReadings implements RolloutReadings {
  private final Together together;
  private final GroupReader groups;
  private final LoadBalancerReader loadBalancers;
  private final MachineReader machines;
  private final LaunchTemplates templates;
  private final RunningRollouts rollouts;
  private final Executions executions;
  private final RolloutProperties properties;

  StackReadings(Wiring wiring, RolloutProperties properties) {
    this.together = wiring.clients().together();
    this.groups = new GroupReader(wiring.clients(), wiring.clock());
    this.loadBalancers = new LoadBalancerReader(wiring.clients());
    this.machines = new MachineReader(wiring.clients());
    this.templates = new LaunchTemplates(wiring.clients());
    this.rollouts = new RunningRollouts(wiring);
    this.executions = new Executions(wiring.clients());
    this.properties = properties;
  }

  @Override
  public GroupHealth health() {
    if (!(InputReader.read(properties.rolloutInput(false))
        instanceof InputReader.Result.Valid valid)) {
      throw new IllegalStateException("properties that were found right are wrong: " + properties);
    }
    ServerGroup group = groups.read(properties.serverGroup());
    Round round = new Round(together);
    Supplier<LoadBalancerHealth> balancers =
        round.ask(() -> loadBalancers.read(group.autoScalingGroups()));
    Supplier<Machines> asked = round.ask(() -> machines.read(RolloutReader.inService(group)));
    round.make();
    return GroupHealth.of(
        group, balancers.get(), asked.get(), PlanMaker.rules(valid.input(), group));
  }

  @Override
  public Optional<String> runningRollout() {
    return rollouts.first(properties.serverGroup());
  }

  @Override
  public boolean hasChanged(int servers) {
    ServerGroup group = groups.read(properties.serverGroup());
    Targets named = templates.resolve(Targets.referencesOf(group));
    Targets targets = named.withEqual(templates.compare(named.toCompare(group)));
    return group.autoScalingGroups().stream()
        .filter(each -> each.index().orElse(0) < servers)
        .anyMatch(each -> each.instances().stream().anyMatch(i -> !targets.areMetBy(each, i)));
  }

  @Override
  public RolloutRun run(String execution) {
    return executions
        .progress(execution)
        .map(StackReadings::run)
        .orElseGet(RolloutRun.Unknown::new);
  }

  private static RolloutRun run(Executions.Progress progress) {
    if (progress.running()) {
      return new RolloutRun.Running();
    }
    if (!progress.status().equals("SUCCEEDED")) {
      return new RolloutRun.Failed(progress.status(), progress.error(), progress.cause());
    }
    Map<String, Object> output = JsonObject.of(progress.output()).orElse(Map.of());
    return "HANDED_OVER".equals(output.get("status"))
        ? new RolloutRun.HandedOver(String.valueOf(output.get("successor")))
        : new RolloutRun.Succeeded(String.valueOf(output.get("reason")));
  }
}
