package io.servergroup.cli;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line and what would be right. */
final class UsageErrors implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    findings(error, arguments).forEach(finding -> err.println("rollout: " + finding));
    err.println("See `%s --help`.".formatted(command.getCommandSpec().qualifiedName()));
    err.flush();
    return ExitCode.USAGE;
  }

  private static List<String> findings(ParameterException error, String[] arguments) {
    return switch (error) {
      case WrongArguments wrong -> wrong.findings();
      case UnmatchedArgumentException unmatched -> unmatched(unmatched);
      case MissingParameterException missing when !missing.getMissing().isEmpty() ->
          missing.getMissing().stream().map(UsageErrors::missing).toList();
      case OverwrittenOptionException twice ->
          List.of(twice(name(twice.getOverwritten()), List.of(arguments)));
      default -> List.of(error.getMessage());
    };
  }

  private static String twice(String option, Collection<String> arguments) {
    String negated = option.replaceFirst("--", "--no-");
    return arguments.contains(option) && arguments.contains(negated)
        ? "%s, %s: found both; right is one of them".formatted(option, negated)
        : option + ": found twice; right is once";
  }

  private static List<String> unmatched(UnmatchedArgumentException error) {
    List<String> suggestions = error.getSuggestions();
    String hint =
        suggestions.isEmpty()
            ? ""
            : "; did you mean " + suggestions.stream().collect(Collectors.joining(" or ")) + "?";
    String unknown = error.getUnmatched().getFirst();
    String command = error.getCommandLine().getCommandSpec().qualifiedName();
    return List.of(
        unknown.startsWith("-")
            ? "%s: `%s` has no such option%s".formatted(unknown, command, hint)
            : "found '%s', which `%s` does not take%s".formatted(unknown, command, hint));
  }

  private static String missing(ArgSpec argument) {
    return "%s: found no value; right is %s"
        .formatted(name(argument), Expected.of(name(argument)).text());
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
