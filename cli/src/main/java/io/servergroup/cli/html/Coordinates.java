package io.servergroup.cli.html;

import java.util.Locale;

/** Numbers as pictures have them. */
final class Coordinates {
  private Coordinates() {}

  /** With at most two decimals, the same in every locale. */
  static String text(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    String shorter = text.replaceAll("\\.?0+$", "");
    return shorter.equals("-0") ? "0" : shorter;
  }
}
