package io.servergroup.cli;

import io.servergroup.aws.IdentityReader;
import io.servergroup.cli.Accounts.Account;
import java.util.List;
import java.util.Optional;

/** Says of a server group that was asked for that there is none, and which there are. */
final class UnknownGroup {
  private UnknownGroup() {}

  /**
   * A sentence that names the option; empty when there is such a group.
   *
   * @throws io.servergroup.aws.UnreadableException when AWS cannot be read
   */
  static Optional<String> check(Account account, String group) {
    List<String> names = names(account);
    return names.contains(group) ? Optional.empty() : Optional.of(message(group, names));
  }

  /**
   * The same of a group that was not found.
   *
   * @throws io.servergroup.aws.UnreadableException when AWS cannot be read
   */
  static String message(Account account, String group) {
    return message(group, names(account));
  }

  private static List<String> names(Account account) {
    return new IdentityReader(account.clients(), account.clock()).serverGroupNames();
  }

  private static String message(String group, List<String> names) {
    return "--group: found '%s', which no Auto Scaling group of this account and region has as its tag ServerGroupName; %s"
        .formatted(
            group,
            names.isEmpty()
                ? "there is no server group at all: are --profile and --region right?"
                : "right is one of " + String.join(", ", names));
  }
}
