package io.servergroup.cli;

import io.servergroup.cli.terminal.LiveView;
import io.servergroup.cli.terminal.Pace;
import io.servergroup.cli.terminal.PlainView;
import io.servergroup.cli.terminal.Surroundings;
import io.servergroup.cli.view.Happenings;
import io.servergroup.cli.view.InputOption;
import io.servergroup.cli.view.Line;
import io.servergroup.cli.view.Replay;
import io.servergroup.cli.view.ReportJson;
import io.servergroup.cli.view.ReportText;
import io.servergroup.cli.view.Verdict;
import io.servergroup.simulator.rehearsal.Expectation;
import io.servergroup.simulator.rehearsal.Rehearsal;
import io.servergroup.simulator.rehearsal.RehearsalObserver;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.rehearsal.RehearsalReport;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code rollout rehearse}. */
@Command(
    name = "rehearse",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Rehearse a rollout on simulated AWS, in virtual time.",
    description = {
      "",
      "Runs the deployed state machines and functions against a cluster in simulated AWS, rolls a new"
          + " launch template version through it and reports. Nothing outside this process is touched;"
          + " no AWS account is needed. The same options and seed give the same rehearsal to the last"
          + " detail."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the rollout ended as it should and no rule was violated",
      "1:it ended otherwise, or a rule was violated",
      "2:the command line is wrong; nothing was run",
      "70:the rehearsal itself failed; please report it with the seed",
      "130:interrupted"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rollout rehearse --servers 30 --batch-size 10%% --elb target-group",
      "  rollout rehearse --boot-failure-at 2 --seed 42",
      "  rollout rehearse --boot-failure-at 2 --on-failure rollback",
      "  rollout rehearse --checkpoint canary --approve-after 600",
      "  rollout rehearse --speed 20               (watch closely)",
      "  rollout rehearse --plain --verbose        (every call to AWS)",
      "  rollout rehearse --json | jq .minHealthy"
    })
final class RehearseCommand implements Callable<Integer> {
  private final Rehearsal rehearsal;
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Option(
      names = "--servers",
      paramLabel = "N",
      defaultValue = "6",
      description = "How many servers the cluster has, 1 to 1000. Default: ${DEFAULT-VALUE}.")
  private String servers;

  @Mixin private InputOptions rollout = new InputOptions();

  @Option(
      names = "--to-version",
      description =
          "Ask for the new version by its number, while the groups name the old one by its number.")
  private boolean toVersion;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Decides everything that is left to chance. Default: a fresh one, printed first.")
  private String seed;

  @Option(
      names = "--elb",
      paramLabel = "KIND",
      defaultValue = "both",
      description =
          "What the servers stand behind: classic, target-group or both. Default: ${DEFAULT-VALUE}.")
  private String loadBalancers;

  @Option(
      names = "--topology",
      paramLabel = "KIND",
      defaultValue = "group-per-server",
      description =
          "How the servers are spread over Auto Scaling groups: group-per-server or group-per-zone;"
              + " or without-identity, a group per server without interfaces, volumes and names."
              + " Default: ${DEFAULT-VALUE}.")
  private String topology;

  @Mixin private IncidentOptions incidents = new IncidentOptions();

  @Option(
      names = "--speed",
      paramLabel = "X|max",
      description =
          "Virtual seconds in a real second. Default: on a terminal a pace one can follow for at most"
              + " half a minute, otherwise max.")
  private String speed;

  @Option(
      names = "--plain",
      description = "One line for each thing that happens, also on a terminal.")
  private boolean plain;

  @Option(names = "--verbose", description = "Show API calls and the functions' logs, too.")
  private boolean verbose;

  @Option(names = "--quiet", description = "Print nothing but the line with the outcome.")
  private boolean quiet;

  @Option(
      names = "--json",
      description =
          "Print the report as one JSON object and nothing else; with --verbose, what happens goes"
              + " to standard error.")
  private boolean json;

