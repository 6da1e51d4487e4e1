package io.servergroup.cli.html;

import java.util.Set;

/** Writes documents that are HTML and well-formed XML at once. */
final class Markup {
  private static final Set<String> VOID = Set.of("meta", "link", "br", "hr", "col");

  /** After these a new line starts, where it changes nothing for the reader. */
  private static final Set<String> LINES =
      Set.of(
          "html", "head", "body", "meta", "link", "title", "style", "header", "main", "footer",
          "nav", "section", "figure", "svg", "g", "rect", "path", "line", "table", "thead", "tbody",
          "tr", "div", "p", "h1", "h2", "h3", "ul", "ol", "li", "dl", "details", "summary",
          "caption");

  private final StringBuilder out = new StringBuilder();

  private Markup() {}

  /** The whole document. */
  static String document(Element html) {
    Markup markup = new Markup();
    markup.out.append("<!DOCTYPE html>\n");
    markup.write(html);
    return markup.out.toString();
  }

  private void write(Node node) {
    switch (node) {
      case Node.Text(String text) -> escape(text, false);
      case Node.Css(String css) -> out.append(css);
      case Element element -> write(element);
    }
  }

  private void write(Element element) {
    out.append('<').append(element.name());
    element
        .attributes()
        .forEach(
            (name, value) -> {
              out.append(' ').append(name).append("=\"");
              escape(value, true);
              out.append('"');
            });
    if (VOID.contains(element.name())) {
      out.append("/>");
    } else {
      out.append('>');
      element.children().forEach(this::write);
      out.append("</").append(element.name()).append('>');
    }
    if (LINES.contains(element.name())) {
      out.append('\n');
    }
  }

  /** What no XML document may hold becomes the sign for something that cannot be shown. */
  private void escape(String text, boolean quoted) {
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append(quoted ? "&quot;" : "\"");
                case '\n', '\t' -> out.append(quoted ? " " : Character.toString(point));
                default -> out.appendCodePoint(isAllowed(point) ? point : 0xFFFD);
              }
            });
  }

  private static boolean isAllowed(int point) {
    boolean control = point < 0x20 || (point >= 0x7F && point <= 0x9F);
    boolean nothing = (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
    return !control && !nothing && !(point >= 0xD800 && point <= 0xDFFF);
  }
}
