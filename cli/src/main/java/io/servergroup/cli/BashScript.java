package io.servergroup.cli;

import io.servergroup.cli.Completable.Choice;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The script by which bash, from 3.2 on, completes a command. */
final class BashScript {
  private static final String SCRIPT =
      """
      # bash completion of NAME
      _NAME() {
        local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} words=
        # To bash, --option=value are three words.
        if [ "$current" = = ]; then
          current=
        elif [ "$previous" = = ]; then
          previous=${COMP_WORDS[COMP_CWORD-2]}
        fi
        if [ "$COMP_CWORD" -eq 1 ]; then
          words='FIRST'
          [ "${current#-}" = "$current" ] || words='OWN'
        else
          case "${COMP_WORDS[1]} $previous" in
      VALUES      *)
              case ${COMP_WORDS[1]} in
      OPTIONS        esac ;;
          esac
        fi
        local IFS=$' \\t\\n'
        COMPREPLY=($(compgen -W "$words" -- "$current"))
      }
      _NAME_file() {
        local IFS=$'\\n'
        compopt -o filenames 2>/dev/null # There is none before bash 4.
        COMPREPLY=($(compgen -f -- "$1"))
      }
      complete -F _NAME NAME
      """;

  private BashScript() {}

  /**
   * The script.
   *
   * @param options of the command itself
   * @param commands that follow it
   */
  static String of(String name, List<Choice> options, List<Completable> commands) {
    return SCRIPT
        .replace("FIRST", commands.stream().map(Completable::name).collect(Collectors.joining(" ")))
        .replace("OWN", names(options).collect(Collectors.joining(" ")))
        .replace("VALUES", commands.stream().map(BashScript::values).collect(Collectors.joining()))
        .replace("OPTIONS", commands.stream().map(BashScript::words).collect(Collectors.joining()))
        .replace("NAME", name);
  }

  private static String values(Completable command) {
    return command.options().stream()
        .map(option -> value(command.name(), option))
        .collect(Collectors.joining());
  }

  private static String value(String command, Choice option) {
    Function<String, String> when =
        action ->
            "      %s) %s ;;\n"
                .formatted(
                    option.names().stream()
                        .map(name -> "'%s %s'".formatted(command, name))
                        .collect(Collectors.joining("|")),
                    action);
    return switch (option.value()) {
      case NONE -> "";
      case ONE_OF_WORDS -> when.apply("words='%s'".formatted(String.join(" ", option.words())));
      case FILE -> when.apply("_NAME_file \"$current\"; return");
      case ANYTHING -> when.apply("return");
    };
  }

  private static String words(Completable command) {
    return "          %s) words='%s' ;;\n"
        .formatted(
            command.name(),
            Stream.concat(command.words().stream(), names(command.options()))
                .collect(Collectors.joining(" ")));
  }

  private static Stream<String> names(List<Choice> options) {
    return options.stream().flatMap(option -> option.names().stream());
  }
}
