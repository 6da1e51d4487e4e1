package io.servergroup.cli;

import io.servergroup.aws.IdentityReader;
import io.servergroup.cli.Accounts.Account;
import java.util.List;

/** Says of a server group that was asked for that there is none, and which there are. */
final class UnknownGroup {
  private UnknownGroup() {}

  /**
   * The names of all server groups of an account, in alphabetical order.
   *
   * @throws io.servergroup.aws.UnreadableException when AWS cannot be read
   */
  static List<String> all(Account account) {
    return new IdentityReader(account.clients(), account.clock()).serverGroupNames();
  }

  /**
   * A sentence that names the option.
   *
   * @throws io.servergroup.aws.UnreadableException when AWS cannot be read
   */
  static String message(Account account, String group) {
    List<String> names = all(account);
    return "--group: found '%s', which no Auto Scaling group of this account and region has as its tag ServerGroupName; %s"
        .formatted(
            group,
            names.isEmpty()
                ? "there is no server group at all: are --profile and --region right?"
                : "right is one of " + String.join(", ", names));
  }
}
