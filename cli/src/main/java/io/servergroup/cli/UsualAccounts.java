package io.servergroup.cli;

import io.servergroup.lambda.SdkClientsWiring;
import io.servergroup.simulator.rehearsal.Drift;
import io.servergroup.simulator.rehearsal.DriftedCluster;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** AWS itself, and the simulator. */
final class UsualAccounts implements Accounts {
  private final Map<String, String> environment;

  /**
   * @param environment of the process
   */
  UsualAccounts(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Account real(Place place) {
    Optional<URI> endpoint =
        place
            .endpoint()
            .or(
                () ->
                    Optional.ofNullable(environment.get("AWS_ENDPOINT_URL"))
                        .flatMap(this::address));
    return new Account(
        new SdkClientsWiring(place.region(), place.profile(), place.endpoint()),
        endpoint.<InstantSource>map(EndpointClock::new).orElse(InstantSource.system()),
        Optional.empty());
  }

  /** What is no address the SDK complains about. */
  private Optional<URI> address(String text) {
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  @Override
  public Account outdated(int servers, long seed) {
    return of(DriftedCluster.outdated(servers, seed));
  }

  @Override
  public Account simulated(int servers, long seed, List<Drift> drifts) {
    return of(DriftedCluster.of(servers, seed, drifts));
  }

  private static Account of(DriftedCluster cluster) {
    return new Account(cluster.clients(), cluster.clock(), Optional.of(cluster.name()));
  }
}
