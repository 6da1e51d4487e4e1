package io.servergroup.cli.view;

import io.servergroup.simulator.sweep.Fault;
import io.servergroup.simulator.sweep.RunRequest;
import io.servergroup.simulator.sweep.Sweep;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The command lines that make the same hostile runs again. */
public final class HostileReplay {
  private HostileReplay() {}

  /**
   * Makes one run again.
   *
   * @param launcher how the command was called, for example {@code ./rollout}
   */
  public static String command(String launcher, RunRequest request) {
    List<String> words = words(launcher);
    words.addAll(List.of("--seed", Long.toString(request.seed())));
    words.addAll(List.of("--faults", request.profile().name()));
    if (request.servers().isPresent()) {
      words.addAll(List.of("--servers", Integer.toString(request.servers().getAsInt())));
    }
    request.only().ifPresent(only -> words.addAll(List.of("--only-faults", spelled(only))));
    return String.join(" ", words);
  }

  /** Makes a sweep again. */
  public static String command(String launcher, Sweep sweep) {
    List<String> words = words(launcher);
    words.addAll(List.of("--seeds", Integer.toString(sweep.seeds())));
    words.addAll(List.of("--seed", Long.toString(sweep.firstSeed())));
    words.addAll(List.of("--faults", sweep.profile().name()));
    return String.join(" ", words);
  }

  private static List<String> words(String launcher) {
    return new ArrayList<>(List.of(launcher, "rehearse"));
  }

  private static String spelled(Set<Fault> only) {
    return only.isEmpty()
        ? "none"
        : only.stream().sorted().map(Fault::toString).collect(Collectors.joining(","));
  }
}
