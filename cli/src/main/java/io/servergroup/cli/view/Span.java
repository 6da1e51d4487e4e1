package io.servergroup.cli.view;

/** A piece of one line in one style. */
public record Span(Style style, String text) {
  /** Text from outside must not move the cursor, break the line or change the colour. */
  public Span {
    text = text.codePoints().anyMatch(Character::isISOControl) ? withoutControls(text) : text;
  }

  /** Text without a meaning of its own. */
  public static Span plain(String text) {
    return new Span(Style.PLAIN, text);
  }

  private static String withoutControls(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints().forEach(c -> clean.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    return clean.toString();
  }
}
