package io.servergroup.simulator.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every fact of docs/FIDELITY.md is fixed by a test. */
class FidelityTableTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern FACT = Pattern.compile("[a-z]+-\\d\\d");
  private static final Pattern TEST = Pattern.compile("`(\\w+Test\\.\\w+)`");
  private static final Pattern SOURCE =
      Pattern.compile(
          "\\[(AWS|reported by users)]\\(https://[^)]+\\)|reported by users|inferred|service model"
              + "|recorded on AWS|follows from the others");
  private static final Pattern ANNOTATION =
      Pattern.compile("  @(Test|ParameterizedTest|RepeatedTest|TestFactory)\\b.*");
  private static final Pattern METHOD = Pattern.compile("  [A-Za-z][^=;]*?(\\w+)\\(.*");

  /** One row of the tables. */
  private record Fact(String id, String text, String source, String test) {}

  @Test
  void everyFactHasATestThatExists() throws IOException {
    Set<String> tests = tests();
    List<String> missing = new ArrayList<>();
    for (Fact fact : facts()) {
      Matcher named = TEST.matcher(fact.test());
      if (!named.matches() || !tests.contains(named.group(1))) {
        missing.add(fact.id() + " " + fact.test());
      }
    }
    assertEquals(List.of(), missing, "no test of any module is called so");
  }

  @Test
  void everyFactSaysWhereItIsFrom() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Fact fact : facts()) {
      if (fact.text().isBlank() || !SOURCE.matcher(fact.source()).matches()) {
        wrong.add(fact.id() + " " + fact.source());
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void noTwoFactsHaveOneNumberAndNoneIsLeftOut() throws IOException {
    Map<String, Integer> last = new HashMap<>();
    Set<String> texts = new HashSet<>();
    List<Fact> facts = facts();
    for (Fact fact : facts) {
      String[] parts = fact.id().split("-", 2);
      int number = last.merge(parts[0], 1, Integer::sum);
      assertEquals("%s-%02d".formatted(parts[0], number), fact.id());
      assertTrue(texts.add(fact.text()), () -> fact.id() + " says what another fact says");
    }
    assertTrue(facts.size() > 200, facts.size() + " facts");
  }

  private static List<Fact> facts() throws IOException {
    List<Fact> facts = new ArrayList<>();
    for (String line : Files.readAllLines(ROOT.resolve("docs/FIDELITY.md"))) {
      String[] cells = line.split("\\s*\\|\\s*", -1);
      if (cells.length > 1 && FACT.matcher(cells[1]).matches()) {
        assertEquals(6, cells.length, line);
        facts.add(new Fact(cells[1], cells[2], cells[3], cells[4]));
      }
    }
    return facts;
  }

  /** Every test of every module, as {@code Class.method}. */
  private static Set<String> tests() throws IOException {
    Set<String> tests = new TreeSet<>();
    for (String module : List.of("functions", "simulator", "endpoint", "cli")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          methods(Files.readAllLines(file)).forEach(method -> tests.add(name + "." + method));
        }
      }
    }
    assertTrue(tests.size() > 1_500, tests.size() + " tests");
    return tests;
  }

  /** The methods that follow the annotation of a test. */
  private static List<String> methods(List<String> lines) {
    List<String> methods = new ArrayList<>();
    boolean annotated = false;
    for (String line : lines) {
      Matcher method = METHOD.matcher(line);
      if (ANNOTATION.matcher(line).matches()) {
        annotated = true;
      } else if (annotated && method.matches()) {
        methods.add(method.group(1));
        annotated = false;
      }
    }
    return methods;
  }
}
