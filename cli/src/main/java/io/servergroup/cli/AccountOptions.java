package io.servergroup.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Which server group of which AWS account, as it was given; null where nothing was. */
final class AccountOptions {
  @Option(
      names = "--group",
      paramLabel = "NAME",
      description =
          "The server group: what the tag ServerGroupName of its Auto Scaling groups says.")
  private String group;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "The AWS region. Default: the one the SDK finds.")
  private String region;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description =
          "The profile of ~/.aws/config and ~/.aws/credentials to use. Default: the credentials the"
              + " SDK finds.")
  private String profile;

  Optional<String> group() {
    return Optional.ofNullable(group).filter(name -> !name.isBlank());
  }

  Optional<String> region() {
    return Optional.ofNullable(region);
  }

  Optional<String> profile() {
    return Optional.ofNullable(profile);
  }
}
