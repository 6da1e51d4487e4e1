package io.servergroup.cli;

import io.servergroup.lambda.SdkClientsWiring;
import io.servergroup.simulator.rehearsal.Drift;
import io.servergroup.simulator.rehearsal.DriftedCluster;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.ProfileFileLocation;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/** AWS itself, and the simulator. */
final class UsualAccounts implements Accounts {
  @Override
  public List<String> wrongProfile(Optional<String> asked) {
    return Profiles.in(
            ProfileFileLocation.configurationFilePath(), ProfileFileLocation.credentialsFilePath())
        .findings(asked, namedProfile());
  }

  /**
   * The profile that the environment names. Its keys go before that; one that it does not name, for
   * which the SDK's setting has "default", need not exist.
   */
  static Optional<String> namedProfile() {
    return SdkSystemSetting.AWS_ACCESS_KEY_ID.getStringValue().isPresent()
        ? Optional.empty()
        : ProfileFileSystemSetting.AWS_PROFILE.getNonDefaultStringValue();
  }

  @Override
  public List<String> wrongAddress() {
    return wrongAddress(System.getenv("AWS_ENDPOINT_URL"));
  }

  /**
   * @param named by the environment; null when it names none
   */
  static List<String> wrongAddress(String named) {
    return Stream.ofNullable(named)
        .filter(text -> !text.isBlank() && AccountArguments.httpAddress(text).isEmpty())
        .map(
            text ->
                "AWS_ENDPOINT_URL: found '%s'; right is an address with its protocol, for example AWS_ENDPOINT_URL=http://127.0.0.1:4566"
                    .formatted(text))
        .toList();
  }

  @Override
  public Account real(Place place) {
    // Clients that the SDK makes for itself, to refresh a sign-in, know no other way.
    place
        .profile()
        .ifPresent(
            name -> System.setProperty(ProfileFileSystemSetting.AWS_PROFILE.property(), name));
    place
        .region()
        .ifPresent(name -> System.setProperty(SdkSystemSetting.AWS_REGION.property(), name));
    AwsTime time = new AwsTime(InstantSource.system());
    return new Account(
        new SdkClientsWiring(place.region(), place.profile(), place.endpoint(), time),
        time,
        Optional.empty());
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
