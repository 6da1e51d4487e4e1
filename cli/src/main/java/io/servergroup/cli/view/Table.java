package io.servergroup.cli.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in columns as wide as their widest cell. */
final class Table {
  private static final String GAP = "  ";

  private final String indent;
  private final List<List<Span>> rows = new ArrayList<>();

  Table(String indent, String... header) {
    this.indent = indent;
    rows.add(Arrays.stream(header).map(name -> new Span(Style.FAINT, name)).toList());
  }

  /** Adds a row with one cell for each column. */
  void row(Span... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException(
          "a row of %d cells in a table of %d columns"
              .formatted(cells.length, rows.getFirst().size()));
    }
    rows.add(List.of(cells));
  }

  /** The header and the rows. */
  List<Line> lines() {
    int[] widths = new int[rows.getFirst().size()];
    for (List<Span> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).text().length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private Line line(List<Span> row, int[] widths) {
    List<Span> spans = new ArrayList<>();
    spans.add(Span.plain(indent));
    for (int column = 0; column < widths.length; column++) {
      Span cell = row.get(column);
      spans.add(cell);
      if (column < widths.length - 1) {
        spans.add(Span.plain(" ".repeat(widths[column] - cell.text().length()) + GAP));
      }
    }
    return new Line(spans);
  }
}
