package io.servergroup.cli.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.servergroup.simulator.sweep.FaultKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Every fault there is. */
public final class FaultTable {
  private FaultTable() {}

  /** Profiles and faults for people. */
  public static List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(Style.STRONG, "Profiles"));
    Table profiles = new Table("  ", "--faults", "meaning");
    profiles.row(Span.plain("none"), Span.plain("nothing goes wrong"));
    profiles.row(Span.plain("mild"), Span.plain("a bad day: every fault, seldom"));
    profiles.row(
        Span.plain("harsh"),
        Span.plain("worse than AWS ever is: each run has every other fault, often"));
    profiles.row(Span.plain("FAULT"), Span.plain("that fault alone, as often as with harsh"));
    lines.addAll(profiles.lines());
    lines.add(Line.EMPTY);
    lines.add(
        Line.of(Style.STRONG, "Faults").and("  with the probability, each time one could happen"));
    Table faults = new Table("  ", "fault", "per", "mild", "harsh", "meaning");
    cells().forEach(row -> faults.row(row.stream().map(Span::plain).toArray(Span[]::new)));
    lines.addAll(faults.lines());
    return lines;
  }

  /** Word, occasion, the rates and the meaning of every fault, in order. */
  public static List<List<String>> cells() {
    return Arrays.stream(FaultKind.values())
        .map(
            kind ->
                List.of(
                    kind.word(),
                    kind.per().word(),
                    percent(kind.mild()),
                    percent(kind.harsh()),
                    kind.meaning()))
        .toList();
  }

  /** The faults for programs: one JSON object, without a line break. */
  public static String json() {
    ObjectNode json = JsonText.object();
    ArrayNode faults = json.putArray("faults");
    for (FaultKind kind : FaultKind.values()) {
      faults
          .addObject()
          .put("fault", kind.word())
          .put("per", kind.per().word())
          .put("mild", kind.mild())
          .put("harsh", kind.harsh())
          .put("meaning", kind.meaning());
    }
    return JsonText.of(json);
  }

  private static String percent(double rate) {
    BigDecimal percent = BigDecimal.valueOf(rate).movePointRight(2).stripTrailingZeros();
    return percent.toPlainString() + " %";
  }
}
