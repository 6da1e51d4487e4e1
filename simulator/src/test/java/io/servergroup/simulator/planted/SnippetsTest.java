package io.servergroup.simulator.planted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A patch that does not fit what it patches any more fails, and is not passed over. */
final class SnippetsTest {
  private static final String SOURCE = "int a = one(\n    two);\nint b = two;\nint c = three;\n";

  @Test
  void aSnippetIsFoundHoweverItsLinesAreBroken() {
    Snippets snippets = new Snippets(SOURCE);
    assertEquals("one(\n    two)", snippets.text(snippets.find("one(two)", "")));
  }

  @Test
  void aSnippetThatIsNotThereIsStale() {
    IllegalStateException stale =
        assertThrows(IllegalStateException.class, () -> new Snippets(SOURCE).find("four", "p"));
    assertTrue(stale.getMessage().contains("not there any more"), stale.getMessage());
  }

  @Test
  void aSnippetThatIsThereTwiceSaysTooLittle() {
    IllegalStateException vague =
        assertThrows(IllegalStateException.class, () -> new Snippets(SOURCE).find("two", "p"));
    assertTrue(vague.getMessage().contains("several times"), vague.getMessage());
  }

  @Test
  void whatIsReplacedCanBeMarkedInASnippetThatSaysMore() {
    Snippets snippets = new Snippets(SOURCE);
    Snippets.Range found = snippets.find("int b = @@two@@;", "p");
    assertEquals(SOURCE.lastIndexOf("two"), found.start());
    assertEquals("two", snippets.text(found));
  }

  @Test
  void twoPatchesOfOneSnippetAreInForceEachForItself() {
    Patch four = Patch.expression("A.java", "three", "4");
    Patch five = Patch.expression("A.java", "three", "5");
    String on = Switch.class.getName() + ".isOn";
    assertEquals(
        SOURCE.replace("three", "(" + on + "(7) ? (5) : ((" + on + "(3) ? (4) : (three))))"),
        PatchedSource.of(SOURCE, new java.util.TreeMap<>(Map.of(3, four, 7, five))));
  }

  @Test
  void patchesThatOverlapAreRefused() {
    Patch wide = Patch.expression("A.java", "one(two)", "1");
    Patch narrow = Patch.expression("A.java", "one(@@two@@)", "2");
    assertThrows(
        IllegalStateException.class, () -> PatchedSource.of(SOURCE, Map.of(1, wide, 2, narrow)));
  }

  @Test
  void aPatchOfAStateLeavesOtherStatesAlone() {
    String machine =
        "{\n  \"States\": {\n    \"A\": {\n      \"Next\": \"B\"\n    },\n    \"B\": {\n      \"Next\": \"B\"\n    }\n  }\n}\n";
    Patch patch = Patch.state("m", "B", "\"Next\": \"B\"", "\"Next\": \"A\"");
    assertEquals(
        machine.substring(0, machine.lastIndexOf("\"B\"")) + "\"A\"\n    }\n  }\n}\n",
        PatchedStateMachine.of(machine, patch));
  }
}
