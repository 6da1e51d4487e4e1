package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.cli.Completable.Choice;
import io.servergroup.cli.Completable.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bash offers, with the script as a person's shell would have it. */
class CompletionTest {
  /** Calls what is registered for the first word, as the shell does when somebody presses tab. */
  private static final String TAB =
      """
      set -u
      . "$1"; shift
      registered=$(complete -p rollout)
      function=${registered##*-F }; function=${function%% *}
      COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE} COMPREPLY=()
      "$function" rollout "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
      [ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\\n' "${COMPREPLY[@]}"
      """;

  @TempDir private Path folder;

  @Test
  void commandsAreCompleted() throws Exception {
    assertEquals(Set.of("start", "status"), offered("rollout", "st"));
    assertTrue(offered("rollout", "").containsAll(List.of("rehearse", "plan", "cancel", "man")));
    assertEquals(Set.of("--help", "--version"), offered("rollout", "--"));
    assertEquals(Set.of("cancel"), offered("/opt/project/rollout", "can"));
  }

  @Test
  void optionsAreThoseOfTheCommand() throws Exception {
    assertEquals(
        Set.of("--seed", "--seeds", "--servers", "--shrink", "--skip-health-check", "--speed"),
        offered("rollout", "rehearse", "--s"));
    assertEquals(Set.of("--no-canary"), offered("rollout", "plan", "--no"));
    assertEquals(Set.of("--reason"), offered("rollout", "pause", "--rea"));
    assertEquals(Set.of(), offered("rollout", "inspect", "--rea"));
  }

  @Test
  void eachOptionHasItsOwnWords() throws Exception {
    assertEquals(
        Set.of("classic", "target-group", "both"), offered("rollout", "rehearse", "--elb", ""));
    assertEquals(
        Set.of("group-per-server", "group-per-zone"),
        offered("rollout", "rehearse", "--topology", "group"));
    assertEquals(Set.of("rollback"), offered("rollout", "start", "--watch", "--on-failure", "r"));
    assertTrue(offered("rollout", "completion", "").containsAll(List.of("bash", "zsh")));
  }

  @Test
  void aValueAfterAnEqualsSignIsCompleted() throws Exception {
    assertEquals(Set.of("classic"), offered("rollout", "rehearse", "--elb", "=", "c"));
    assertEquals(Set.of("stop", "rollback"), offered("rollout", "plan", "--on-failure", "="));
  }

  @Test
  void whereAFileIsWantedFilesAreOffered() throws Exception {
    Files.createFile(folder.resolve("hashes.txt"));

    assertEquals(Set.of("hashes.txt"), offered("rollout", "rehearse", "--hashes", "h"));
  }

  @Test
  void nothingIsOfferedForAValueThatOnlyAPersonKnows() throws Exception {
    assertEquals(Set.of(), offered("rollout", "status", "--group", ""));
    assertEquals(Set.of(), offered("rollout", "rehearse", "--servers", ""));
  }

  @Test
  void everyCommandAndOptionOfTheHelpIsOffered() throws Exception {
    for (Completable command : commands()) {
      Set<String> options = new TreeSet<>();
      command.options().forEach(option -> options.addAll(option.names()));
      assertEquals(options, offered("rollout", command.name(), "-"), command.name());
      assertTrue(offered("rollout", "").contains(command.name()), command.name());
    }
  }

  @Test
  void everyWordThatIsOfferedIsTaken() {
    for (Completable command : commands()) {
      for (Choice option : command.options()) {
        if (option.value() == Value.ONE_OF_WORDS) {
          option.words().forEach(word -> taken(command.name(), option.names().getLast(), word));
        }
      }
    }
  }

  private static void taken(String command, String option, String word) {
    List<String> arguments = new ArrayList<>(List.of(command, option, word));
    switch (command) {
      case "inspect", "plan" -> arguments.add("--simulated");
      case "start", "simulate-from" ->
          arguments.addAll(List.of("--group", "confluent-tools", "--region", "eu-west-1"));
      case "serve" -> arguments.addAll(List.of("--servers", "3", "--port", "0"));
      default -> arguments.addAll(List.of("--servers", "3"));
    }
    String[] line = arguments.toArray(String[]::new);
    // Whoever serves an account does so until somebody presses Ctrl-C.
    CommandRun run =
        command.equals("serve")
            ? CommandRun.interrupted(new SimulatedAccounts(), line)
            : CommandRun.of(ScriptedSweeping.failing(), false, line);
    assertNotEquals(ExitCode.USAGE, run.exitCode(), () -> arguments + ": " + run.err());
  }

  @Test
  void anotherShellIsRefusedWithThoseThereAre() {
    CommandRun run = CommandRun.of("completion", "fish");

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(run.err().contains("found 'fish'; right is bash or zsh"), run.err());
  }

  private static List<Completable> commands() {
    return Completable.below(CommandRun.line().getCommandSpec());
  }

  private Set<String> offered(String... words) throws IOException, InterruptedException {
    Path script = folder.resolve(".script");
    Files.writeString(script, CommandRun.of("completion", "bash").out());
    Files.writeString(folder.resolve(".tab"), TAB);
    List<String> command =
        Stream.concat(Stream.of("bash", "--norc", ".tab", ".script"), Stream.of(words)).toList();
    Process bash =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String offered = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, bash.waitFor(), offered);
    return new TreeSet<>(offered.lines().toList());
  }
}
