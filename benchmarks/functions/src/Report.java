import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All that was found, for people. */
final class Report {
  private static final double MEGA = 1e6;

  /**
   * The size of a package.
   *
   * @param how it was counted
   */
  record Sizing(Variant.Kind kind, long bytes, String how) {
    static List<Sizing> of(Map<Variant.Kind, Variant> variants, PythonSide python)
        throws IOException {
      List<Sizing> all = new ArrayList<>();
      for (Variant variant : variants.values()) {
        switch (variant.kind()) {
          case BOTO3 -> {
            all.add(
                new Sizing(
                    Variant.Kind.BOTO3,
                    Sizes.zipped(python.needed()),
                    "zipped: boto3 and what it needs, with the service data of what is called alone"));
            all.add(
                new Sizing(
                    Variant.Kind.BOTO3,
                    Sizes.zipped(python.all()),
                    "zipped: the same with all that pip installs"));
          }
          case UNSHRUNK, PACKAGE ->
              all.add(
                  new Sizing(
                      variant.kind(), Sizes.zipped(variant.folder()), "zipped, as SAM uploads it"));
          case AOT ->
              all.add(
                  new Sizing(
                      Variant.Kind.AOT,
                      Sizes.plain(variant.folder()),
                      "as it is in the image, beside the JDK: jars and AOT cache"));
          case PRIMED -> {}
        }
      }
      return all;
    }
  }

  /**
   * What there is to tell.
   *
   * @param roundTripMillis of a trivial client
   */
  record Results(
      String machine, double roundTripMillis, List<Samples> samples, List<Sizing> sizes) {
    Optional<Sizing> size(Variant.Kind kind) {
      return sizes.stream().filter(size -> size.kind() == kind).findFirst();
    }
  }

  private final Options options;
  private final Results results;

  Report(Options options, Results results) {
    this.options = options;
    this.results = results;
  }

  static String machine(String python) {
    return "%s processors, %s %s; JDK %s; %s"
        .formatted(
            System.getProperty("benchmark.processors"),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.version(),
            python);
  }

  void print() {
    System.out.printf(
        "%s%n%d starts of each, in turn; %d of each measured warm. Ratios are those of medians to"
            + " the boto3 handler's.%nThe fake AWS answers a trivial client's call in %.2f ms"
            + " (median).%n",
        results.machine(), options.starts(), options.warmStarts(), results.roundTripMillis());
    for (Samples samples : results.samples()) {
      System.out.printf("%n== %s%n", samples.setting().text());
      for (Figure figure : Figure.values()) {
        print(samples, figure);
      }
      for (Scene scene : Scene.values()) {
        printCalls(samples, scene);
      }
    }
    System.out.printf("%n== Size of the package%n");
    for (Sizing size : results.sizes()) {
      System.out.printf(
          Locale.ROOT,
          "  %-34s %8.2f MB  %s%n",
          size.kind().text,
          size.bytes() / MEGA,
          size.how());
    }
    System.out.println();
  }

  private static void print(Samples samples, Figure figure) {
    List<Variant.Kind> kinds = new ArrayList<>();
    for (Variant.Kind kind : Variant.Kind.values()) {
      if (samples.of(kind, figure).isPresent()) {
        kinds.add(kind);
      }
    }
    if (kinds.isEmpty()) {
      return;
    }
    System.out.printf(
        "%n  %s%n  %-34s %8s %8s %8s %3s %7s%n",
        figure.text, figure.unit, "min", "median", "max", "n", "ratio");
    for (Variant.Kind kind : kinds) {
      printRow(samples, kind, figure, kind.text);
    }
    if (figure == Figure.COLD) {
      // What a snapshot leaves of it; its ratio is that to the boto3 handler's cold start.
      printRow(samples, Variant.Kind.PRIMED, Figure.FIRST, "functions, SnapStart: restored, first");
    }
  }

  private static void printRow(
      Samples samples, Variant.Kind kind, Figure figure, String text) {
    samples
        .of(kind, figure)
        .ifPresent(
            summary ->
                System.out.printf(
                    Locale.ROOT,
                    "  %-34s %8.1f %8.1f %8.1f %3d %7s%n",
                    text,
                    summary.min(),
                    summary.median(),
                    summary.max(),
                    summary.count(),
                    samples.ratio(kind, figure).map("%.2f"::formatted).orElse("")));
  }

  private static void printCalls(Samples samples, Scene scene) {
    System.out.printf("%n  calls, %s%n", scene.text);
    for (Variant.Kind kind : Variant.Kind.values()) {
      samples
          .calls(kind, scene)
          .ifPresent(
              calls ->
                  System.out.printf(
                      "  %-34s %2d  %s%n",
                      kind.text, calls.size(), calls.stream().collect(Collectors.joining(" "))));
    }
  }
}
