package io.servergroup.cli;

import java.util.List;
import java.util.Set;

/** The ways to rehearse, each with the option that asks for it. */
enum RehearseMode {
  /** One rollout, as the options describe it. */
  REHEARSAL(""),
  /** Many hostile runs, as their seeds stand for them. */
  SWEEP("--seeds"),
  /** One hostile run, watched. */
  REPLAY("--faults"),
  /** The faults there are. */
  LISTING("--list-faults");

  private static final Set<String> ALWAYS = Set.of("--plain", "--json", "--help", "--version");

  private static final Set<String> HOSTILE =
      Set.of("--jobs", "--hashes", "--only-faults", "--shrink");

  private final String option;

  RehearseMode(String option) {
    this.option = option;
  }

  /** The way that these options ask for. */
  static RehearseMode of(Set<String> given) {
    if (given.contains(LISTING.option)) {
      return LISTING;
    }
    if (given.contains(SWEEP.option)) {
      return SWEEP;
    }
    return given.contains(REPLAY.option) ? REPLAY : REHEARSAL;
  }

  /** Adds every option that was given and means nothing here. */
  void check(Set<String> given, List<String> findings) {
    given.stream().sorted().filter(each -> !takes(each)).map(this::refusal).forEach(findings::add);
  }

  private boolean takes(String given) {
    return this == REHEARSAL
        ? !HOSTILE.contains(given)
        : given.equals(option) || ALWAYS.contains(given) || others().contains(given);
  }

  private Set<String> others() {
    return switch (this) {
      case SWEEP ->
          Set.of(
              "--seed",
              "--faults",
              "--jobs",
              "--hashes",
              "--shrink",
              "--verbose",
              "--quiet",
              "--report");
      case REPLAY ->
          Set.of("--seed", "--servers", "--only-faults", "--shrink", "--verbose", "--quiet");
      case REHEARSAL, LISTING -> Set.of();
    };
  }

  private String refusal(String given) {
    return switch (this) {
      case REHEARSAL ->
          switch (given) {
            case "--only-faults" -> given + ": found without --faults; right is both";
            case "--shrink" -> given + ": found alone; right is together with --seeds or --faults";
            default -> given + ": found without --seeds; right is both";
          };
      case SWEEP, REPLAY ->
          "%s: found together with %s, where %s; right is one of them"
              .formatted(given, option, reason(given));
      case LISTING ->
          "%s: found together with %s, which runs nothing; right is one of them"
              .formatted(given, option);
    };
  }

  private String reason(String given) {
    return switch (given) {
      case "--speed" -> "nothing waits to be watched";
      case "--only-faults" -> "each run has faults of its own";
      case "--report" ->
          "the rollouts, people and faults of one run are told in lines, all of them with --verbose";
      case "--jobs", "--hashes" -> "one run is made";
      default -> "the seed of a run decides that";
    };
  }
}
