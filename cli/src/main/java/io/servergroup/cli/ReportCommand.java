package io.servergroup.cli;

import io.servergroup.aws.RolloutLock;
import io.servergroup.aws.UnreadableException;
import io.servergroup.cli.Accounts.Account;
import io.servergroup.cli.html.RolloutPage;
import io.servergroup.cli.past.Past;
import io.servergroup.cli.past.PastReader;
import io.servergroup.cli.past.PastStory;
import io.servergroup.cli.story.RolloutStory;
import io.servergroup.cli.terminal.Surroundings;
import io.servergroup.cli.view.RolloutStatus;
import io.servergroup.cli.view.WrittenReport;
import java.nio.file.Path;
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

/** The command {@code rollout report}. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Write a report of a rollout, for a browser.",
    description = {
      "",
      "Tells a rollout of your AWS account in one HTML file that needs no network: a timeline for every"
          + " server, how many were healthy, batches, people, decisions with their reasons. It is read"
          + " from the histories of the rollout's executions, the activities of its Auto Scaling groups"
          + " and the servers as they are now; what AWS does not remember any more is named. It needs"
          + " states:DescribeExecution, states:GetExecutionHistory, autoscaling:Describe*,"
          + " ec2:Describe*, elasticloadbalancing:Describe*, route53:ListResourceRecordSets and"
          + " dynamodb:GetItem."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the report is written, however the rollout ended",
      "1:there is no such rollout, or AWS has forgotten it",
      "2:the command line is wrong",
      "3:AWS could not be read: credentials, a permission or the network are missing",
      "70:the command itself failed; please report it",
      "74:the report could not be written",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rollout report --group confluent-tools --output rollout.html",
      "  rollout report --group confluent-tools --output rollout.html --execution ARN"
    })
final class ReportCommand implements Callable<Integer> {
  private final Accounts accounts;
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Mixin private AccountOptions which = new AccountOptions();

  @Option(
      names = "--execution",
      paramLabel = "ARN",
      description =
          "The execution of the rollout; any of them, if it was handed over. Default: that of the"
              + " group's last rollout.")
  private String execution;

  @Option(names = "--output", paramLabel = "FILE", description = "Where the report goes.")
  private String output;

  @Mixin private LockOptions lock = new LockOptions();

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  ReportCommand(Accounts accounts, Surroundings surroundings) {
    this.accounts = accounts;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    List<String> findings = new ArrayList<>();
    Supplier<Account> account = which.account(accounts, findings);
    if (execution != null && !execution.matches("arn:[^:]+:states:[^:]+:\\d{12}:execution:.+")) {
      findings.add(Expected.EXECUTION.instead(execution));
    }
    Optional<Path> file =
        Optional.ofNullable(output)
            .flatMap(name -> OutputFile.named(Expected.OUTPUT, name, findings));
    if (output == null) {
      findings.add("--output: found nothing; right is " + Expected.OUTPUT.text());
    }
    WrongArguments.refuse(spec, findings);
    return Guard.run(surroundings, "the report", () -> write(account.get(), file.orElseThrow()));
  }

  private int write(Account account, Path file) {
    String group = which.group().orElseThrow();
    String table = lock.table(account.clients(), group);
    Optional<String> arn =
        execution == null
            ? UnreadableException.reading("dynamodb:GetItem", () -> last(account, group, table))
            : Optional.of(execution);
    if (arn.isEmpty()) {
      return refuse("nobody knows of a rollout of server group " + group);
    }
    ServersReader servers = new ServersReader(account, group, table);
    Optional<Past> past =
        new PastReader(account.clients(), account.clock(), _ -> servers.now()).read(arn.get());
    if (past.isEmpty()) {
      return refuse(
          "there is no execution %s, or it ended more than 90 days ago and AWS has forgotten it"
              .formatted(arn.get()));
    }
    if (!past.get().serverGroup().equals(group)) {
      return refuse(
          "%s is no rollout of server group %s, but of '%s'"
              .formatted(arn.get(), group, past.get().serverGroup()));
    }
    RolloutStory story = PastStory.of(past.get());
    OutputFile.write(file, RolloutPage.of(story));
    String told = past.get().execution();
    if (json) {
      surroundings.out().println(WrittenReport.json(group, told, file, story.gaps()));
    } else {
      WrittenReport.lines(group, told, file, story.gaps()).forEach(surroundings.out()::println);
    }
    return ExitCode.GOOD;
  }

  private static Optional<String> last(Account account, String group, String table) {
    RolloutLock.Status status = new RolloutLock(account.clients(), table).status(group);
    return new RolloutStatus(group, status.state().holder(), status).execution();
  }

  private int refuse(String message) {
    if (json) {
      surroundings
          .out()
          .println(WrittenReport.json(which.group().orElseThrow(), "no report: " + message));
    }
    surroundings.err().println("rollout: no report: " + message);
    return ExitCode.BAD;
  }
}
