package io.servergroup.cli;

import io.servergroup.simulator.rehearsal.Drift;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Accounts of which none is real; remembers which were asked for. */
final class SimulatedAccounts implements Accounts {
  final List<String> asked = new ArrayList<>();

  @Override
  public List<String> wrongProfile(Optional<String> asked) {
    return asked.filter("unknown"::equals).map("--profile: found '%s'"::formatted).stream()
        .toList();
  }

  /** A real account has one server group of three healthy servers, as far as the command knows. */
  @Override
  public Account real(Place place) {
    asked.add("real %s %s".formatted(place.region().orElse("-"), place.profile().orElse("-")));
    Account account = new UsualAccounts().simulated(3, 1, List.of());
    return new Account(account.clients(), account.clock(), Optional.empty());
  }

  @Override
  public Account outdated(int servers, long seed) {
    asked.add("outdated %d %d".formatted(servers, seed));
    return new UsualAccounts().outdated(servers, seed);
  }

  @Override
  public Account simulated(int servers, long seed, List<Drift> drifts) {
    asked.add("simulated %d %d %s".formatted(servers, seed, drifts));
    return new UsualAccounts().simulated(servers, seed, drifts);
  }
}
