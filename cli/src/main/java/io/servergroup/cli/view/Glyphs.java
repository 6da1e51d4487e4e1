package io.servergroup.cli.view;

/**
 * The signs of the live view.
 *
 * @param bar one column of the progress bar that is done
 * @param track one column that is not
 * @param mark in front of a server the current batch replaces
 * @param ellipsis in place of what does not fit
 */
public record Glyphs(String bar, String track, String mark, String ellipsis) {
  /** For terminals that show Unicode. */
  public static final Glyphs UNICODE = new Glyphs("█", "░", "▶", "…");

  /** For all others. */
  public static final Glyphs ASCII = new Glyphs("#", ".", ">", "...");
}
