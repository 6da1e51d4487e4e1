package io.servergroup.cli;

import io.servergroup.cli.Accounts.Account;
import java.util.ArrayList;
import java.util.List;
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
    List<String> findings = new ArrayList<>();
    Supplier<Account> account = account(accounts, findings);
    WrongArguments.refuse(spec, findings);
    return account;
  }

  /** The account to ask; {@code findings} gets what is wrong. */
  Supplier<Account> account(Accounts accounts, List<String> findings) {
    return new AccountArguments(findings)
        .real(
            accounts,
            group(),
            Optional.ofNullable(region),
            Optional.ofNullable(profile),
            Optional.ofNullable(endpoint));
  }

  /** Complains about options that say where an account is, to a command that asks none. */
  void refusePlace(AccountArguments arguments, String where) {
    arguments.refuse(region != null, "--region", where);
    arguments.refuse(profile != null, "--profile", where);
    arguments.refuse(endpoint != null, "--endpoint-url", where);
  }

  Optional<String> group() {
    return Optional.ofNullable(group).filter(name -> !name.isBlank());
  }
}
