package io.servergroup.lambda;

import io.servergroup.aws.AlarmReader;
import io.servergroup.aws.AwsClients;
import io.servergroup.aws.Executions;
import io.servergroup.aws.GroupReader;
import io.servergroup.aws.HealthCheckTimes;
import io.servergroup.aws.IdentityReader;
import io.servergroup.aws.InstanceRefreshReader;
import io.servergroup.aws.LaunchTemplates;
import io.servergroup.aws.LoadBalancerReader;
import io.servergroup.aws.MachineReader;
import io.servergroup.aws.RolloutLock;
import io.servergroup.aws.Round;
import io.servergroup.aws.SlotPart;
import io.servergroup.aws.UnreadableException;
import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.TemplateReference;
import io.servergroup.health.AlarmStates;
import io.servergroup.health.GroupHealth;
import io.servergroup.health.LoadBalancerHealth;
import io.servergroup.health.Machines;
import io.servergroup.identity.Cause;
import io.servergroup.identity.HookCheck;
import io.servergroup.identity.Inspection;
import io.servergroup.identity.InstanceFacts;
import io.servergroup.identity.Scope;
import io.servergroup.rollout.Finding;
import io.servergroup.rollout.LockState;
import io.servergroup.rollout.PlanMaker;
import io.servergroup.rollout.RolloutInput;
import io.servergroup.rollout.Situation;
import io.servergroup.rollout.Survey;
import io.servergroup.rollout.Targets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads everything that decides whether a rollout may start, and changes nothing. */
public final class SurveyReader {
  private static final String INSPECT = "correct it; `./rollout inspect` shows the whole picture";

  private final AwsClients clients;
  private final InstantSource clock;
  private final Settings settings;

  public SurveyReader(AwsClients clients, InstantSource clock, Settings settings) {
    this.clients = clients;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * Reads a server group as it is before a rollout.
   *
   * @param execution the ARN of the rollout's execution; empty text when there is none yet
   * @throws UnreadableException when AWS cannot be read
   */
  public Survey read(RolloutInput input, String execution) {
    Scope scope =
        new Scope(
            new Cause.Schedule(),
            settings.hooks(),
            settings.identityPolicy(),
            settings.checkPeriod());
    return new IdentityReader(clients, clock)
        .read(input.serverGroup(), scope)
        .map(seen -> of(input, execution, seen, scope))
        .orElseGet(() -> ofNothing(input, execution));
  }

  /**
   * Looks at the servers of a group as a rollout does at each of its batches: without the hooks,
   * records, activities and times that only its start depends on, which take calls for every Auto
   * Scaling group.
   *
   * @throws UnreadableException when AWS cannot be read
   */
  public Situation look(RolloutInput input) {
    ServerGroup group =
        new GroupReader(clients, clock)
            .openWith(input.serverGroup(), EnumSet.allOf(SlotPart.class))
            .snapshot();
    Machines machines = new MachineReader(clients).read(RolloutReader.inService(group));
    return situation(input, "", group, machines);
  }

  private Survey of(
      RolloutInput input, String execution, io.servergroup.identity.Situation seen, Scope scope) {
    ServerGroup group = seen.group();
    List<AutoScalingGroup> groups = group.autoScalingGroups();
    List<String> names = groups.stream().map(AutoScalingGroup::name).toList();
    Round round = new Round(clients.together());
    Supplier<Situation> situation =
        round.ask(() -> situation(input, execution, group, machines(seen)));
    Supplier<SortedMap<String, String>> refreshes =
        round.ask(() -> new InstanceRefreshReader(clients).active(names));
    Supplier<Map<String, Duration>> times =
        round.ask(() -> new HealthCheckTimes(clients).untilHealthy(groups));
    round.make();
    return new Survey(
        situation.get(),
        refreshes.get(),
        times.get(),
        seen.wantsIdentities()
            ? groups.stream().flatMap(each -> hooks(each, seen, scope)).toList()
            : List.of(),
        Inspection.of(seen).findings().stream()
            .filter(
                finding ->
                    group.findings().stream()
                        .noneMatch(told -> told.message().equals(finding.message())))
            .map(finding -> new Finding(finding.resource(), finding.message(), INSPECT))
            .toList());
  }

  /** The lock is all there is to say about a group that does not exist. */
  private Survey ofNothing(RolloutInput input, String execution) {
    ServerGroup none = new GroupReader(clients, clock).read(input.serverGroup(), List.of());
    return Survey.of(situation(input, execution, none, Machines.NOT_READ));
  }

  private Situation situation(
      RolloutInput input, String execution, ServerGroup group, Machines machines) {
    Round round = new Round(clients.together());
    Supplier<LoadBalancerHealth> loadBalancers =
        round.ask(() -> new LoadBalancerReader(clients).read(group.autoScalingGroups()));
    Supplier<AlarmStates> alarms = round.ask(() -> new AlarmReader(clients).read(input.alarms()));
    Supplier<Targets> targets = round.ask(() -> targets(input, group));
    Supplier<LockState> lock = round.ask(() -> lock(input, execution));
    round.make();
    GroupHealth health =
        GroupHealth.of(group, loadBalancers.get(), machines, PlanMaker.rules(input, group));
    return new Situation(health, targets.get(), lock.get(), alarms.get());
  }

  private static Machines machines(io.servergroup.identity.Situation seen) {
    Map<String, InstanceFacts> facts = new TreeMap<>();
    seen.readings().facts().forEach((id, found) -> found.ifPresent(known -> facts.put(id, known)));
    return MachineReader.of(facts);
  }

  /** What the group is to be rolled to, compared with what its instances were launched from. */
  private Targets targets(RolloutInput input, ServerGroup group) {
    LaunchTemplates templates = new LaunchTemplates(clients);
    Targets targets = targets(input, group, templates);
    return targets.withEqual(templates.compare(targets.toCompare(group)));
  }

  private static Targets targets(RolloutInput input, ServerGroup group, LaunchTemplates templates) {
    Targets named = templates.resolve(Targets.referencesOf(group));
    Optional<String> wanted = input.launchTemplateVersion();
    if (wanted.isEmpty()) {
      return named;
    }
    List<TemplateReference> references =
        Targets.referencesOf(group).stream()
            .map(reference -> new TemplateReference(reference.templateId(), wanted.get()))
            .distinct()
            .toList();
    Map<String, Long> fixed = new LinkedHashMap<>();
    templates
        .resolve(references)
        .versions()
        .forEach((reference, number) -> fixed.put(reference.templateId(), number));
    return named.withFixed(fixed);
  }

  /** The lock as far as it concerns others: one whose holder no longer runs is free. */
  private LockState lock(RolloutInput input, String execution) {
    LockState state = new RolloutLock(clients, settings.lockTable()).state(input.serverGroup());
    boolean others =
        state
            .holder()
            .filter(holder -> !holder.equals(execution))
            .filter(new Executions(clients)::isRunning)
            .isPresent();
    return others ? state : state.released();
  }

  private static Stream<Finding> hooks(
      AutoScalingGroup group, io.servergroup.identity.Situation seen, Scope scope) {
    return HookCheck.findings(
            seen.readings().hooks().getOrDefault(group.name(), List.of()),
            scope.hooks(),
            seen.policyOf(group).launchBudget(),
            scope.checkPeriod())
        .stream()
        .map(finding -> new Finding(group.name(), finding.message(), INSPECT));
  }
}
