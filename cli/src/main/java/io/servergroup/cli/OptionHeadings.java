package io.servergroup.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Lists the options of a command under headings, in the order in which they are declared. */
final class OptionHeadings implements IHelpSectionRenderer {
  private final Map<String, String> headings;

  /**
   * @param headings by the first option below each
   */
  OptionHeadings(Map<String, String> headings) {
    this.headings = headings;
  }

  @Override
  public String render(Help help) {
    StringBuilder text = new StringBuilder();
    sections(help.commandSpec())
        .forEach(
            (title, options) -> {
              Help.Layout layout = help.createDefaultLayout(options, List.of(), help.colorScheme());
              layout.addOptions(options, help.createDefaultParamLabelRenderer());
              text.append("%n%s%n".formatted(title)).append(layout);
            });
    return text.toString();
  }

  /** The options of a command by their headings. */
  Map<String, List<OptionSpec>> sections(CommandSpec command) {
    Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
    String heading = "Options:";
    for (OptionSpec option : command.options()) {
      heading = headings.getOrDefault(option.longestName(), heading);
      sections.computeIfAbsent(heading, _ -> new ArrayList<>()).add(option);
    }
    return sections;
  }
}
