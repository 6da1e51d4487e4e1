package io.servergroup.cli;

import io.servergroup.cli.Accounts.Account;
import io.servergroup.cli.past.ServerNow;
import io.servergroup.cli.view.Told;
import io.servergroup.group.HookNames;
import io.servergroup.group.Instance;
import io.servergroup.group.NetworkInterface;
import io.servergroup.group.Slot;
import io.servergroup.health.GroupHealth;
import io.servergroup.health.LoadBalancerHealth;
import io.servergroup.health.Server;
import io.servergroup.lambda.SurveyReader;
import io.servergroup.rollout.InputField;
import io.servergroup.rollout.InputReader;
import io.servergroup.rollout.RolloutInput;
import io.servergroup.rollout.Situation;
import io.servergroup.simulator.rehearsal.RehearsalObserver.Progress;
import io.servergroup.simulator.rehearsal.RehearsalObserver.ServerState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the servers of a group that is being rolled, as a picture of this moment. */
final class ServersReader {
  private final Account account;
  private final String group;
  private final SurveyReader reader;

  /** By instance, or by the row of a server without one; empty before the first look. */
  private Optional<Map<String, Seen>> seen = Optional.empty();

  /** Since when it has been found as it is. */
  private record Seen(String what, Instant since) {}

  ServersReader(Account account, String group, String lockTable) {
    this.account = account;
    this.group = group;
    this.reader =
        new SurveyReader(
            account.clients(), account.clock(), GroupSettings.of(lockTable, HookNames.USUAL));
  }

  /**
   * Reads them.
   *
   * @param told what the rollout said last
   * @param goal what it brings them to
   * @throws io.servergroup.aws.UnreadableException when AWS cannot be read
   */
  Progress read(Told told, RolloutGoal goal, Duration sinceStart) {
    Situation situation = reader.look(input(goal));
    GroupHealth health = situation.health();
    List<Integer> numbers = RowNumbers.of(health);
    Map<String, Seen> now = new HashMap<>();
    List<ServerState> servers = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      servers.add(server(numbers.get(i), health.servers().get(i), situation, told, goal, now));
    }
    seen = Optional.of(now);
    servers.sort(Comparator.comparingInt(ServerState::server));
    return new Progress(
        sinceStart, told.phase(), told.batch(), health.healthyCount(), told.floor(), servers);
  }

  /**
   * Reads which they are, without anything that changes while a group is rolled.
   *
   * @throws io.servergroup.aws.UnreadableException when AWS cannot be read
   */
  List<ServerNow> now() {
    List<ServerNow> servers = new ArrayList<>();
    for (GroupHealth.Verdict verdict : reader.look(input(RolloutGoal.NAMED)).health().servers()) {
      Server server = verdict.server();
      servers.add(
          new ServerNow(
              server.index().isEmpty() && !server.needsSlot()
                  ? OptionalInt.of(servers.size())
                  : server.index(),
              server.group().name(),
              server.zone(),
              server.instance().map(Instance::id).orElse(""),
              server.instance().flatMap(Instance::template),
              server.slot().map(ServersReader::identity).orElse("")));
    }
    return servers;
  }

  private static String identity(Slot slot) {
    String address = slot.networkInterface().privateAddress();
    return slot.dnsName().map(dns -> address + ", " + dns.name()).orElse(address);
  }

  private RolloutInput input(RolloutGoal goal) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(InputField.SERVER_GROUP.key(), group);
    goal.version()
        .ifPresent(version -> fields.put(InputField.LAUNCH_TEMPLATE_VERSION.key(), version));
    return switch (InputReader.read(fields)) {
      case InputReader.Result.Valid(RolloutInput valid) -> valid;
      case InputReader.Result.Invalid invalid ->
          throw new IllegalStateException("a group's name is no input: " + invalid);
    };
  }

  private ServerState server(
      int number,
      GroupHealth.Verdict verdict,
      Situation situation,
      Told told,
      RolloutGoal goal,
      Map<String, Seen> now) {
    Server server = verdict.server();
    String instance = server.instance().map(Instance::id).orElse("");
    String state = server.instance().map(each -> each.state().text()).orElse("no instance");
    return new ServerState(
        number,
        server.zone(),
        instance,
        state + " " + since(instance.isEmpty() ? Server.nameOf(number) : instance, state, now),
        balancers(server, situation.health().loadBalancers()),
        verdict.healthy() ? "healthy" : verdict.failing().getFirst(),
        server.slot().map(Slot::networkInterface).map(NetworkInterface::privateAddress).orElse(""),
        instance,
        goal.isAbout(server, number),
        server.instance().filter(each -> goal.isMetBy(server.group(), each, situation)).isPresent(),
        verdict.healthy(),
        isIn(told.servers(), server, number));
  }

  /**
   * Whether a batch has a server. It goes by what the server was called when the batch began: the
   * number which its row has, too, while the next instance has no slot yet, or its instance, if
   * that had none.
   */
  private static boolean isIn(List<String> batch, Server server, int number) {
    return batch.contains(server.name())
        || (server.needsSlot() && batch.contains(Server.nameOf(number)))
        || server
            .instance()
            .map(each -> Server.nameOn(each.id()))
            .filter(batch::contains)
            .isPresent();
  }

  /** What each load balancer of its group says about its instance, without the reason. */
  private static Map<String, String> balancers(Server server, LoadBalancerHealth said) {
    Map<String, String> states = new LinkedHashMap<>();
    for (Instance instance : server.instance().stream().toList()) {
      for (String name : server.group().classicLoadBalancers()) {
        states.put(name, word(said.of(name, instance.id())));
      }
      for (String arn : server.group().targetGroups()) {
        // arn:aws:elasticloadbalancing:region:account:targetgroup/name/id
        String name = arn.substring(arn.indexOf('/') + 1, arn.lastIndexOf('/'));
        states.put(name, word(said.of(arn, instance.id())));
      }
    }
    return states;
  }

  private static String word(LoadBalancerHealth.State state) {
    String words = state.words();
    int reason = words.indexOf(" (");
    return reason < 0 ? words : words.substring(0, reason);
  }

  /**
   * For how long it has been so, as far as it was looked at; nothing at the first look. What is
   * seen of an instance stays with it, whichever row shows it.
   */
  private String since(String who, String what, Map<String, Seen> now) {
    Instant at = account.clock().instant();
    Instant first = seen.isPresent() ? at : Instant.MIN;
    Seen before =
        seen.map(looked -> looked.get(who))
            .filter(known -> known.what().equals(what))
            .orElse(new Seen(what, first));
    now.put(who, before);
    if (before.since().equals(Instant.MIN)) {
      return "";
    }
    Duration time = Duration.between(before.since(), at);
    return "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
  }
}
