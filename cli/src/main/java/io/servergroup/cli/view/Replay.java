package io.servergroup.cli.view;

import io.servergroup.simulator.rehearsal.Incidents;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.rehearsal.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** The command line that runs the same rehearsal again. */
public final class Replay {
  private Replay() {}

  /**
   * Every option that decides the course of the rehearsal; those that decide how large it is are
   * spelled out even where they are the default.
   *
   * @param launcher how the command was called, for example {@code ./rollout}
   */
  public static String command(String launcher, RehearsalOptions options) {
    List<String> words = new ArrayList<>(List.of(launcher, "rehearse"));
    words.addAll(List.of("--servers", Integer.toString(options.servers())));
    InputOption.words(options.input()).forEach(words::add);
    words.addAll(List.of("--elb", elb(options.loadBalancers())));
    if (options.topology() != Topology.GROUP_PER_SERVER) {
      words.addAll(List.of("--topology", topology(options.topology())));
    }
    Incidents incidents = options.incidents();
    add(words, "--boot-failure-at", incidents.bootFailureAt());
    add(words, "--alarm-at", incidents.alarmAt());
    add(words, "--cancel-at", incidents.cancelAt());
    if (!incidents.approveAfter().equals(Incidents.USUAL_ANSWER)) {
      words.addAll(List.of("--approve-after", Long.toString(incidents.approveAfter().toSeconds())));
    }
    words.addAll(List.of("--seed", Long.toString(options.seed())));
    return String.join(" ", words);
  }

  /** How {@code --elb} spells a kind of load balancer. */
  public static String elb(RehearsalOptions.LoadBalancerKind kind) {
    return spelled(kind);
  }

  /** How {@code --topology} spells a topology. */
  public static String topology(Topology topology) {
    return spelled(topology);
  }

  private static String spelled(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void add(List<String> words, String option, OptionalInt value) {
    if (value.isPresent()) {
      words.addAll(List.of(option, Integer.toString(value.getAsInt())));
    }
  }
}
