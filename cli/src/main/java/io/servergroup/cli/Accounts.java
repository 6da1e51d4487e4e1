package io.servergroup.cli;

import io.servergroup.aws.AwsClients;
import io.servergroup.simulator.rehearsal.Drift;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Where server groups can be looked at. */
interface Accounts {
  /**
   * An AWS account as seen from one region.
   *
   * @param group the name of its only server group; empty when it may have any
   */
  record Account(AwsClients clients, InstantSource clock, Optional<String> group) {}

  /**
   * Where to look for an account; what is empty the SDK finds.
   *
   * @param region instead of what the environment says
   * @param profile instead of the credentials the environment has
   * @param endpoint asked for everything, instead of the addresses of the services
   */
  record Place(Optional<String> region, Optional<String> profile, Optional<URI> endpoint) {}

  /**
   * What is wrong with a profile, or with the files that should have it; empty when nothing is, as
   * with accounts that are asked without one.
   *
   * @param asked instead of the one that the environment names
   */
  default List<String> wrongProfile(Optional<String> asked) {
    return List.of();
  }

  /** What is wrong with the address that the environment names; empty when nothing is. */
  default List<String> wrongAddress() {
    return List.of();
  }

  /** The account at this place. */
  Account real(Place place);

  /** A simulated account with one cluster, for which there is a new image. */
  Account outdated(int servers, long seed);

  /** A simulated account with one cluster, to which something was done. */
  Account simulated(int servers, long seed, List<Drift> drifts);
}
