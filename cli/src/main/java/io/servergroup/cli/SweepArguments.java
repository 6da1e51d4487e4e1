package io.servergroup.cli;

import io.servergroup.simulator.sweep.Fault;
import io.servergroup.simulator.sweep.FaultKind;
import io.servergroup.simulator.sweep.FaultProfile;
import io.servergroup.simulator.sweep.RunRequest;
import io.servergroup.simulator.sweep.Sweep;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Reads the values of sweeps and replays, all of them, before it complains about any. */
final class SweepArguments {
  private static final int MOST_SEEDS = 10_000_000;
  private static final int MOST_JOBS = 1024;
  private static final String FIRST_SEED = "1";

  /** How {@code --only-faults} spells that nothing may happen. */
  private static final String NO_FAULTS = "none";

  private final List<String> findings;

  SweepArguments(List<String> findings) {
    this.findings = findings;
  }

  /**
   * The sweep that is asked for; something harmless where there are findings.
   *
   * @param seed the first one; null for the usual one
   * @param processors how many jobs there are unless somebody says otherwise
   */
  Sweep sweep(SweepOptions given, String seed, int processors) {
    OptionalInt seeds = Numbers.whole(given.seeds, 1, MOST_SEEDS);
    if (seeds.isEmpty()) {
      findings.add(Expected.SEEDS.instead(given.seeds));
    }
    long first = Numbers.seed(seed == null ? FIRST_SEED : seed, findings);
    long last = Long.MAX_VALUE - seeds.orElse(1) + 1;
    if (first > last) {
      findings.add(
          "--seed: found '%d'; right is with --seeds %d at most %d"
              .formatted(first, seeds.orElse(1), last));
    }
    OptionalInt jobs =
        given.jobs == null ? OptionalInt.of(processors) : Numbers.whole(given.jobs, 1, MOST_JOBS);
    if (jobs.isEmpty()) {
      findings.add(Expected.JOBS.instead(given.jobs));
    }
    FaultProfile profile =
        given.faults == null ? FaultProfile.HARSH : profile(given.faults).orElse(FaultProfile.NONE);
    return new Sweep(first, seeds.orElse(1), profile, jobs.orElse(1));
  }

  /**
   * The run that is asked for; something harmless where there are findings.
   *
   * @param servers how many; null for as many as the seed stands for
   * @param seed null for a fresh one
   * @param fresh the fresh one
   */
  RunRequest run(SweepOptions given, String servers, String seed, long fresh) {
    OptionalInt size = OptionalInt.empty();
    if (servers != null) {
      size = Numbers.whole(servers, 1, RunRequest.MOST_SERVERS);
      if (size.isEmpty()) {
        findings.add(
            "--servers: found '%s'; right is in a hostile run a whole number from 1 to %d, for"
                    .formatted(servers, RunRequest.MOST_SERVERS)
                + " example --servers 6");
      }
    }
    if (seed == null && given.onlyFaults != null) {
      findings.add("--only-faults: found without --seed; right is the seed whose faults they are");
    }
    long known = seed == null ? fresh : Numbers.seed(seed, findings);
    Optional<FaultProfile> profile = profile(given.faults);
    return new RunRequest(
        known,
        profile.orElse(FaultProfile.NONE),
        size,
        Optional.ofNullable(given.onlyFaults).map(text -> faults(text, profile)));
  }

  private Optional<FaultProfile> profile(String name) {
    Optional<FaultProfile> profile = FaultProfile.named(name);
    if (profile.isEmpty()) {
      findings.add(
          Expected.FAULTS.instead(name)
              + " ("
              + String.join(", ", FaultKind.words())
              + ")"
              + Nearest.hint(name, FaultProfile.names()));
    }
    return profile;
  }

  private Set<Fault> faults(String text, Optional<FaultProfile> profile) {
    Set<Fault> faults = new TreeSet<>();
    if (text.equals(NO_FAULTS)) {
      return faults;
    }
    for (String word : text.split(",", -1)) {
      Optional<Fault> fault = Fault.parse(word.strip());
      if (fault.isEmpty()) {
        findings.add(Expected.ONLY_FAULTS.instead(word.strip()) + hint(word.strip()));
      } else if (profile.isPresent() && profile.get().rate(fault.get().kind()) == 0) {
        findings.add(
            "--only-faults: found '%s', which never happens with --faults %s; right is another"
                    .formatted(fault.get(), profile.get().name())
                + " profile, or another fault");
      } else {
        faults.add(fault.get());
      }
    }
    return faults;
  }

  private static String hint(String word) {
    String kind = word.contains("@") ? word.substring(0, word.indexOf('@')) : word;
    return FaultKind.of(kind).isPresent() ? "" : Nearest.hint(kind, FaultKind.words());
  }
}
