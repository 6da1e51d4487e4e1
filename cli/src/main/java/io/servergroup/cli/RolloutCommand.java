package io.servergroup.cli;

import io.servergroup.cli.terminal.Surroundings;
import io.servergroup.lambda.RolloutControl.Action;
import io.servergroup.simulator.rehearsal.Rehearsal;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code rollout}; all work is in its subcommands. */
@Command(
    name = "rollout",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Rolls new images through a fixed-size cluster of servers that keep their identity.",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  rollout rehearse",
      "      watch a rollout of 6 servers, one at a time",
      "  rollout rehearse --servers 30 --batch-size 10%%",
      "      a larger cluster, three servers at a time",
      "  rollout rehearse --boot-failure-at 2",
      "      see a bad image stop the rollout and the cluster heal",
      "  rollout rehearse --seeds 1000",
      "      a thousand hostile runs: what they reach, and which rules they break",
      "  rollout rehearse --servers 1000 --json",
      "      the report alone, for a program",
      "  rollout plan --group confluent-tools --batch-size 2",
      "      what a rollout of a group in your AWS account would do, or why it would be refused",
      "  rollout start --group confluent-tools --batch-size 2 --watch",
      "      start it and follow it; Ctrl-C leaves it running",
      "  rollout status --group confluent-tools",
      "      how far it is; pause, resume, approve and cancel control it",
      "  rollout report --group confluent-tools --output rollout.html",
      "      the last rollout for a browser: what happened to every server, and why",
      "  rollout inspect --group confluent-tools",
      "      the identity of every server of a group in your AWS account, and what is wrong with it",
      "  rollout inspect --simulated --drift record",
      "      the same of a simulated cluster in which one DNS record was changed",
      "  rollout serve",
      "      a simulated account at a local address, for the AWS CLI, the SDKs and these commands",
      "",
      "`rollout COMMAND --help` explains every option and the exit codes."
    })
final class RolloutCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** The whole command line. */
  static CommandLine line(
      Rehearsal rehearsal, Sweeping sweeping, Accounts accounts, Surroundings surroundings) {
    CommandLine line =
        new CommandLine(new RolloutCommand())
            .addSubcommand(rehearse(new RehearseCommand(rehearsal, sweeping, surroundings)))
            .addSubcommand(new InspectCommand(accounts, surroundings))
            .addSubcommand(new PlanCommand(accounts, surroundings))
            .addSubcommand(new SimulateFromCommand(rehearsal, accounts, surroundings))
            .addSubcommand(new StartCommand(accounts, surroundings))
            .addSubcommand(new WatchCommand(accounts, surroundings))
            .addSubcommand(new StatusCommand(accounts, surroundings))
            .addSubcommand(new ReportCommand(accounts, surroundings))
            .addSubcommand(new ServeCommand(surroundings));
    for (Action action : Action.values()) {
      line.addSubcommand(control(action, accounts, surroundings));
    }
    line.addSubcommand(new CompletionCommand(surroundings));
    line.addSubcommand(new ManCommand(surroundings));
    return line.setOut(surroundings.out())
        .setErr(surroundings.err())
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(surroundings.colour() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpWidth(96)
        .setParameterExceptionHandler(new UsageErrors());
  }

  private static CommandLine rehearse(RehearseCommand command) {
    CommandLine line = new CommandLine(command);
    line.getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, RehearseCommand.headings());
    line.getCommandSpec().usageMessage().optionListHeading("");
    return line;
  }

  private static CommandLine control(Action action, Accounts accounts, Surroundings surroundings) {
    CommandLine line = new CommandLine(new ControlCommand(action, accounts, surroundings));
    String[] help = ControlCommand.help(action);
    line.getCommandSpec().name(action.name().toLowerCase(Locale.ROOT));
    line.getCommandSpec().usageMessage().header(help[0]).description("", help[1]);
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "found no command; right is `rollout rehearse`, `simulate-from`, `plan`, `start`, `watch`,"
            + " `status`, `pause`, `resume`, `approve`, `cancel`, `inspect`, `report` or `serve`, with options"
            + " after it");
  }
}
