package io.servergroup.cli.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The document lists the faults that there are. */
class FaultTableTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "PROOF.md");
  private static final String BEGIN = "<!-- faults -->\n";
  private static final String END = "\n<!-- end of faults -->";

  @Test
  void theDocumentHasEveryFaultWithItsRatesAndMeaning() throws IOException {
    String document = Files.readString(DOCUMENT);
    int from = document.indexOf(BEGIN) + BEGIN.length();
    assertEquals(table(), document.substring(from, document.indexOf(END, from)));
  }

  private static String table() {
    return "| fault | per | mild | harsh | meaning |\n|---|---|---|---|---|\n"
        + FaultTable.cells().stream()
            .map(
                cells ->
                    "| `%s` | %s |"
                        .formatted(
                            cells.getFirst(), String.join(" | ", cells.subList(1, cells.size()))))
            .collect(Collectors.joining("\n"));
  }
}
