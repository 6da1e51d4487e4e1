package io.servergroup.cli.html;

/** A part of a document. */
sealed interface Node permits Element, Node.Text, Node.Css {
  /** Text, written so that it is nothing but text. */
  record Text(String text) implements Node {}

  /**
   * The style sheet, which browsers read as it stands.
   *
   * @param css without the characters that would mean something to one of HTML and XML alone
   */
  record Css(String css) implements Node {
    public Css {
      if (css.contains("<") || css.contains("&")) {
        throw new IllegalArgumentException("a style sheet inside a document has no '<' and no '&'");
      }
    }
  }
}
