package io.servergroup.cli;

import picocli.CommandLine.Option;

/** What hostile runs to make, as it was given; null where nothing was. */
final class SweepOptions {
  @Option(
      names = "--faults",
      paramLabel = "PROFILE",
      completionCandidates = Candidates.Faults.class,
      description =
          "Make a hostile run: --seed decides cluster, inputs, what people do, and which faults"
              + " happen. PROFILE says how probable they are: none, mild, harsh, or the name of one"
              + " fault alone. Default with --seeds: harsh.")
  String faults;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description =
          "Sweep: make this many hostile runs, 1 to 10000000, from --seed on (then 1 by default),"
              + " and report what they reached and which rules they broke.")
  String seeds;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description =
          "How many runs of a sweep are made at the same time. Default: one for each processor.")
  String jobs;

  @Option(
      names = "--hashes",
      paramLabel = "FILE",
      description =
          "Write a line with seed and hash of each run of a sweep, to compare machines or versions.")
  String hashes;

  @Option(
      names = "--only-faults",
      paramLabel = "F,F...",
      description =
          "Of the faults of one hostile run, let only these happen, such as lost-event@17; or none.")
  String onlyFaults;

  @Option(
      names = "--shrink",
      description =
          "If a rule is broken, look for a smaller run that breaks the same rule: fewer servers,"
              + " fewer faults. Of a sweep, its first failing seed is made smaller.")
  boolean shrink;

  @Option(
      names = "--list-faults",
      description = "List every fault with its meaning and how probable it is, and run nothing.")
  boolean listFaults;
}
