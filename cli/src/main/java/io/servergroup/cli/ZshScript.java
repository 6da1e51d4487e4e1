package io.servergroup.cli;

import io.servergroup.cli.Completable.Choice;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The script by which zsh completes a command, and says what each word means. */
final class ZshScript {
  /** Sourced, it registers its function; found on the path of functions, it is the function. */
  private static final String SCRIPT =
      """
      #compdef NAME
      # zsh completion of NAME
      _NAME() {
        local -a commands
        if (( CURRENT == 2 )); then
          commands=(
      COMMANDS    )
          _describe -t commands command commands
          _arguments -S OPTIONS
          return
        fi
        local command=$words[2]
        shift words
        (( CURRENT-- ))
        case $command in
      CASES  esac
      }
      if [ "$funcstack[1]" = _NAME ]; then
        _NAME "$@"
      else
        (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
        compdef _NAME NAME
      fi
      """;

  private ZshScript() {}

  /**
   * The script.
   *
   * @param options of the command itself
   * @param commands that follow it
   */
  static String of(String name, List<Choice> options, List<Completable> commands) {
    return SCRIPT
        .replace(
            "COMMANDS",
            commands.stream()
                .map(each -> "      %s\n".formatted(quoted(each.name() + ":" + each.summary())))
                .collect(Collectors.joining()))
        .replace("OPTIONS", specs(options).collect(Collectors.joining(" ")))
        .replace("CASES", commands.stream().map(ZshScript::branch).collect(Collectors.joining()))
        .replace("NAME", name);
  }

  private static String branch(Completable command) {
    Stream<String> words =
        command.words().isEmpty()
            ? Stream.of()
            : Stream.of(quoted("1: :(%s)".formatted(String.join(" ", command.words()))));
    return Stream.concat(specs(command.options()), words)
        .collect(
            Collectors.joining(
                " \\\n      ", "    %s)\n      _arguments -S ".formatted(command.name()), " ;;\n"));
  }

  private static Stream<String> specs(List<Choice> options) {
    return options.stream().flatMap(ZshScript::specs);
  }

  private static Stream<String> specs(Choice option) {
    String once = "(%s)".formatted(String.join(" ", option.names()));
    return option.names().stream()
        .map(
            name ->
                quoted(
                    (option.repeatable() ? "*" : once)
                        + name
                        + (option.value() == Completable.Value.NONE ? "" : "=")
                        + "[%s]".formatted(option.summary().replaceAll("[\\[\\]\\\\]", "\\\\$0"))
                        + value(option)));
  }

  private static String value(Choice option) {
    String label = ":" + option.label().replace(":", "\\:") + ":";
    return switch (option.value()) {
      case NONE -> "";
      case ONE_OF_WORDS -> label + "(%s)".formatted(String.join(" ", option.words()));
      case FILE -> label + "_files";
      case ANYTHING -> label;
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
