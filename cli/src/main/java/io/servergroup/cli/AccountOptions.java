package io.servergroup.cli;

import io.servergroup.cli.Accounts.Account;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
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

  @Option(
      names = "--endpoint-url",
      paramLabel = "URL",
      description =
          "Ask this address instead of AWS: a simulated account, or a proxy. Default: what the SDK"
              + " finds, such as AWS_ENDPOINT_URL.")
  private String endpoint;

  /**
   * The account to ask, for a command that takes nothing else which could be wrong.
   *
   * @throws WrongArguments with everything that is wrong
   */
  Supplier<Account> account(Accounts accounts, CommandSpec spec) {
    AccountArguments arguments = new AccountArguments();
    Supplier<Account> account = account(accounts, arguments);
    if (!arguments.findings().isEmpty()) {
      throw new WrongArguments(spec.commandLine(), arguments.findings());
    }
    return account;
  }

  /** The account to ask; what is wrong is told to {@code arguments}. */
  Supplier<Account> account(Accounts accounts, AccountArguments arguments) {
    return arguments.real(accounts, group(), region(), profile(), endpoint());
  }

  Optional<String> group() {
    return Optional.ofNullable(group).filter(name -> !name.isBlank());
  }

  Optional<String> region() {
    return Optional.ofNullable(region);
  }

  Optional<String> endpoint() {
    return Optional.ofNullable(endpoint);
  }

  Optional<String> profile() {
    return Optional.ofNullable(profile);
  }
}
