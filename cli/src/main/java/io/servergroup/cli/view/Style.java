package io.servergroup.cli.view;

/** What a piece of text means; a terminal with colour shows it, any other leaves it out. */
public enum Style {
  PLAIN(""),
  STRONG("1"),
  FAINT("2"),
  GOOD("32"),
  BUSY("33"),
  BAD("1;31"),
  NEW("36");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  /** The text between the escape sequences that switch this style on and off. */
  String paint(String text) {
    return code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
