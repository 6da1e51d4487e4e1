package io.servergroup.cli.html;

import java.util.List;

/** Tables whose cells say what they belong to. */
final class Tables {
  private final Element body = Element.of("tbody");
  private final String caption;
  private final Element head = Element.of("tr");

  /**
   * A table without rows.
   *
   * @param caption what it is, for everybody
   * @param columns their heads; one that begins with a hash sign is of numbers
   */
  Tables(String caption, List<String> columns) {
    this.caption = caption;
    for (String column : columns) {
      boolean number = column.startsWith("#");
      Element cell = number ? Element.of("th", "number") : Element.of("th");
      head.and(cell.with("scope", "col").and(number ? column.substring(1) : column));
    }
  }

  /** Adds a row whose first cell names it. */
  void row(List<Element> cells) {
    body.and(Element.of("tr").all(cells));
  }

  /** The first cell of a row. */
  static Element name(String text) {
    return Element.of("th").with("scope", "row").and(text);
  }

  static Element cell(String text) {
    return Element.text("td", text);
  }

  static Element number(String text) {
    return Element.of("td", "number").and(text);
  }

  /** An id, address or other text that people copy. */
  static Element code(String text) {
    return Element.of("td").and(Element.text("code", text));
  }

  /** In a frame of its own, which scrolls when the page is too narrow. */
  Element framed() {
    return scrolling(
        caption,
        Element.of("table")
            .and(Element.text("caption", caption))
            .and(Element.of("thead").and(head))
            .and(body));
  }

  /** A frame that scrolls by itself, also by keys. */
  static Element scrolling(String label, Element inside) {
    return Element.of("div", "scroll")
        .with("role", "group")
        .with("aria-label", label)
        .with("tabindex", "0")
        .and(inside);
  }
}
