import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that was measured in one setting. */
final class Samples {
  /**
   * Under which circumstances.
   *
   * @param latency milliseconds that a call to AWS takes
   */
  record Setting(int cores, int latency, int volumes) {
    String text() {
      return "%d %s, %d ms for a call to AWS, %s"
          .formatted(
              cores,
              cores == 1 ? "processor" : "processors",
              latency,
              volumes == 0 ? "no volumes" : volumes + " volume");
    }
  }

  /** What some processes have in common. */
  record Summary(double min, double median, double max, int count) {
    static Summary of(List<Double> values) {
      List<Double> sorted = values.stream().sorted().toList();
      return new Summary(sorted.getFirst(), Samples.median(sorted), sorted.getLast(), sorted.size());
    }
  }

  private record Key(Variant.Kind kind, Figure figure) {}

  private final Setting setting;
  private final Map<Key, List<Double>> values = new HashMap<>();
  private final Map<Variant.Kind, Map<Scene, List<String>>> calls = new HashMap<>();

  Samples(Setting setting) {
    this.setting = setting;
  }

  Setting setting() {
    return setting;
  }

  void add(Variant.Kind kind, Figure figure, double value) {
    values.computeIfAbsent(new Key(kind, figure), key -> new ArrayList<>()).add(value);
  }

  /** The calls of a warm event, in the order in which they came. */
  void calls(Variant.Kind kind, Scene scene, List<String> made) {
    calls.computeIfAbsent(kind, key -> new HashMap<>()).put(scene, made);
  }

  Optional<List<String>> calls(Variant.Kind kind, Scene scene) {
    return Optional.ofNullable(calls.getOrDefault(kind, Map.of()).get(scene));
  }

  Optional<Summary> of(Variant.Kind kind, Figure figure) {
    return Optional.ofNullable(values.get(new Key(kind, figure))).map(Summary::of);
  }

  /** A median compared with that of the boto3 handler; what a snapshot saves is a cold start. */
  Optional<Double> ratio(Variant.Kind kind, Figure figure) {
    Figure other =
        kind != Variant.Kind.PRIMED
            ? figure
            : switch (figure) {
              case FIRST -> Figure.COLD;
              case FIRST_CPU -> Figure.COLD_CPU;
              default -> figure;
            };
    return of(kind, figure)
        .flatMap(
            own -> of(Variant.Kind.BOTO3, other).map(boto3 -> own.median() / boto3.median()));
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
