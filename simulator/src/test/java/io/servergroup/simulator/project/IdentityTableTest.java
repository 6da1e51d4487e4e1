package io.servergroup.simulator.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.DnsName;
import io.servergroup.group.EarlyRelease;
import io.servergroup.group.HookNames;
import io.servergroup.group.IdentityPolicy;
import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleHook;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.NetworkInterface;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.Slot;
import io.servergroup.group.TemplateNaming;
import io.servergroup.group.WarmPool;
import io.servergroup.identity.Cause;
import io.servergroup.identity.IdentityAction;
import io.servergroup.identity.IdentityDecisions;
import io.servergroup.identity.IdentityPlan;
import io.servergroup.identity.InstanceFacts;
import io.servergroup.identity.InstanceFacts.State;
import io.servergroup.identity.Readings;
import io.servergroup.identity.Scope;
import io.servergroup.identity.Situation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The state tables of docs/IDENTITY.md are what the code decides. */
final class IdentityTableTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "IDENTITY.md");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final HookNames HOOKS = new HookNames("launch", "terminate");
  private static final DnsName NAME = new DnsName("Z1", "0.tools.example", Duration.ofMinutes(1));

  @Test
  void theTableOfInstancesSaysWhatIsDecidedInEveryState() throws IOException {
    List<String> rows = new ArrayList<>();
    rows.add("| the instance is | its slot is free | its slot is its own |");
    rows.add("|---|---|---|");
    Map<String, Set<String>> states = new TreeMap<>();
    Map<String, Integer> order = new HashMap<>();
    for (LifecycleState state : LifecycleState.values()) {
      String decided = " | %s | %s |".formatted(decided(state, false), decided(state, true));
      order.putIfAbsent(decided, order.size());
      states.computeIfAbsent(decided, d -> new LinkedHashSet<>()).add("`" + state.text() + "`");
    }
    states.keySet().stream()
        .sorted((a, b) -> order.get(a) - order.get(b))
        .forEach(decided -> rows.add("| " + String.join(", ", states.get(decided)) + decided));
    assertTable(rows);
  }

  private static String decided(LifecycleState state, boolean own) {
    Instance instance = instance("i-1", state);
    boolean warm = state.text().startsWith("Warmed");
    return words(
        decide(
            warm ? List.of() : List.of(instance),
            warm ? List.of(new WarmPool("tools-0", false, List.of(instance))) : List.of(),
            own ? Optional.of("i-1") : Optional.empty(),
            Map.of("i-1", Optional.of(State.RUNNING)),
            new Cause.Schedule(),
            EarlyRelease.INTERFACE));
  }

  @Test
  void theTableOfHoldersSaysWhoIsRelievedOfASlotThatALaunchWaitsFor() throws IOException {
    List<String> rows = new ArrayList<>();
    rows.add("| the holder is | EC2 says | `nothing` | `interface`, `everything` |");
    rows.add("|---|---|---|---|");
    for (LifecycleState state :
        List.of(
            LifecycleState.IN_SERVICE,
            LifecycleState.STANDBY,
            LifecycleState.TERMINATING,
            LifecycleState.TERMINATING_WAIT,
            LifecycleState.TERMINATING_PROCEED,
            LifecycleState.TERMINATING_RETAINED,
            LifecycleState.TERMINATED)) {
      rows.add(holder("`" + state.text() + "`", Optional.of(state), State.RUNNING));
    }
    rows.add(
        holder(
            "`Terminating:Proceed`",
            Optional.of(LifecycleState.TERMINATING_PROCEED),
            State.SHUTTING_DOWN));
    rows.add(holder("in the warm pool", Optional.of(LifecycleState.WARMED_STOPPED), State.STOPPED));
    for (State state : List.of(State.RUNNING, State.SHUTTING_DOWN, State.TERMINATED)) {
      rows.add(holder("in no group", Optional.empty(), state));
    }
    rows.add(holder("in no group", Optional.empty(), null));
    assertTable(rows);
  }

  private static String holder(String name, Optional<LifecycleState> state, State ec2) {
    boolean warm = state.map(s -> s.text().startsWith("Warmed")).orElse(false);
    List<Instance> members =
        new ArrayList<>(List.of(instance("i-new", LifecycleState.PENDING_WAIT)));
    state.filter(s -> !warm).ifPresent(s -> members.add(instance("i-old", s)));
    List<WarmPool> pools =
        warm
            ? List.of(
                new WarmPool("tools-0", false, List.of(instance("i-old", state.orElseThrow()))))
            : List.of();
    String cells =
        Arrays.stream(new EarlyRelease[] {EarlyRelease.NOTHING, EarlyRelease.INTERFACE})
            .map(
                early ->
                    words(
                        decide(
                            members,
                            pools,
                            Optional.of("i-old"),
                            Map.of(
                                "i-new",
                                Optional.of(State.RUNNING),
                                "i-old",
                                Optional.ofNullable(ec2)),
                            new Cause.LaunchHeld("i-new"),
                            early)))
            .collect(Collectors.joining(" | "));
    String said = ec2 == null ? "unknown" : ec2.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return "| %s | %s | %s |".formatted(name, said, cells);
  }

  private static IdentityPlan decide(
      List<Instance> members,
      List<WarmPool> pools,
      Optional<String> holder,
      Map<String, Optional<State>> ec2,
      Cause cause,
      EarlyRelease early) {
    Map<String, Optional<InstanceFacts>> facts = new HashMap<>();
    ec2.forEach((id, state) -> facts.put(id, state.map(s -> facts(id, s))));
    Readings readings =
        new Readings(
            true,
            true,
            facts,
            Map.of(NAME, Optional.empty()),
            Map.of(),
            Map.of(),
            Map.of("tools-0", hooks()),
            Map.of("tools-0", 0),
            Map.of());
    ServerGroup group =
        new ServerGroup(
            "tools", NOW, List.of(group(members)), List.of(slot(holder)), pools, List.of());
    IdentityPolicy policy = new IdentityPolicy(early, false, Duration.ofHours(1));
    return IdentityDecisions.decide(
        new Situation(
            NOW,
            group,
            true,
            readings,
            Set.of(),
            Map.of(),
            new Scope(cause, HOOKS, policy, Duration.ofMinutes(5))));
  }

  private static String words(IdentityPlan plan) {
    List<String> words =
        new ArrayList<>(
            plan.steps().stream()
                .filter(step -> !step.action().subject().startsWith("server"))
                .map(step -> word(step.action()))
                .distinct()
                .toList());
    plan.waits().stream()
        .map(
            wait ->
                switch (wait.until()) {
                  case SECONDS -> "look again";
                  case A_MINUTE, LATER -> "wait";
                })
        .forEach(words::add);
    return words.isEmpty() ? "–" : String.join(", ", words);
  }

  private static String word(IdentityAction action) {
    return switch (action) {
      case IdentityAction.AttachInterface a -> "attach";
      case IdentityAction.KeepInterface a -> "keep";
      case IdentityAction.DetachInterface a -> "detach";
      case IdentityAction.AttachVolume a -> "attach volume";
      case IdentityAction.DetachVolume a -> "detach volume";
      case IdentityAction.UpsertRecord a -> "record";
      case IdentityAction.TagInstance a -> "tag";
      case IdentityAction.Complete a -> a.verdict().name();
      case IdentityAction.Heartbeat a -> "heartbeat";
    };
  }

  private static void assertTable(List<String> rows) throws IOException {
    String table = String.join("\n", rows);
    String document = Files.readString(DOCUMENT);
    int from = document.indexOf(rows.getFirst());
    int end = document.indexOf("\n\n", from);
    assertEquals(table, from < 0 ? "" : document.substring(from, end));
  }

  private static Instance instance(String id, LifecycleState state) {
    return new Instance(id, "eu-west-1a", state, true, Optional.empty());
  }

  private static AutoScalingGroup group(List<Instance> members) {
    return new AutoScalingGroup(
        "tools-0",
        "arn:tools-0",
        OptionalInt.of(0),
        1,
        1,
        1,
        List.of("eu-west-1a"),
        Optional.empty(),
        TemplateNaming.GROUP,
        Optional.empty(),
        Set.of(),
        List.of(),
        List.of(),
        "EC2",
        Duration.ZERO,
        IdentityPolicy.Tags.NONE,
        members);
  }

  private static Slot slot(Optional<String> holder) {
    return new Slot(
        0,
        new NetworkInterface(
            "eni-0",
            "vpc-1",
            "subnet-1",
            "eu-west-1a",
            "10.0.0.10",
            Optional.empty(),
            holder.isPresent() ? "in-use" : "available",
            holder.map(
                id -> new NetworkInterface.Attachment("eni-attach-0", id, 1, "attached", false))),
        List.of(),
        Optional.of(NAME));
  }

  private static InstanceFacts facts(String id, State state) {
    return new InstanceFacts(
        id, state, NOW, "vpc-1", new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  private static List<LifecycleHook> hooks() {
    return List.of(
        new LifecycleHook("launch", LifecycleHook.Transition.LAUNCHING, Duration.ofHours(1), false),
        new LifecycleHook(
            "terminate", LifecycleHook.Transition.TERMINATING, Duration.ofHours(1), true));
  }
}
