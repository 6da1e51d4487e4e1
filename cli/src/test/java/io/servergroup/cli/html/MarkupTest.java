package io.servergroup.cli.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MarkupTest {
  @Test
  void textIsNothingButText() {
    assertEquals(
        "<!DOCTYPE html>\n<b>&lt;script&gt;&amp;\"'</b>",
        Markup.document(Element.text("b", "<script>&\"'")));
  }

  @Test
  void valuesOfAttributesCannotLeaveThem() {
    assertEquals(
        "<!DOCTYPE html>\n<b title=\"&quot;&gt;&lt;i onclick= x\"></b>",
        Markup.document(Element.of("b").with("title", "\"><i onclick=\nx")));
  }

  @Test
  void whatNoXmlMayHoldIsReplaced() {
    assertEquals(
        "<!DOCTYPE html>\n<b>a\uFFFDb\uFFFDc\uFFFD\uD83D\uDE80</b>",
        Markup.document(Element.text("b", "a\u0000b\u001bc\uD800\uD83D\uDE80")));
  }

  @Test
  void emptyElementsAreWrittenAsBrowsersAndXmlReadThem() {
    assertEquals("<!DOCTYPE html>\n<meta/>\n", Markup.document(Element.of("meta")));
    assertEquals("<!DOCTYPE html>\n<td></td>", Markup.document(Element.of("td")));
  }

  @Test
  void aStyleSheetThatXmlWouldReadOtherwiseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Node.Css("a{}</style>"));
    assertThrows(IllegalArgumentException.class, () -> new Node.Css(".a { & b {} }"));
  }

  @Test
  void coordinatesAreShortAndTheSameEverywhere() {
    assertEquals("12", Coordinates.text(12));
    assertEquals("12.5", Coordinates.text(12.5));
    assertEquals("0.33", Coordinates.text(1 / 3.0));
    assertEquals("0", Coordinates.text(-0.001));
    assertEquals("1200", Coordinates.text(1200));
  }
}
