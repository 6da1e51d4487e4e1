package io.servergroup.cli;

import io.servergroup.cli.view.Roff;
import io.servergroup.cli.view.Roff.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The manual page of the command, made from what its help is made from. */
final class ManPage {
  /** Every command has these; they are told of once. */
  private static final Set<String> COMMON = Set.of("--help", "--version");

  private static final List<Term> ENVIRONMENT =
      List.of(
          new Term(
              "AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID and others",
              "As the AWS SDK takes them; the options --profile, --region and --endpoint-url come first."),
          new Term("NO_COLOR", "Any text switches colour off."),
          new Term("TERM", "On a terminal that is dumb, nothing is redrawn."),
          new Term(
              "JAVA_HOME, JDK_HOME",
              "Where the launcher looks for Java 25 or newer before it searches."),
          new Term(
              "ROLLOUT_JDK_FOLDERS",
              "Folders that hold JDKs, separated by colons, instead of the usual."),
          new Term("ROLLOUT_JAVA_OPTIONS", "Further options for Java, separated by spaces."),
          new Term(
              "ROLLOUT_CACHE",
              "none: rehearsals start without Java's cache, and make none; make: the launcher only makes it."),
          new Term("ROLLOUT_PRINT_JDK", "Any text: the launcher prints which Java it takes."));

  private static final List<Term> FILES =
      List.of(
          new Term("~/.aws/config, ~/.aws/credentials", "Profiles, as the AWS CLI has them."),
          new Term(
              "cli/target/rollout.jar",
              "The whole command; it runs alone with `java -jar` wherever Java 25 is."),
          new Term("cli/target/rollout-build.log", "What the launcher's last build said."),
          new Term(
              "cli/target/rollout-*.aot, cli/target/rollout-cache.log",
              "Java's cache for rehearsals, and what Java said when it was made."));

  private final Roff page;

  private ManPage(Roff page) {
    this.page = page;
  }

  /** The page of a command and all that belong to it. */
  static String of(CommandSpec root) {
    String version = new Version().number();
    Roff roff = new Roff("ROLLOUT", 1, "Server Group " + version, "Server Group");
    new ManPage(roff).write(root);
    return roff.toString();
  }

  private void write(CommandSpec root) {
    String what = String.join(" ", texts(root.usageMessage().description()).toList());
    page.chapter("NAME")
        .text("rollout - " + what.replaceFirst("^R", "r").replaceFirst("\\.$", ""))
        .chapter("SYNOPSIS")
        .text("`rollout` COMMAND [OPTION]...")
        .chapter("DESCRIPTION")
        .text(what)
        .paragraph(
            "Commands with `--simulated`, and `rehearse`, need no AWS account and touch nothing. All"
                + " others work on the account that credentials, `--profile` and `--region` name."
                + " With `--json` a command prints JSON and nothing else, one object on each line,"
                + " in a form that docs/schemas describes.")
        .chapter("OPTIONS")
        .text("Every command has:");
    root.options().stream().filter(ManPage::common).forEach(this::option);
    page.chapter("COMMANDS");
    root.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .distinct()
        .filter(command -> !command.usageMessage().hidden())
        .forEach(this::command);
    page.chapter("EXIT STATUS");
    ExitCode.MEANINGS.forEach(each -> term(Integer.toString(each.code()), each.meaning()));
    page.chapter("ENVIRONMENT");
    terms(ENVIRONMENT);
    page.chapter("FILES");
    terms(FILES);
    page.chapter("EXAMPLES")
        .verbatim(texts(root.usageMessage().footer()).toList())
        .chapter("SEE ALSO")
        .text("aws(1), jq(1), and the folder docs of the project, first OPERATING.md.");
  }

  private void command(CommandSpec command) {
    UsageMessageSpec usage = command.usageMessage();
    page.part(command.qualifiedName()).text(String.join(" ", texts(usage.header()).toList()));
    texts(usage.description()).filter(text -> !text.isBlank()).forEach(page::paragraph);
    command.positionalParameters().forEach(this::parameter);
    if (command.commandLine().getHelpSectionMap().get(UsageMessageSpec.SECTION_KEY_OPTION_LIST)
        instanceof OptionHeadings headings) {
      headings
          .sections(command)
          .forEach(
              (heading, options) -> {
                page.paragraph(heading);
                options(options);
              });
    } else {
      options(command.options());
    }
    page.paragraph("Exit status:");
    usage.exitCodeList().forEach((code, text) -> term(code, String.format(text)));
    if (usage.footer().length > 0) {
      page.paragraph("Examples:").verbatim(texts(usage.footer()).toList());
    }
  }

  private void options(List<OptionSpec> options) {
    options.stream().filter(option -> !common(option) && !option.hidden()).forEach(this::option);
  }

  private void option(OptionSpec option) {
    Tag tag = new Tag();
    String between = "";
    for (String name : option.names()) {
      tag.plain(between).literal(option.negatable() ? name.replace("--", "--[no-]") : name);
      between = ", ";
    }
    if (option.arity().max() > 0) {
      tag.plain("=").value(option.paramLabel());
    }
    page.term(tag, meaning(option));
  }

  private void parameter(PositionalParamSpec parameter) {
    page.term(new Tag().value(parameter.paramLabel()), meaning(parameter));
  }

  private void terms(List<Term> terms) {
    terms.forEach(each -> term(each.term(), each.meaning()));
  }

  private void term(String term, String meaning) {
    page.term(new Tag().literal(term), meaning);
  }

  private static String meaning(ArgSpec argument) {
    return String.join(" ", argument.description());
  }

  private static boolean common(OptionSpec option) {
    return COMMON.contains(option.longestName());
  }

  /** Texts of the help, which are formats: a percent sign is written twice in them. */
  private static Stream<String> texts(String... texts) {
    return Arrays.stream(texts).map(String::format);
  }

  private record Term(String term, String meaning) {}
}
