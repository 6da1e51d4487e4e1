import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be measured.
 *
 * @param folders by their option: what the run script made
 * @param warm by latency: how many launch events a process gets that is measured warm
 * @param warmStarts how many processes of each variant are measured warm
 */
record Options(
    Map<String, Path> folders,
    Set<Variant.Kind> kinds,
    int starts,
    Optional<Integer> warm,
    int warmStarts,
    List<Integer> latencies,
    List<Integer> cores,
    int volumes,
    Optional<Path> json,
    boolean check) {
  private static final int LONG_WARM = 500;
  private static final int SHORT_WARM = 60;

  /**
   * Compiled code does not depend on how long answers take: with latency fewer events do, but for
   * what has to be reached after many.
   */
  int warm(int latency) {
    return warm.orElse(latency == 0 || check ? LONG_WARM : SHORT_WARM);
  }

  /**
   * Reads arguments.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static Options of(String[] arguments) {
    Map<String, String> given = new LinkedHashMap<>();
    List<String> flags = List.of("--quick", "--check");
    for (int i = 0; i < arguments.length; i++) {
      boolean flag = flags.contains(arguments[i]);
      if (!flag && i + 1 == arguments.length) {
        throw new IllegalArgumentException("there is no value for " + arguments[i]);
      }
      given.put(arguments[i], flag ? "" : arguments[++i]);
    }
    boolean quick = given.remove("--quick") != null;
    boolean check = given.remove("--check") != null;
    Map<String, Path> folders = new LinkedHashMap<>();
    for (String name :
        List.of("--jdk", "--work", "--runtime", "--package", "--unshrunk", "--image", "--root")) {
      String value = given.remove(name);
      if (value != null) {
        folders.put(name, Path.of(value).toAbsolutePath().normalize());
      }
    }
    Options options =
        new Options(
            folders,
            kinds(given.remove("--variants")),
            number(given.remove("--starts"), quick ? 3 : 20),
            Optional.ofNullable(given.remove("--warm"))
                .map(text -> number(text, 0))
                .or(() -> quick && !check ? Optional.of(SHORT_WARM) : Optional.empty()),
            number(given.remove("--warm-starts"), quick ? 1 : 3),
            numbers(given.remove("--latency"), List.of(0, 25)),
            numbers(given.remove("--cores"), quick ? List.of(2) : List.of(1, 2)),
            number(given.remove("--volumes"), 0),
            Optional.ofNullable(given.remove("--json")).map(Path::of),
            check);
    if (!given.isEmpty()) {
      throw new IllegalArgumentException("unknown: " + String.join(", ", given.keySet()));
    }
    options.complain();
    return options;
  }

  private void complain() {
    List<String> wrong = new ArrayList<>();
    if (starts < 1) {
      wrong.add("--starts is %d; right is at least 1".formatted(starts));
    }
    if (warm.filter(each -> each < SHORT_WARM).isPresent()) {
      wrong.add("--warm is %d; right is at least %d".formatted(warm.get(), SHORT_WARM));
    }
    if (warmStarts < 1 || warmStarts > starts) {
      wrong.add(
          "--warm-starts is %d; right is 1 to --starts, %d".formatted(warmStarts, starts));
    }
    if (volumes < 0 || volumes > 1) {
      wrong.add("--volumes is %d; right is 0 or 1".formatted(volumes));
    }
    int processors = Runtime.getRuntime().availableProcessors();
    if (cores.stream().anyMatch(each -> each < 1 || each > processors)) {
      wrong.add("--cores is %s; right is 1 to %d".formatted(cores, processors));
    }
    if (check && warm.isPresent() && warm.get() < LONG_WARM) {
      wrong.add("--warm is %d; --check needs at least %d".formatted(warm.get(), LONG_WARM));
    }
    if (check && !latencies.containsAll(List.of(0, 25))) {
      wrong.add("--latency is %s; --check needs 0,25".formatted(latencies));
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
  }

  private static int number(String text, int usual) {
    try {
      return text == null ? usual : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is no number", e);
    }
  }

  private static List<Integer> numbers(String text, List<Integer> usual) {
    return text == null
        ? usual
        : Arrays.stream(text.split(",")).map(each -> number(each.trim(), 0)).distinct().toList();
  }

  private static Set<Variant.Kind> kinds(String text) {
    if (text == null) {
      return EnumSet.allOf(Variant.Kind.class);
    }
    Set<Variant.Kind> kinds = EnumSet.of(Variant.Kind.BOTO3);
    for (String word : text.split(",")) {
      try {
        kinds.add(Variant.Kind.valueOf(word.trim().toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "there is no variant '%s'; right are %s"
                .formatted(
                    word, Arrays.stream(Variant.Kind.values()).map(Variant.Kind::word).toList()),
            e);
      }
    }
    return kinds;
  }
}
