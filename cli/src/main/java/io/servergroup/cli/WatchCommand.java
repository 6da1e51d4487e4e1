package io.servergroup.cli;

import io.servergroup.cli.Accounts.Account;
import io.servergroup.cli.terminal.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code rollout watch}. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Follow a running rollout to its end.",
    description = {
      "",
      "On a terminal: every server with its zone, address, instance, state and health, how far the"
          + " rollout is, what it waits for and when it should end. Elsewhere, and with --plain: one line"
          + " for each news. Reads only; Ctrl-C ends the watching and leaves the rollout running. It"
          + " needs dynamodb:GetItem and states:DescribeExecution; for the servers also"
          + " autoscaling:Describe*, ec2:Describe*, elasticloadbalancing:Describe* and"
          + " route53:ListResourceRecordSets."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the rollout succeeded",
      "1:it failed, was cancelled, or there is none",
      "2:the command line is wrong",
      "3:AWS could not be read: credentials, a permission or the network are missing",
      "70:the command itself failed; please report it",
      "130:Ctrl-C; the rollout goes on",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rollout watch --group confluent-tools",
      "  rollout watch --group confluent-tools --plain --interval 30 | tee rollout.log",
      "  rollout watch --group confluent-tools --json | jq -r .summary"
    })
final class WatchCommand implements Callable<Integer> {
  private final Accounts accounts;
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Mixin private AccountOptions which = new AccountOptions();
  @Mixin private LockOptions lock = new LockOptions();
  @Mixin private WatchOptions watching = new WatchOptions();

  @Option(
      names = "--json",
      description = "Print one JSON object for each news, as `rollout status --json` has it.")
  private boolean json;

  WatchCommand(Accounts accounts, Surroundings surroundings) {
    this.accounts = accounts;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    List<String> findings = new ArrayList<>();
    Supplier<Account> account = which.account(accounts, findings);
    WatchArguments how = watching.arguments(findings, json);
    WrongArguments.refuse(spec, findings);
    return Guard.run(
        surroundings,
        "the watching",
        () -> follow(account.get(), which.group().orElseThrow(), how));
  }

  private int follow(Account in, String group, WatchArguments how) {
    return new Watching(in, group, lock.table(in.clients(), group), how, surroundings)
        .follow(Optional.empty());
  }
}
