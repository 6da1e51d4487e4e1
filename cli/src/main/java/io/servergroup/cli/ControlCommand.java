package io.servergroup.cli;

import io.servergroup.aws.UnreadableException;
import io.servergroup.cli.Accounts.Account;
import io.servergroup.cli.terminal.Surroundings;
import io.servergroup.cli.view.ControlText;
import io.servergroup.lambda.RolloutControl;
import io.servergroup.lambda.RolloutControl.Action;
import io.servergroup.lambda.RolloutControl.Result;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The commands {@code rollout pause}, {@code resume}, {@code approve} and {@code cancel}. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it was done",
      "1:there was nothing to do it to; the message says why",
      "2:the command line is wrong",
      "3:AWS could not be asked: credentials, a permission or the network are missing",
      "70:the command itself failed; please report it",
    })
final class ControlCommand implements Callable<Integer> {
  private final Action action;
  private final Accounts accounts;
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Mixin private AccountOptions which = new AccountOptions();
  @Mixin private LockOptions lock = new LockOptions();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, for whoever looks at the rollout later.")
  private String reason;

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  ControlCommand(Action action, Accounts accounts, Surroundings surroundings) {
    this.action = action;
    this.accounts = accounts;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Supplier<Account> account = which.account(accounts, spec);
    return Guard.run(surroundings, "the command", () -> act(account.get()));
  }

  private int act(Account account) {
    String group = which.group().orElseThrow();
    Result result =
        UnreadableException.reading(
            actions(),
            () ->
                new RolloutControl(account.clients(), lock.table(account.clients(), group))
                    .act(group, action, RolloutControl.operator(reason)));
    surroundings
        .out()
        .println(json ? ControlText.json(group, action, result) : ControlText.line(group, result));
    return result.done() ? ExitCode.GOOD : ExitCode.BAD;
  }

  private String actions() {
    return "dynamodb:GetItem, states:DescribeExecution, "
        + switch (action) {
          case PAUSE -> "dynamodb:UpdateItem";
          case RESUME, APPROVE -> "dynamodb:UpdateItem, states:SendTaskSuccess";
          case CANCEL -> "dynamodb:UpdateItem, states:SendTaskSuccess, states:StopExecution";
        };
  }

  /** What the help says of an action. */
  static String[] help(Action action) {
    return switch (action) {
      case PAUSE ->
          new String[] {
            "Have a running rollout wait before its next batch.",
            "The batch under way is finished. Then the rollout waits for `rollout resume` or"
                + " `rollout cancel`, at most checkpointTimeoutMinutes; nothing is touched meanwhile."
          };
      case RESUME ->
          new String[] {
            "Let a rollout go on that waits at a checkpoint or a pause.",
            "A pause that was asked for and has not begun is called off."
          };
      case APPROVE ->
          new String[] {
            "Let a rollout go on that asks at a checkpoint or a pause.",
            "Nothing is done while it asks nobody: so a checkpoint is not approved before it is"
                + " reached."
          };
      case CANCEL ->
          new String[] {
            "Cancel a running rollout.",
            "At a checkpoint or a pause it ends by itself; otherwise its execution is stopped, with"
                + " the batch under way, and the group heals by itself. What was replaced stays"
                + " replaced; once the group is whole again, a new rollout goes on."
          };
    };
  }
}
