package io.servergroup.cli;

import io.servergroup.cli.terminal.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code rollout man}. */
@Command(
    name = "man",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Print the manual page.",
    description = {
      "",
      "Everything that the help of all commands says, on one page, in the language of man(7)."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:it was printed", "2:the command line is wrong"},
    footerHeading = "%nExamples:%n",
    footer = {"  rollout man | man -l -", "  rollout man > /usr/local/share/man/man1/rollout.1"})
final class ManCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  ManCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    surroundings.out().print(ManPage.of(spec.root()));
    surroundings.out().flush();
    return ExitCode.GOOD;
  }
}
