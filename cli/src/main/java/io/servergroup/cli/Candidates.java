package io.servergroup.cli;

import io.servergroup.simulator.rehearsal.Drift;
import io.servergroup.simulator.sweep.FaultKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The words of options that take one of a few, for a shell that completes them. */
final class Candidates {
  private Candidates() {}

  /** Of {@code --elb}. */
  static final class LoadBalancers extends Words {
    LoadBalancers() {
      super(List.of("classic", "target-group", "both"));
    }
  }

  /** Of {@code --topology}. */
  static final class Topologies extends Words {
    Topologies() {
      super(List.of("group-per-server", "group-per-zone", "without-identity"));
    }
  }

  /** Of {@code --checkpoint}; a share is a number, which nobody can complete. */
  static final class Checkpoints extends Words {
    Checkpoints() {
      super(List.of("canary", "every-batch"));
    }
  }

  /** Of {@code --on-failure}. */
  static final class Failures extends Words {
    Failures() {
      super(List.of("stop", "rollback"));
    }
  }

  /** Of {@code --faults}: the profiles, and each fault alone. */
  static final class Faults extends Words {
    Faults() {
      super(faults());
    }

    private static List<String> faults() {
      List<String> words = new ArrayList<>(List.of("none", "mild", "harsh"));
      Arrays.stream(FaultKind.values()).map(FaultKind::word).forEach(words::add);
      return words;
    }
  }

  /** Of {@code --drift}. */
  static final class Drifts extends Words {
    Drifts() {
      super(
          Arrays.stream(Drift.values())
              .map(drift -> drift.name().toLowerCase(Locale.ROOT))
              .toList());
    }
  }
}
