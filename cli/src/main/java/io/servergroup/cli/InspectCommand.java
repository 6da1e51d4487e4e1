package io.servergroup.cli;

import io.servergroup.aws.IdentityReader;
import io.servergroup.cli.Accounts.Account;
import io.servergroup.cli.terminal.Surroundings;
import io.servergroup.cli.terminal.TerminalSize;
import io.servergroup.cli.view.InspectionJson;
import io.servergroup.cli.view.InspectionText;
import io.servergroup.cli.view.Line;
import io.servergroup.group.IdentityPolicy;
import io.servergroup.identity.Inspection;
import io.servergroup.identity.Cause;
import io.servergroup.identity.Scope;
import io.servergroup.identity.Situation;
import io.servergroup.lambda.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code rollout inspect}. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Show the identity of every server of a group, and what is wrong with it.",
    description = {
      "",
      "Reads Auto Scaling groups, instances, network interfaces, volumes, DNS records and lifecycle"
          + " hooks, and changes nothing. Credentials and region come from where the AWS SDK looks for"
          + " them: environment, profiles, the instance's role. It needs the permissions"
          + " autoscaling:DescribeAutoScalingGroups, autoscaling:DescribeWarmPool,"
          + " autoscaling:DescribeLifecycleHooks, ec2:DescribeInstances,"
          + " ec2:DescribeNetworkInterfaces, ec2:DescribeVolumes and"
          + " route53:ListResourceRecordSets."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all identities are in order",
      "1:something is not, and is listed",
      "2:the command line is wrong, or names a server group that does not exist",
      "3:AWS could not be read: credentials, a permission or the network are missing",
      "70:the command itself failed; please report it",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rollout inspect --group confluent-tools",
      "  rollout inspect --group confluent-tools --profile production --region eu-west-1",
      "  rollout inspect --group confluent-tools --json | jq .findings",
      "  rollout inspect --simulated               (a healthy cluster; no AWS account is needed)",
      "  rollout inspect --simulated --drift record --drift volume"
    })
final class InspectCommand implements Callable<Integer> {
  private final Accounts accounts;
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Mixin private AccountOptions which = new AccountOptions();
  @Mixin private HookOptions hooks = new HookOptions();

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Option(
      names = "--simulated",
      description = "Look at a simulated cluster instead, with the options that follow.")
  private boolean simulated;

  @Option(
      names = "--servers",
      paramLabel = "N",
      description = "How many servers the simulated cluster has, 1 to 1000. Default: 6.")
  private String servers;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides what is left to chance in the simulated cluster. Default: 1.")
  private String seed;

  @Option(
      names = "--drift",
      paramLabel = "KIND",
      completionCandidates = Candidates.Drifts.class,
      description =
          "Break something in the simulated cluster first: record, tag, attachment, volume, duplicate"
              + " or hook. Can be given several times: the first is done to server 0, the second to"
              + " server 1 and so on.")
  private List<String> drifts = new ArrayList<>();

  InspectCommand(Accounts accounts, Surroundings surroundings) {
    this.accounts = accounts;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    List<String> findings = new ArrayList<>();
    Supplier<Account> account = account(findings);
    WrongArguments.refuse(spec, findings);
    return Guard.run(surroundings, "the inspection", () -> inspect(account.get()));
  }

  private Supplier<Account> account(List<String> findings) {
    AccountArguments arguments = new AccountArguments(findings);
    if (simulated) {
      which.refusePlace(arguments, "together with --simulated");
      return arguments.simulated(
          accounts, Optional.ofNullable(servers), Optional.ofNullable(seed), drifts);
    }
    arguments.refuse(servers != null, "--servers", "without --simulated");
    arguments.refuse(seed != null, "--seed", "without --simulated");
    arguments.refuse(!drifts.isEmpty(), "--drift", "without --simulated");
    return which.account(accounts, findings);
  }

  private int inspect(Account account) {
    IdentityReader reader = new IdentityReader(account.clients(), account.clock());
    String name = which.group().or(account::group).orElseThrow();
    Optional<Situation> situation = reader.read(name, scope());
    if (situation.isEmpty()) {
      WrongArguments.refuse(spec, List.of(UnknownGroup.message(account, name)));
    }
    Inspection inspection = Inspection.of(situation.orElseThrow());
    print(inspection);
    return inspection.good() ? ExitCode.GOOD : ExitCode.BAD;
  }

  private Scope scope() {
    return new Scope(
        new Cause.Schedule(), hooks.names(), IdentityPolicy.USUAL, Settings.USUAL_CHECK_PERIOD);
  }

  private void print(Inspection inspection) {
    if (json) {
      surroundings.out().println(InspectionJson.text(inspection));
      return;
    }
    int width = (surroundings.live() ? surroundings.size().get() : TerminalSize.USUAL).columns();
    UnaryOperator<Line> fit =
        row -> surroundings.live() ? row.fit(width, surroundings.glyphs().ellipsis()) : row;
    for (Line line : InspectionText.lines(inspection, width, fit)) {
      surroundings.out().println(line.render(surroundings.colour()));
    }
  }
}
