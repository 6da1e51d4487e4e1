import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the functions have to reach, and whether they did. */
final class Targets {
  private static final double LARGEST_PACKAGE_MB = 8;

  private Targets() {}

  /**
   * A target and what was measured.
   *
   * @param most that is allowed
   */
  record Judged(String what, double found, double most) {
    boolean passed() {
      return found <= most;
    }

    String line() {
      return String.format(
          Locale.ROOT, "%s  %s: %.2f, at most %.2f", passed() ? "PASS" : "FAIL", what, found, most);
    }
  }

  /** What a warm event may take of what it takes the boto3 handler, when AWS answers as usual. */
  private static final double WARM = 0.6;

  /** A ratio of medians to the boto3 handler's, at one latency. */
  private record Ratio(Variant.Kind kind, Figure figure, int latency, double most, String what) {}

  private static final List<Ratio> RATIOS =
      List.of(
          new Ratio(
              Variant.Kind.PRIMED,
              Figure.FIRST,
              0,
              0.10,
              "the first invocation after a snapshot, to a cold start of the boto3 handler"),
          new Ratio(Variant.Kind.PACKAGE, Figure.COLD, 0, 2.2, "a cold start from the package"),
          new Ratio(Variant.Kind.AOT, Figure.COLD, 0, 0.95, "a cold start from the image"),
          new Ratio(
              Variant.Kind.PRIMED,
              Figure.WARM_50,
              25,
              WARM,
              "a launch event, warm, with SnapStart as the templates have it"),
          new Ratio(
              Variant.Kind.PACKAGE, Figure.WARM_50, 25, WARM, "a launch event, warm, without SnapStart"),
          new Ratio(
              Variant.Kind.PACKAGE,
              Figure.WARM_LAST,
              25,
              WARM,
              "a launch event after hundreds, without SnapStart"));

  /** Judges all targets of what was measured; with {@code --check} nothing they need is missing. */
  static List<Judged> judge(Options options, Report.Results results) {
    List<Judged> judged = new ArrayList<>();
    for (Ratio ratio : RATIOS) {
      if (!options.kinds().contains(ratio.kind())) {
        continue;
      }
      for (Samples samples : results.samples()) {
        if (samples.setting().latency() == ratio.latency()) {
          judged.add(
              new Judged(
                  ratio.what() + ", " + samples.setting().text(),
                  samples.ratio(ratio.kind(), ratio.figure()).orElseThrow(),
                  ratio.most()));
        }
      }
    }
    Optional<Report.Sizing> size = results.size(Variant.Kind.PACKAGE);
    size.ifPresent(
        each -> judged.add(new Judged("the package, MB", each.bytes() / 1e6, LARGEST_PACKAGE_MB)));
    if (judged.isEmpty()) {
      throw new IllegalStateException("--check has nothing to judge: measure another variant too");
    }
    return judged;
  }
}
