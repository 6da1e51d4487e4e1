package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.aws.UnreadableException;
import io.servergroup.simulator.rehearsal.RunningRollout;
import io.servergroup.simulator.rehearsal.SimulatedRehearsal;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * What pipelines go by. Every run of a command in a test is held to the codes that its help lists;
 * here each of them is made to happen, and the documents are held to the help.
 */
class ExitCodesTest {
  private static final Path OPERATING = Path.of("../docs/OPERATING.md");

  /** Can be opened, but whatever is written to it does not fit. */
  private static final String FULL = "/dev/full";

  @Test
  void eachCodeThereIsHasOneMeaning() throws IllegalAccessException {
    Set<Integer> codes = new TreeSet<>();
    for (Field field : ExitCode.class.getDeclaredFields()) {
      if (field.getType() == int.class && Modifier.isStatic(field.getModifiers())) {
        codes.add(field.getInt(null));
      }
    }

    assertEquals(
        List.copyOf(codes), ExitCode.MEANINGS.stream().map(ExitCode.Meaning::code).toList());
  }

  @Test
  void theLauncherHasNoOthers() throws IOException {
    Set<Integer> launcher =
        Pattern.compile("\\bexit (\\d+)\\b")
            .matcher(Files.readString(Path.of("../rollout")))
            .results()
            .map(found -> Integer.valueOf(found.group(1)))
            .collect(Collectors.toCollection(TreeSet::new));

    assertTrue(launcher.containsAll(Set.of(ExitCode.UNAVAILABLE, ExitCode.LATER)), "" + launcher);
    launcher.removeAll(ExitCode.MEANINGS.stream().map(ExitCode.Meaning::code).toList());
    assertEquals(Set.of(), launcher);
  }

  @Test
  void theDocumentsSayWhatEachCodeMeans() throws IOException {
    Map<String, List<String>> table = table("| exit status | meaning |");

    assertEquals(
        ExitCode.MEANINGS.stream()
            .collect(
                Collectors.toMap(
                    each -> Integer.toString(each.code()), each -> List.of(each.meaning()))),
        table);
  }

  @Test
  void theDocumentsSayWhatGoodAndBadMeanOfEachCommand() throws IOException {
    Map<String, List<String>> right = new LinkedHashMap<>();
    ExitCodes.all()
        .forEach(
            (command, codes) ->
                right.put(
                    "`" + command + "`",
                    List.of(codes.getOrDefault("0", "–"), codes.getOrDefault("1", "–"))));

    assertEquals(right, table("| command | 0 | 1 |"));
  }

