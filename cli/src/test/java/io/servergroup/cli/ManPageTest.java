package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.cli.view.Roff;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class ManPageTest {
  private final String page = CommandRun.of("man").out();
  private final String text =
      page.replaceAll("\\\\f[BIR]", "").replace("\\-", "-").replace("\\e", "\\");

  @Test
  void everyCommandOptionAndExitCodeOfTheHelpIsOnThePage() {
    for (CommandLine line : CommandRun.line().getSubcommands().values()) {
      CommandSpec command = line.getCommandSpec();
      String own = part(command.qualifiedName());
      for (OptionSpec option : command.options()) {
        String tag = "\n" + String.join(", ", option.names()).replace("--canary", "--[no-]canary");
        boolean common = List.of("--help", "--version").contains(option.longestName());
        assertEquals(!common, own.contains(tag), command.name() + tag);
      }
      command
          .usageMessage()
          .exitCodeList()
          .keySet()
          .forEach(code -> assertTrue(own.contains("\n.TP\n" + code + "\n"), command + code));
    }
    assertTrue(text.contains("\n-h, --help\n"), text);
  }

  @Test
  void everyExitCodeOfACommandIsAmongThoseOfThePage() {
    String all = text.substring(text.indexOf(".SH \"EXIT STATUS\""));
    for (CommandLine line : CommandRun.line().getSubcommands().values()) {
      line.getCommandSpec()
          .usageMessage()
          .exitCodeList()
          .keySet()
          .forEach(code -> assertTrue(all.contains("\n.TP\n" + code + "\n"), code));
    }
  }

  @Test
  void thePageHasTheChaptersThatPagesHaveInTheirOrder() {
    assertEquals(
        List.of(
            "NAME",
            "SYNOPSIS",
            "DESCRIPTION",
            "OPTIONS",
            "COMMANDS",
            "EXIT STATUS",
            "ENVIRONMENT",
            "FILES",
            "EXAMPLES",
            "SEE ALSO"),
        Pattern.compile("^\\.SH \"(.*)\"$", Pattern.MULTILINE)
            .matcher(page)
            .results()
            .map(found -> found.group(1))
            .toList());
    assertTrue(text.contains("\nrollout - rolls new images through"), text);
  }

  @Test
  void whatAPersonTypesIsWhatTheyCopy() {
    assertTrue(page.contains("rollout plan \\-\\-group confluent\\-tools \\-\\-batch\\-size 25% "));
    assertFalse(text.contains("%%") || text.contains("${"), "a format was not filled in");
  }

  @Test
  void textThatLooksLikeARequestIsText() {
    String roff =
        new Roff("X", 1, "S", "M")
            .text(".hidden 'quoted' C:\\dir")
            .verbatim(List.of("", "'a"))
            .toString();

    assertTrue(
        roff.endsWith("\n\\&.hidden \\(aqquoted\\(aq C:\\edir\n.PP\n.nf\n\\&\n\\(aqa\n.fi\n"),
        roff);
  }

  @Test
  void aCommandInATextIsNotBrokenIntoTwoLines() {
    String roff =
        new Roff("X", 1, "S", "M")
            .text(
                "It is long enough to be broken, and then somebody types `rollout man here` once.")
            .toString();

    assertTrue(roff.contains("\\fBrollout man here\\fR"), roff);
  }

  private String part(String title) {
    int from = text.indexOf(".SS \"%s\"\n".formatted(title));
    assertTrue(from >= 0, title);
    int to = text.indexOf("\n.S", from + 1);
    return text.substring(from, to);
  }
}
