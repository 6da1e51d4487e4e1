package io.servergroup.cli;

import io.servergroup.aws.ReplacementTimes;
import io.servergroup.aws.UnreadableException;
import io.servergroup.cli.Accounts.Account;
import io.servergroup.cli.terminal.Surroundings;
import io.servergroup.cli.terminal.TerminalSize;
import io.servergroup.cli.view.BatchEstimate;
import io.servergroup.cli.view.InputOption;
import io.servergroup.cli.view.Line;
import io.servergroup.cli.view.Outline;
import io.servergroup.cli.view.PlanJson;
import io.servergroup.cli.view.PlanText;
import io.servergroup.cost.Assumptions;
import io.servergroup.cost.CostForecast;
import io.servergroup.lambda.Settings;
import io.servergroup.lambda.SurveyReader;
import io.servergroup.rollout.Finding;
import io.servergroup.rollout.Forecast;
import io.servergroup.rollout.InputField;
import io.servergroup.rollout.InputReader;
import io.servergroup.rollout.RolloutInput;
import io.servergroup.rollout.Survey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code rollout plan}. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Show what a rollout would do, or why it would be refused; touch nothing.",
    description = {
      "",
      "Reads a server group as a rollout does before it starts, and plays the rollout forward:"
          + " batches in their order, how long they take, how many servers stay healthy, where a"
          + " person is asked, what is called how often, and what it costs. It needs the permissions of `rollout"
          + " inspect`, and autoscaling:DescribeInstanceRefreshes,"
          + " autoscaling:DescribeScalingActivities, cloudwatch:DescribeAlarms, dynamodb:GetItem,"
          + " ec2:DescribeLaunchTemplateVersions,"
          + " elasticloadbalancing:DescribeInstanceHealth, elasticloadbalancing:DescribeLoadBalancers,"
          + " elasticloadbalancing:DescribeTargetGroups, elasticloadbalancing:DescribeTargetHealth"
          + " and states:DescribeExecution."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the rollout would start",
      "1:it would be refused; everything that was found is listed",
      "2:the command line is wrong",
      "3:AWS could not be read: credentials, a permission or the network are missing",
      "70:the command itself failed; please report it",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rollout plan --group confluent-tools --batch-size 25%% --bake 300",
      "  rollout plan --group confluent-tools --only 0,4 --replace-all",
      "  rollout plan --group confluent-tools --json | jq .expectedSeconds",
      "  rollout plan --simulated --servers 12     (no AWS account is needed)"
    })
final class PlanCommand implements Callable<Integer> {
  private static final String ACTIONS =
      "autoscaling:Describe*, cloudwatch:DescribeAlarms, dynamodb:GetItem, ec2:Describe*,"
          + " elasticloadbalancing:Describe*, states:DescribeExecution";

  private final Accounts accounts;
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Mixin private AccountOptions which = new AccountOptions();
  @Mixin private LockOptions lock = new LockOptions();
  @Mixin private HookOptions hooks = new HookOptions();
  @Mixin private InputOptions rollout = new InputOptions();
  @Mixin private TargetOptions target = new TargetOptions();

  @Option(
      names = "--batch-seconds",
      paramLabel = "SECONDS",
      description =
          "How long one batch takes. Default: as long as the group's latest replacements took.")
  private String batchSeconds;

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Option(
      names = "--simulated",
      description =
          "Plan for a simulated cluster with a new image instead, with the options that follow.")
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

  PlanCommand(Accounts accounts, Surroundings surroundings) {
    this.accounts = accounts;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    List<String> findings = new ArrayList<>();
    Supplier<Account> account = account(findings);
    OptionalInt seconds =
        new AccountArguments(findings).batchSeconds(Optional.ofNullable(batchSeconds));
    if (input("any") instanceof InputReader.Result.Invalid(List<Finding> wrong)) {
      wrong.forEach(finding -> findings.add(InputOption.of(finding)));
    }
    WrongArguments.refuse(spec, findings);
    return Guard.run(surroundings, "the plan", () -> plan(account.get(), seconds));
  }

  private Supplier<Account> account(List<String> findings) {
    AccountArguments arguments = new AccountArguments(findings);
    if (simulated) {
      arguments.refuse(which.group().isPresent(), "--group", "together with --simulated");
      which.refusePlace(arguments, "together with --simulated");
      return arguments.outdated(accounts, Optional.ofNullable(servers), Optional.ofNullable(seed));
    }
    arguments.refuse(servers != null, "--servers", "without --simulated");
    arguments.refuse(seed != null, "--seed", "without --simulated");
    return which.account(accounts, findings);
  }

  private InputReader.Result input(String group) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put(InputField.SERVER_GROUP.key(), group);
    input.putAll(rollout.input());
    input.putAll(target.input());
    return InputReader.read(input);
  }

  private int plan(Account account, OptionalInt seconds) {
    String group = which.group().or(account::group).orElseThrow();
    RolloutInput input =
        switch (input(group)) {
          case InputReader.Result.Valid(RolloutInput valid) -> valid;
          case InputReader.Result.Invalid(List<Finding> wrong) ->
              throw new IllegalStateException(Finding.message("the input changed:", wrong));
        };
    Outline outline = UnreadableException.reading(ACTIONS, () -> outline(account, input, seconds));
    print(outline);
    return outline.forecast().starts() ? ExitCode.GOOD : ExitCode.BAD;
  }

  private Outline outline(Account account, RolloutInput input, OptionalInt seconds) {
    Survey survey =
        new SurveyReader(account.clients(), account.clock(), settings(account, input.serverGroup()))
            .read(input, "");
    BatchEstimate estimate =
        seconds.isPresent()
            ? BatchEstimate.given(seconds.getAsInt(), survey)
            : new ReplacementTimes(account.clients())
                .of(survey.situation().health().group().autoScalingGroups())
                .map(measured -> BatchEstimate.measured(measured, survey))
                .orElseGet(() -> BatchEstimate.assumed(survey));
    Forecast forecast = Forecast.of(input, survey, estimate.time());
    Assumptions assumptions = Assumptions.USUAL;
    return new Outline(
        input,
        survey,
        estimate,
        forecast,
        CostForecast.of(input, survey, forecast, assumptions).usage(),
        assumptions);
  }

  private Settings settings(Account account, String group) {
    return GroupSettings.of(lock.table(account.clients(), group), hooks.names());
  }

  private void print(Outline outline) {
    if (json) {
      surroundings.out().println(PlanJson.text(outline));
      return;
    }
    int width = (surroundings.live() ? surroundings.size().get() : TerminalSize.USUAL).columns();
    for (Line line : PlanText.lines(outline, width)) {
      surroundings.out().println(line.render(surroundings.colour()));
    }
  }
}
