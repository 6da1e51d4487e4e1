package io.servergroup.simulator.planted;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table in docs/PROOF.md is the list of the bugs that are planted. */
final class PlantedBugsTableTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "PROOF.md");

  private static final String BEGIN = "<!-- planted bugs -->\n";

  @Test
  void theDocumentListsEveryPlantedBugWithItsRuleAndItsBound() throws IOException {
    String document = Files.readString(DOCUMENT);

    assertEquals(
        table(),
        document.substring(
            document.indexOf(BEGIN) + BEGIN.length(),
            document.indexOf("<!-- end of planted bugs")));
  }

  @Test
  void everyBugHasANameOfItsOwn() {
    assertEquals(
        PlantedBugs.all().size(),
        PlantedBugs.all().stream().map(PlantedBug::name).distinct().count());
  }

  static String table() {
    return """
        | planted bug | what it breaks | what a hostile run says | within seeds |
        |---|---|---|---|
        """
        + PlantedBugs.all().stream()
            .map(
                bug ->
                    "| `%s` | %s | %s | %d |%n"
                        .formatted(bug.name(), bug.breaks(), bug.rule(), bug.within()))
            .collect(Collectors.joining());
  }
}
