package io.servergroup.simulator.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.rollout.InputField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import io.servergroup.group.TagKeys;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say of the code must be so. */
class DocumentsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("]\\(([^)#: ]+)(?:#[^)]*)?\\)");

  @Test
  void operatingListsEveryInputWithItsDefaultAndMeaning() throws IOException {
    String operating = Files.readString(ROOT.resolve("docs/OPERATING.md"));
    List<String> expected =
        Arrays.stream(InputField.values())
            .map(
                field ->
                    "| `%s` | %s | %s | %s | %s |"
                        .formatted(
                            field.key(),
                            field.type(),
                            field.defaultText(),
                            field.range().replace("_", ""),
                            field.meaning()))
            .toList();
    String header = "| field | type | default | range | meaning |\n|---|---|---|---|---|\n";
    int from = operating.indexOf(header) + header.length();
    String table = operating.substring(from, operating.indexOf("\n\n", from));
    assertEquals(String.join("\n", expected), table);
  }

  @Test
  void operatingExplainsEverySettingTagAndMetric() throws IOException {
    String operating = Files.readString(ROOT.resolve("docs/OPERATING.md"));
    Path functions = ROOT.resolve("functions/src/main/java/io/servergroup");
    Set<String> names = new TreeSet<>();
    names.addAll(quoted(functions.resolve("lambda/Settings.java"), "[A-Z]+(?:_[A-Z]+)+"));
    names.addAll(quoted(functions.resolve("lambda/IdentityMetrics.java"), "[A-Z][a-z]+[A-Z]\\w+"));
    names.addAll(List.of(TagKeys.EARLY_RELEASE, TagKeys.WAIT_FOR_DNS, TagKeys.LAUNCH_BUDGET));
    assertTrue(
        names.containsAll(Set.of("LOCK_TABLE", "FreeSlots", "ClaimLatency")), names::toString);
    names.removeIf(name -> operating.contains("`" + name + "`"));
    assertEquals(Set.of(), names, "docs/OPERATING.md does not explain them");
  }

  private static Set<String> quoted(Path source, String pattern) throws IOException {
    Set<String> found = new TreeSet<>();
    Matcher name = Pattern.compile("\"(" + pattern + ")\"").matcher(Files.readString(source));
    while (name.find()) {
      found.add(name.group(1));
    }
    return found;
  }

  @Test
  void everyLinkOfTheDocumentsLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path document : documents()) {
      Matcher link = LINK.matcher(Files.readString(document));
      while (link.find()) {
        Path target = document.resolveSibling(link.group(1)).normalize();
        if (!Files.exists(target)) {
          broken.add(ROOT.relativize(document) + " links to " + link.group(1));
        }
      }
    }
    assertEquals(List.of(), broken);
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(top, docs)
          .filter(path -> path.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }
}
