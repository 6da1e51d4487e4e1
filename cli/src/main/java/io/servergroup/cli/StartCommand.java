package io.servergroup.cli;

import io.servergroup.aws.Executions;
import io.servergroup.aws.Executions.Start;
import io.servergroup.aws.UnreadableException;
import io.servergroup.cli.Accounts.Account;
import io.servergroup.cli.RolloutMachines.Search;
import io.servergroup.cli.terminal.Surroundings;
import io.servergroup.cli.view.InputOption;
import io.servergroup.cli.view.StartText;
import io.servergroup.rollout.Finding;
import io.servergroup.rollout.InputField;
import io.servergroup.rollout.InputReader;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code rollout start}. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Start a rollout of a server group.",
    description = {
      "",
      "Starts an execution of the group's state machine, as a deploy of its stack does. The rollout runs"
          + " in AWS: this command may end, and the terminal be closed. It needs"
          + " states:ListStateMachines and states:StartExecution; for a state machine that rolls every"
          + " group also dynamodb:GetItem and autoscaling:DescribeAutoScalingGroups."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it was started; with --watch, it succeeded",
      "1:it was not started; the message says why. With --watch also: it failed or was cancelled",
      "2:the command line is wrong",
      "3:AWS could not be asked: credentials, a permission or the network are missing",
      "70:the command itself failed; please report it",
      "130:with --watch: Ctrl-C; the rollout goes on",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rollout start --group confluent-tools",
      "  rollout start --group confluent-tools --batch-size 25%% --bake 300 --watch",
      "  rollout start --group confluent-tools --checkpoint canary --on-failure rollback",
      "  rollout start --group confluent-tools --json | jq -r .execution"
    })
final class StartCommand implements Callable<Integer> {
  /** As many characters as an execution's name may have, less than the whole: AWS allows 80. */
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  private final Accounts accounts;
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Mixin private AccountOptions which = new AccountOptions();
  @Mixin private InputOptions rollout = new InputOptions();
  @Mixin private TargetOptions target = new TargetOptions();

  @Option(
      names = "--state-machine",
      paramLabel = "ARN",
      description = "The state machine. Default: GROUP-rolling-deploy, or the only one there is.")
  private String machine;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "The execution's name. The same name and input again start nothing while it runs, so a"
              + " pipeline can repeat its step. Default: cli- and the time.")
  private String name;

  @Option(
      names = "--watch",
      description = "Follow the rollout to its end, as `rollout watch` does.")
  private boolean watch;

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Mixin private LockOptions lock = new LockOptions();
  @Mixin private WatchOptions watching = new WatchOptions();

  StartCommand(Accounts accounts, Surroundings surroundings) {
    this.accounts = accounts;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    List<String> findings = new ArrayList<>();
    Supplier<Account> account = which.account(accounts, findings);
    if (InputReader.read(input("any")) instanceof InputReader.Result.Invalid(List<Finding> wrong)) {
      wrong.forEach(finding -> findings.add(InputOption.of(finding)));
    }
    if (name != null && !name.matches("[A-Za-z0-9_-]{1,80}")) {
      findings.add(Expected.EXECUTION_NAME.instead(name));
    }
    if (machine != null && !machine.matches("arn:[^:]+:states:[^:]+:\\d{12}:stateMachine:.+")) {
      findings.add(Expected.STATE_MACHINE.instead(machine));
    }
    WatchArguments how = watching.arguments(findings, json);
    WrongArguments.refuse(spec, findings);
    return Guard.run(surroundings, "the command", () -> start(account.get(), how));
  }

  private Map<String, Object> input(String group) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put(InputField.SERVER_GROUP.key(), group);
    input.putAll(rollout.input());
    input.putAll(target.input());
    return input;
  }

  private int start(Account account, WatchArguments how) {
    String group = which.group().orElseThrow();
    Search search =
        machine == null
            ? UnreadableException.reading(
                RolloutMachines.ACTION, () -> new RolloutMachines(account.clients()).of(group))
            : new Search.Found(machine, true);
    return switch (search) {
      case Search.Found(String arn, boolean certain) -> {
        // A machine for all groups would start, and fail because it finds no such group.
        Optional<String> unknown = certain ? Optional.empty() : UnknownGroup.check(account, group);
        yield unknown.isPresent()
            ? refuse(group, unknown.get())
            : start(account, group, arn, certain, how);
      }
      case Search.Unclear(String message) -> refuse(group, message);
    };
  }

  private int start(
      Account account, String group, String machineArn, boolean certain, WatchArguments how) {
    // A machine for all groups has a table for all groups; that of another group has not. And what
    // cannot be followed is not started first.
    Optional<String> table =
        watch || !certain ? Optional.of(lock.table(account.clients(), group)) : Optional.empty();
    Instant now = account.clock().instant();
    String called = name == null ? "cli-" + STAMP.format(now) : name;
    Start start =
        UnreadableException.reading(
            "states:StartExecution",
            () ->
                new Executions(account.clients())
                    .start(machineArn, called, StartText.input(input(group))));
    return switch (start) {
      case Start.Started(String execution) -> {
        if (json) {
          surroundings.out().println(StartText.json(group, execution, Optional.empty()));
        } else {
          StartText.started(group, execution, surroundings.launcher(), watch)
              .forEach(surroundings.out()::println);
        }
        surroundings.out().flush();
        yield watch
            ? new Watching(account, group, table.orElseThrow(), how, surroundings)
                .follow(Optional.of(execution))
            : ExitCode.GOOD;
      }
      case Start.NameTaken(String detail) ->
          refuse(
              group,
              "there is an execution named %s, with another input or ended; give another --name (%s)"
                  .formatted(called, detail));
      case Start.NoSuchMachine(String detail) ->
          refuse(group, "there is no state machine %s (%s)".formatted(machineArn, detail));
    };
  }

  private int refuse(String group, String message) {
    if (json) {
      surroundings.out().println(StartText.json(group, null, Optional.of(message)));
    }
    surroundings.err().println("rollout: not started: " + message);
    return ExitCode.BAD;
  }
}
