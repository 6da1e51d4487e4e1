import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** All that was found, for programs: milliseconds, megabytes (for memory) and bytes (for sizes). */
final class JsonReport {
  private final Report.Results results;
  private final List<Targets.Judged> judged;

  JsonReport(Report.Results results, List<Targets.Judged> judged) {
    this.results = results;
    this.judged = judged;
  }

  String text() {
    return "{\"machine\": %s,\n\"roundTripMillis\": %s,\n\"settings\": %s,\n\"sizes\": %s,\n\"targets\": %s}\n"
        .formatted(
            quoted(results.machine()),
            number(results.roundTripMillis()),
            list(results.samples().stream().map(JsonReport::setting).toList()),
            list(
                results.sizes().stream()
                    .map(
                        size ->
                            "{\"variant\": %s, \"bytes\": %d, \"how\": %s}"
                                .formatted(
                                    quoted(size.kind().word()), size.bytes(), quoted(size.how())))
                    .toList()),
            list(
                judged.stream()
                    .map(
                        each ->
                            "{\"target\": %s, \"found\": %s, \"most\": %s, \"passed\": %s}"
                                .formatted(
                                    quoted(each.what()),
                                    number(each.found()),
                                    number(each.most()),
                                    each.passed()))
                    .toList()));
  }

  private static String setting(Samples samples) {
    List<String> figures = new ArrayList<>();
    List<String> calls = new ArrayList<>();
    for (Variant.Kind kind : Variant.Kind.values()) {
      for (Figure figure : Figure.values()) {
        samples
            .of(kind, figure)
            .ifPresent(
                summary ->
                    figures.add(
                        "{\"variant\": %s, \"figure\": %s, \"min\": %s, \"median\": %s, \"max\": %s, \"count\": %d, \"ratio\": %s}"
                            .formatted(
                                quoted(kind.word()),
                                quoted(figure.name().toLowerCase(Locale.ROOT)),
                                number(summary.min()),
                                number(summary.median()),
                                number(summary.max()),
                                summary.count(),
                                samples
                                    .ratio(kind, figure)
                                    .map(JsonReport::number)
                                    .orElse("null"))));
      }
      for (Scene scene : Scene.values()) {
        samples
            .calls(kind, scene)
            .ifPresent(
                made ->
                    calls.add(
                        "{\"variant\": %s, \"event\": %s, \"calls\": [%s]}"
                            .formatted(
                                quoted(kind.word()),
                                quoted(scene.name().toLowerCase(Locale.ROOT)),
                                made.stream()
                                    .map(JsonReport::quoted)
                                    .collect(Collectors.joining(", ")))));
      }
    }
    return "{\"cores\": %d, \"latencyMillis\": %d, \"volumes\": %d, \"figures\": %s, \"calls\": %s}"
        .formatted(
            samples.setting().cores(),
            samples.setting().latency(),
            samples.setting().volumes(),
            list(figures),
            list(calls));
  }

  private static String list(List<String> items) {
    return items.stream().collect(Collectors.joining(",\n ", "[", "]"));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
