package io.servergroup.cli;

import io.servergroup.aws.Executions;
import io.servergroup.aws.RolloutLock;
import io.servergroup.aws.UnreadableException;
import io.servergroup.cli.Accounts.Account;
import io.servergroup.cli.terminal.Surroundings;
import io.servergroup.cli.terminal.TerminalSize;
import io.servergroup.cli.view.RolloutStatus;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code rollout status}. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Show how far a rollout is, or how the last one ended.",
    description = {
      "",
      "Reads the lock of the server group, which keeps the last progress record, and whether its"
          + " holder runs. It needs dynamodb:GetItem and states:DescribeExecution."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:a rollout is running, or there was one",
      "1:nobody knows of any",
      "2:the command line is wrong",
      "3:AWS could not be read: credentials, a permission or the network are missing",
      "70:the command itself failed; please report it",
    })
final class StatusCommand implements Callable<Integer> {
  private final Accounts accounts;
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Mixin private AccountOptions which = new AccountOptions();
  @Mixin private LockOptions lock = new LockOptions();

  @Option(
      names = "--json",
      description = "Print one JSON object, with the last progress record, and nothing else.")
  private boolean json;

  StatusCommand(Accounts accounts, Surroundings surroundings) {
    this.accounts = accounts;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Supplier<Account> account = which.account(accounts, spec);
    return Guard.run(surroundings, "the command", () -> show(account.get()));
  }

  private int show(Account account) {
    RolloutStatus status =
        UnreadableException.reading(
            "dynamodb:GetItem, states:DescribeExecution", () -> read(account));
    int width = (surroundings.live() ? surroundings.size().get() : TerminalSize.USUAL).columns();
    if (json) {
      surroundings.out().println(status.json());
    } else {
      status
          .lines(surroundings.launcher(), width)
          .forEach(line -> surroundings.out().println(line.render(surroundings.colour())));
    }
    return status.known() ? ExitCode.GOOD : ExitCode.BAD;
  }

  private RolloutStatus read(Account account) {
    String group = which.group().orElseThrow();
    RolloutLock.Status status =
        new RolloutLock(account.clients(), lock.table(account.clients(), group)).status(group);
    Optional<String> running =
        status.state().holder().filter(new Executions(account.clients())::isRunning);
    return new RolloutStatus(group, running, status);
  }
}
