package io.servergroup.cli;

import io.servergroup.aws.IdentityReader;
import io.servergroup.aws.UnreadableException;
import io.servergroup.cli.Accounts.Account;
import io.servergroup.cli.terminal.Surroundings;
import io.servergroup.cli.terminal.TerminalSize;
import io.servergroup.cli.view.InspectionJson;
import io.servergroup.cli.view.InspectionText;
import io.servergroup.cli.view.Line;
import io.servergroup.group.HookNames;
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
      names = "--launch-hook",
      paramLabel = "NAME",
      description =
          "The hook that holds launches, if the functions are set to another name than"
              + " server-group-launch.")
  private String launchHook;

  @Option(
      names = "--terminate-hook",
      paramLabel = "NAME",
      description =
          "The hook that holds terminations, if the functions are set to another name than"
              + " server-group-terminate.")
  private String terminateHook;

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
    InspectArguments arguments = new InspectArguments();
    Supplier<Account> account = account(arguments);
    complain(arguments.findings());
    try {
      return inspect(account.get());
    } catch (UnreadableException e) {
      surroundings.err().println("rollout: " + e.getMessage());
      return ExitCode.UNREADABLE;
    } catch (WrongArguments e) {
      throw e;
    } catch (RuntimeException | Error e) {
      // The command line's own handler would exit with 1, which means findings here.
      surroundings.err().println("rollout: the inspection failed: " + e);
      surroundings.err().println("Unless it names something of yours, this is a defect:");
      e.printStackTrace(surroundings.err());
      return ExitCode.INTERNAL;
    } finally {
      surroundings.out().flush();
      surroundings.err().flush();
    }
  }

  private Supplier<Account> account(InspectArguments arguments) {
    if (simulated) {
      arguments.refuse(region != null, "--region", "together with --simulated");
      arguments.refuse(profile != null, "--profile", "together with --simulated");
      return arguments.simulated(
          accounts, Optional.ofNullable(servers), Optional.ofNullable(seed), drifts);
    }
    arguments.refuse(servers != null, "--servers", "without --simulated");
    arguments.refuse(seed != null, "--seed", "without --simulated");
    arguments.refuse(!drifts.isEmpty(), "--drift", "without --simulated");
    return arguments.real(
        accounts,
        Optional.ofNullable(group).filter(name -> !name.isBlank()),
        Optional.ofNullable(region),
        Optional.ofNullable(profile));
  }

  private int inspect(Account account) {
    IdentityReader reader = new IdentityReader(account.clients(), account.clock());
    String name = Optional.ofNullable(group).or(account::group).orElseThrow();
    Optional<Situation> situation = reader.read(name, scope());
    if (situation.isEmpty()) {
      complain(List.of(unknown(name, reader.serverGroupNames())));
    }
    Inspection inspection = Inspection.of(situation.orElseThrow());
    print(inspection);
    return inspection.good() ? ExitCode.GOOD : ExitCode.BAD;
  }

  private Scope scope() {
    return new Scope(
        new Cause.Schedule(),
        new HookNames(
            Optional.ofNullable(launchHook).orElse(HookNames.USUAL.launching()),
            Optional.ofNullable(terminateHook).orElse(HookNames.USUAL.terminating())),
        IdentityPolicy.USUAL,
        Settings.USUAL_CHECK_PERIOD);
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

  private static String unknown(String name, List<String> names) {
    return "--group: found '%s', which no Auto Scaling group of this account and region has as its tag ServerGroupName; %s"
        .formatted(
            name,
            names.isEmpty()
                ? "there is no server group at all: are --profile and --region right?"
                : "right is one of " + String.join(", ", names));
  }

  private void complain(List<String> findings) {
    if (!findings.isEmpty()) {
      throw new WrongArguments(spec.commandLine(), findings);
    }
  }
}
