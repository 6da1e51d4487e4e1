package io.servergroup.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What a shell can complete after a command.
 *
 * @param name the command
 * @param summary what it does, in a sentence
 * @param options in the order of the help
 * @param words what its parameter can be; none when it has no parameter
 */
record Completable(String name, String summary, List<Choice> options, List<String> words) {
  /** What follows an option. */
  enum Value {
    NONE,
    ONE_OF_WORDS,
    FILE,
    ANYTHING
  }

  /**
   * An option.
   *
   * @param names all ways to write it
   * @param summary what it means, in a sentence
   * @param label what stands for its value in the help
   * @param words what its value can be, for {@link Value#ONE_OF_WORDS}
   * @param repeatable whether it can be given several times
   */
  record Choice(
      List<String> names,
      String summary,
      String label,
      Value value,
      List<String> words,
      boolean repeatable) {}

  /** The commands below a command. */
  static List<Completable> below(CommandSpec root) {
    return root.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .distinct()
        .filter(command -> !command.usageMessage().hidden())
        .map(Completable::of)
        .toList();
  }

  private static Completable of(CommandSpec command) {
    return new Completable(
        command.name(),
        sentence(command.usageMessage().header()),
        options(command),
        command.positionalParameters().stream()
            .flatMap(parameter -> words(parameter).stream())
            .toList());
  }

  /** The options of a command itself. */
  static List<Choice> options(CommandSpec command) {
    return command.options().stream()
        .filter(option -> !option.hidden())
        .map(Completable::choice)
        .toList();
  }

  private static Choice choice(OptionSpec option) {
    List<String> names = new ArrayList<>(Arrays.asList(option.names()));
    if (option.negatable()) {
      names.add(option.longestName().replaceFirst("^--", "--no-"));
    }
    List<String> words = words(option);
    return new Choice(
        List.copyOf(names),
        sentence(option.description()),
        option.paramLabel(),
        value(option, words),
        words,
        option.isMultiValue());
  }

  private static Value value(OptionSpec option, List<String> words) {
    if (option.arity().max() == 0) {
      return Value.NONE;
    }
    if (!words.isEmpty()) {
      return Value.ONE_OF_WORDS;
    }
    return option.paramLabel().equals("FILE") ? Value.FILE : Value.ANYTHING;
  }

  private static List<String> words(ArgSpec argument) {
    return argument.completionCandidates() == null
        ? List.of()
        : StreamSupport.stream(argument.completionCandidates().spliterator(), false).toList();
  }

  private static String sentence(String... texts) {
    return String.join(" ", texts).strip().replaceFirst("(?s)[.:;] .*|\\.$", "");
  }
}
