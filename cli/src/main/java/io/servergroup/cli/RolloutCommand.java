package io.servergroup.cli;

import io.servergroup.cli.terminal.Surroundings;
import io.servergroup.simulator.rehearsal.Rehearsal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
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
      "  rollout rehearse --servers 1000 --json",
      "      the report alone, for a program",
      "  rollout inspect --group confluent-tools",
      "      the identity of every server of a group in your AWS account, and what is wrong with it",
      "  rollout inspect --simulated --drift record",
      "      the same of a simulated cluster in which one DNS record was changed",
      "",
      "`rollout COMMAND --help` explains every option and the exit codes."
    })
final class RolloutCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** The whole command line. */
  static CommandLine line(Rehearsal rehearsal, Accounts accounts, Surroundings surroundings) {
    return new CommandLine(new RolloutCommand())
        .addSubcommand(new RehearseCommand(rehearsal, surroundings))
        .addSubcommand(new InspectCommand(accounts, surroundings))
        .setOut(surroundings.out())
        .setErr(surroundings.err())
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(surroundings.colour() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpWidth(96)
        .setParameterExceptionHandler(new UsageErrors());
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "found no command; right is `rollout rehearse` or `rollout inspect`, with options after"
            + " it");
  }
}
