package io.servergroup.cli;

import io.servergroup.aws.UnreadableException;
import io.servergroup.cli.Accounts.Account;
import io.servergroup.cli.terminal.Surroundings;
import io.servergroup.cli.view.Likeness;
import io.servergroup.cli.view.Replay;
import io.servergroup.group.HookNames;
import io.servergroup.lambda.SurveyReader;
import io.servergroup.rollout.InputField;
import io.servergroup.rollout.InputReader;
import io.servergroup.rollout.Survey;
import io.servergroup.simulator.rehearsal.Rehearsal;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** The command {@code rollout simulate-from}. */
@Command(
    name = "simulate-from",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Rehearse a rollout of a simulated cluster that is like a real one.",
    description = {
      "",
      "Reads a server group in your AWS account as `rollout plan` does, builds a cluster like it in"
          + " simulated AWS and rehearses the rollout there, with the incidents you ask for. It says"
          + " where the simulated cluster is otherwise. Nothing in the account is changed."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the rollout ended as it should and no rule was broken",
      "1:it ended otherwise, a rule was broken, or there is no such group",
      "2:the command line is wrong; nothing was run",
      "3:AWS could not be read: credentials, a permission or the network are missing",
      "70:the command itself failed; please report it",
      "74:the report could not be written",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rollout simulate-from --group confluent-tools --batch-size 25%%",
      "  rollout simulate-from --group confluent-tools --boot-failure-at 2 --on-failure rollback",
      "  rollout simulate-from --group confluent-tools --json | jq .virtualSeconds"
    })
final class SimulateFromCommand implements Callable<Integer> {
  private static final String ACTIONS =
      "autoscaling:Describe*, ec2:Describe*, elasticloadbalancing:Describe*, dynamodb:GetItem,"
          + " route53:ListResourceRecordSets";

  private final Rehearsal rehearsal;
  private final Accounts accounts;
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Mixin private AccountOptions which = new AccountOptions();
  @Mixin private LockOptions lock = new LockOptions();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Decides everything that is left to chance. Default: a fresh one, printed first.")
  private String seed;

  @Mixin private InputOptions rollout = new InputOptions();
  @Mixin private IncidentOptions incidents = new IncidentOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  SimulateFromCommand(Rehearsal rehearsal, Accounts accounts, Surroundings surroundings) {
    this.rehearsal = rehearsal;
    this.accounts = accounts;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    List<String> findings = new ArrayList<>();
    Supplier<Account> account = which.account(accounts, findings);
    // Once for a cluster of any size, before AWS is asked; then for the one that was found.
    options(Numbers.MOST_SERVERS, "both", "group-per-server", findings);
    output.check(findings);
    Optional<Path> report = output.report(findings);
    WrongArguments.refuse(spec, findings);
    return Guard.run(surroundings, "the rehearsal", () -> simulate(account.get(), report));
  }

  private int simulate(Account account, Optional<Path> report) {
    String group = which.group().orElseThrow();
    Survey survey = UnreadableException.reading(ACTIONS, () -> read(account, group));
    if (survey.situation().health().servers().isEmpty()) {
      surroundings.err().println("rollout: " + UnknownGroup.message(account, group));
      return ExitCode.BAD;
    }
    Likeness likeness = Likeness.of(survey);
    List<String> findings = new ArrayList<>();
    RehearsalOptions options =
        options(
            likeness.servers(),
            Replay.elb(likeness.loadBalancers()),
            Replay.topology(likeness.topology()),
            findings);
    WrongArguments.refuse(spec, findings);
    introduce(group, likeness);
    return new RehearsalRunner(rehearsal, surroundings, output)
        .run(options, seed == null, Optional.empty(), report);
  }

  private Survey read(Account account, String group) {
    return switch (InputReader.read(Map.of(InputField.SERVER_GROUP.key(), group))) {
      case InputReader.Result.Valid valid ->
          new SurveyReader(
                  account.clients(),
                  account.clock(),
                  GroupSettings.of(lock.table(account.clients(), group), HookNames.USUAL))
              .read(valid.input(), "");
      case InputReader.Result.Invalid invalid ->
          throw new IllegalStateException("a group's name is no input: " + invalid);
    };
  }

  private RehearsalOptions options(
      int servers, String balancers, String topology, List<String> findings) {
    return new RehearseArguments(findings)
        .options(
            Integer.toString(servers),
            rollout.input(),
            Optional.ofNullable(seed)
                .orElseGet(() -> Long.toString(surroundings.seeds().getAsLong())),
            balancers,
            topology,
            incidents);
  }

  /** To standard error: what programs read stays what a rehearsal prints. */
  private void introduce(String group, Likeness likeness) {
    if (output.quiet) {
      return;
    }
    PrintWriter to = output.json ? surroundings.err() : surroundings.out();
    to.println("A simulated cluster like %s, but:".formatted(group));
    likeness.remarks().forEach(remark -> to.println("  - " + remark));
    to.flush();
  }
}
