package io.servergroup.cli;

import io.servergroup.cli.Completable.Choice;
import io.servergroup.cli.terminal.Surroundings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code rollout completion}. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    header = "Print a script that has the shell complete commands and options.",
    description = {
      "",
      "Commands, options and the words that options take are completed with the tab key, for `rollout` on"
          + " the PATH as for `./rollout`. The script does not call the command."
    },
    parameterListHeading = "%nShells:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:it was printed", "2:the command line is wrong"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(rollout completion bash)         (in ~/.bashrc: each new shell has it)",
      "  source <(rollout completion zsh)          (the same in ~/.zshrc)",
      "  rollout completion bash > /etc/bash_completion.d/rollout",
      "      for everybody, and faster: no Java starts with a shell"
    })
final class CompletionCommand implements Callable<Integer> {
  private static final List<String> SHELLS = List.of("bash", "zsh");

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SHELL",
      completionCandidates = Shells.class,
      description = "bash or zsh.")
  private String shell;

  /** The shells there is a script for. */
  static final class Shells extends Words {
    Shells() {
      super(SHELLS);
    }
  }

  CompletionCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (!SHELLS.contains(shell)) {
      throw new WrongArguments(
          spec.commandLine(), List.of("found '%s'; right is bash or zsh".formatted(shell)));
    }
    CommandSpec root = spec.root();
    List<Choice> options = Completable.options(root);
    List<Completable> commands = Completable.below(root);
    String script =
        shell.equals("bash")
            ? BashScript.of(root.name(), options, commands)
            : ZshScript.of(root.name(), options, commands);
    surroundings.out().print(script);
    surroundings.out().flush();
    return ExitCode.GOOD;
  }
}
