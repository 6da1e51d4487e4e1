package io.servergroup.cli.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One line of output: pieces of text with their meaning, not yet painted. */
public record Line(List<Span> spans) {
  public static final Line EMPTY = new Line(List.of());

  public Line {
    spans = List.copyOf(spans);
  }

  /** A line of one plain piece. */
  public static Line of(String text) {
    return of(Style.PLAIN, text);
  }

  /** A line of one piece. */
  public static Line of(Style style, String text) {
    return new Line(List.of(new Span(style, text)));
  }

  /** This line with one more plain piece. */
  public Line and(String text) {
    return and(Style.PLAIN, text);
  }

  /** This line with one more piece. */
  public Line and(Style style, String text) {
    return and(new Span(style, text));
  }

  /** This line with one more piece. */
  public Line and(Span span) {
    List<Span> longer = new ArrayList<>(spans);
    longer.add(span);
    return new Line(longer);
  }

  /** How many columns the line takes. */
  public int width() {
    return spans.stream().mapToInt(span -> span.text().length()).sum();
  }

  /** This line cut to {@code width} columns; {@code ellipsis} takes the place of what is lost. */
  public Line fit(int width, String ellipsis) {
    if (width() <= width) {
      return this;
    }
    int room = Math.max(0, width - ellipsis.length());
    List<Span> kept = new ArrayList<>();
    for (Span span : spans) {
      String text = span.text().substring(0, Math.min(room, span.text().length()));
      room -= text.length();
      kept.add(new Span(span.style(), text));
    }
    kept.add(Span.plain(ellipsis));
    return new Line(kept);
  }

  /** The text alone. */
  public String text() {
    return spans.stream().map(Span::text).collect(Collectors.joining());
  }

  /** The text for a terminal with colour, or the text alone. */
  public String render(boolean colour) {
    return colour
        ? spans.stream().map(span -> span.style().paint(span.text())).collect(Collectors.joining())
        : text();
  }
}