  RehearseCommand(Rehearsal rehearsal, Surroundings surroundings) {
    this.rehearsal = rehearsal;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    RehearseArguments arguments = new RehearseArguments();
    RehearsalOptions options =
        arguments.options(
            servers,
            input(),
            Optional.ofNullable(seed)
                .orElseGet(() -> Long.toString(surroundings.seeds().getAsLong())),
            loadBalancers,
            topology,
            incidents);
    Optional<Pace> pace = Optional.ofNullable(speed).map(arguments::pace);
    checkCombinations(arguments.findings());
    if (!arguments.findings().isEmpty()) {
      throw new WrongArguments(spec.commandLine(), arguments.findings());
    }
    try {
      return rehearse(options, pace);
    } catch (RuntimeException | Error e) {
      // Whatever it is, the seed must not be lost with it.
      return internalError(options, e);
    } finally {
      surroundings.out().flush();
      surroundings.err().flush();
    }
  }

  private Map<String, Object> input() {
    Map<String, Object> input = rollout.input();
    if (toVersion) {
      input.put(InputOption.TO_VERSION.key(), RehearsalOptions.NEW_VERSION);
    }
    return input;
  }

  private void checkCombinations(List<String> findings) {
    if (json && quiet) {
      findings.add("--json, --quiet: found both; right is one of them");
    }
    if (quiet && verbose) {
      findings.add("--quiet, --verbose: found both; right is one of them");
    }
    if (speed != null && unseen()) {
      findings.add(
          "--speed: found together with %s, where nothing can be watched; right is one of them"
              .formatted(quiet ? "--quiet" : "--json"));
    }
  }

  /** Whether nothing is shown while the rehearsal runs. */
  private boolean unseen() {
    return quiet || (json && !verbose);
  }

  private int rehearse(RehearsalOptions options, Optional<Pace> asked) {
    RehearsalReport report;
    if (unseen()) {
      report = rehearsal.run(options, RehearsalObserver.NONE);
    } else if (json) {
      report = plainly(options, asked, surroundings.err(), false);
    } else if (surroundings.live() && !plain) {
      report =
          live(options, asked.orElseGet(() -> Pace.watchable(Expectation.batches(options).size())));
    } else {
      report = plainly(options, asked, surroundings.out(), surroundings.colour());
    }
    print(report, options);
    return report.good() ? ExitCode.GOOD : ExitCode.BAD;
  }

  private RehearsalReport plainly(
      RehearsalOptions options, Optional<Pace> asked, PrintWriter to, boolean colour) {
    Pace pace = asked.orElse(Pace.UNLIMITED);
    printSeed(options, to);
    boolean prompt = surroundings.live() || pace.limited();
    return rehearsal.run(
        options,
        new PlainView(to, colour, prompt, pace, surroundings.time(), new Happenings(verbose)));
  }

  private RehearsalReport live(RehearsalOptions options, Pace pace) {
    printSeed(options, surroundings.out());
    try (LiveView view = new LiveView(surroundings, pace, new Happenings(verbose))) {
      // Harmless when nobody interrupts: by then the view is closed.
      Runtime.getRuntime().addShutdownHook(new Thread(view::interrupt, "give the cursor back"));
      return rehearsal.run(options, view);
    }
  }

  private void printSeed(RehearsalOptions options, PrintWriter to) {
    to.println("Seed " + options.seed() + (seed == null ? " (fresh)" : ""));
    to.flush();
  }

  private void print(RehearsalReport report, RehearsalOptions options) {
    PrintWriter out = surroundings.out();
    String again = Replay.command(surroundings.launcher(), options);
    if (json) {
      out.println(ReportJson.text(report, again));
    } else if (quiet) {
      out.println(Verdict.line(report).render(surroundings.colour()));
    } else {
      for (Line line : ReportText.lines(report, options, again)) {
        out.println(line.render(surroundings.colour()));
      }
    }
  }

  private int internalError(RehearsalOptions options, Throwable error) {
    PrintWriter err = surroundings.err();
    err.println("rollout: the rehearsal with seed %d failed: %s".formatted(options.seed(), error));
    err.println("This is a defect of the rehearsal, not of your command. To see it again:");
    err.println("  " + Replay.command(surroundings.launcher(), options));
    error.printStackTrace(err);
    return ExitCode.INTERNAL;
  }
}