  private static Map<String, List<String>> table(String head) throws IOException {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    Files.readString(OPERATING)
        .lines()
        .dropWhile(line -> !line.equals(head))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> List.of(line.replaceAll("^\\| | \\|$", "").split(" \\| ")))
        .forEach(cells -> rows.put(cells.getFirst(), cells.subList(1, cells.size())));
    return rows;
  }

  static Stream<Arguments> promised() {
    return ExitCodes.all().entrySet().stream()
        .flatMap(
            command ->
                command.getValue().keySet().stream()
                    .map(code -> Arguments.of(command.getKey(), Integer.parseInt(code))));
  }

  @ParameterizedTest
  @MethodSource("promised")
  void whatTheHelpPromisesHappens(String command, int code) {
    CommandRun run =
        switch (code) {
          case ExitCode.GOOD -> good(command);
          case ExitCode.BAD -> bad(command);
          case ExitCode.USAGE -> CommandRun.of(command, "--colour");
          case ExitCode.UNREADABLE ->
              CommandRun.of(new BrokenAccounts(ExitCodesTest::unreadable), on(command));
          case ExitCode.INTERNAL -> defective(command);
          case ExitCode.UNWRITTEN -> unwritten(command);
          case ExitCode.INTERRUPTED -> interrupted(command);
          default -> throw new AssertionError("nobody knows how to make it end with " + code);
        };

    assertEquals(code, run.exitCode(), run::toString);
  }

  private static CommandRun good(String command) {
    return switch (command) {
      case "completion" -> CommandRun.of(command, "bash");
      case "man", "rehearse" -> CommandRun.of(command);
      case "inspect", "plan" -> CommandRun.of(command, "--simulated");
      case "simulate-from" ->
          CommandRun.of(
              new SimulatedRehearsal(), new OneAccount(RunningRollout.notYet(2)), on(command));
      case "start" -> CommandRun.of(new OneAccount(RunningRollout.notYet(1)), on(command));
      case "watch" -> {
        RunningRollout rollout = RunningRollout.of(1, Map.of());
        rollout.untilTold();
        yield CommandRun.passing(new OneAccount(rollout), false, rollout::pass, on(command));
      }
      default -> {
        RunningRollout rollout = RunningRollout.of(2, Map.of("checkpoints", "every-batch"));
        rollout.untilAsked();
        yield CommandRun.of(new OneAccount(rollout), on(command));
      }
    };
  }

  private static CommandRun bad(String command) {
    OneAccount idle = new OneAccount(RunningRollout.notYet(1));
    return switch (command) {
      case "rehearse" ->
          CommandRun.of(
              ScriptedSweeping.failing(2L), false, command, "--seeds", "3", "--seed", "1");
      case "inspect" -> CommandRun.of(command, "--simulated", "--drift", "record");
      case "plan" -> {
        RunningRollout rollout = RunningRollout.of(1, Map.of());
        rollout.untilTold();
        yield CommandRun.of(new OneAccount(rollout), on(command));
      }
      case "simulate-from" -> CommandRun.of(idle, command, "--group", "another");
      case "start" ->
          CommandRun.of(
              idle,
              on(
                  command,
                  "--state-machine",
                  "arn:aws:states:eu-west-1:123456789012:stateMachine:other"));
      default -> CommandRun.of(idle, on(command));
    };
  }

  private static CommandRun defective(String command) {
    return switch (command) {
      case "rehearse" ->
          CommandRun.of(
              (options, observer) -> {
                throw new IllegalStateException("a defect");
              },
              false,
              command);
      case "serve" -> CommandRun.defectiveMeanwhile(command, "--port", "0");
      default ->
          CommandRun.of(
              new BrokenAccounts(
                  () -> {
                    throw new IllegalStateException("a defect");
                  }),
              on(command));
    };
  }

  private static CommandRun unwritten(String command) {
    return switch (command) {
      case "rehearse" -> CommandRun.of(command, "--report", FULL);
      case "simulate-from" ->
          CommandRun.of(
              new SimulatedRehearsal(),
              new OneAccount(RunningRollout.notYet(1)),
              on(command, "--report", FULL));
      default -> {
        RunningRollout rollout = RunningRollout.of(1, Map.of());
        rollout.untilTold();
        yield CommandRun.of(
            new OneAccount(rollout), command, "--group", "confluent-tools", "--output", FULL);
      }
    };
  }

  private static CommandRun interrupted(String command) {
    return switch (command) {
      case "rehearse" ->
          CommandRun.of(ScriptedSweeping.stoppedAfter(1), false, command, "--seeds", "3");
      case "serve" -> CommandRun.interrupted(new SimulatedAccounts(), command, "--port", "0");
      case "start" ->
          CommandRun.interrupted(
              new OneAccount(RunningRollout.notYet(1)), on(command, "--watch", "--json"));
      default -> {
        RunningRollout rollout = RunningRollout.of(1, Map.of());
        rollout.untilTold();
        yield CommandRun.interrupted(new OneAccount(rollout), on(command, "--json"));
      }
    };
  }

  private static String[] on(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command, "--group", "confluent-tools"));
    if (command.equals("report")) {
      arguments.addAll(List.of("--output", "target/exit-codes.html"));
    }
    arguments.addAll(Arrays.asList(more));
    return arguments.toArray(String[]::new);
  }

  private static void unreadable() {
    UnreadableException.reading(
        "ec2:Describe*",
        () -> {
          throw SdkClientException.create("no route to host");
        });
  }

  /** Accounts that nobody gets into. */
  private record BrokenAccounts(Runnable end) implements RealAccounts {
    @Override
    public Account real(Place place) {
      end.run();
      throw new AssertionError("it should have ended");
    }
  }
}
