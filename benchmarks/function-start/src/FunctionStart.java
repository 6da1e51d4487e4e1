import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Starts fresh JVMs in turn, one for each thing that is compared, and prints what they took.
 * Arguments: the JDK, the folder of jars and classes, the number of repetitions.
 */
final class FunctionStart {
  /** The flags of Lambda's Java runtime, and the heap of a function of 512 MB. */
  private static final List<String> LAMBDA =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx400m");

  /** Linux counts the time of processes that ended in this; sysconf(_SC_CLK_TCK) is always 100. */
  private static final double MILLIS_PER_TICK = 10;

  private enum Variant {
    NOTHING("ours", "Nothing", "an empty main"),
    OURS("ours", "Ours", "our decision log and metrics"),
    METRICS("powertools-metrics", "PowertoolsMetrics", "our decision log, Powertools metrics"),
    POWERTOOLS("powertools", "Powertools", "Powertools logging and metrics");

    private final String folder;
    private final String main;
    private final String text;

    Variant(String folder, String main, String text) {
      this.folder = folder;
      this.main = main;
      this.text = text;
    }
  }

  /** Milliseconds: from start to end, and of processors at work. */
  private record Start(double elapsed, double processor) {}

  private final Path java;
  private final Path target;
  private final Map<Variant, List<Start>> starts = new EnumMap<>(Variant.class);

  private FunctionStart(Path jdk, Path target) {
    this.java = jdk.resolve("bin/java");
    this.target = target;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int repetitions = Integer.parseInt(arguments[2]);
    FunctionStart compared = new FunctionStart(Path.of(arguments[0]), Path.of(arguments[1]));
    compared.measure(repetitions);
    compared.print(repetitions);
  }

  private void measure(int repetitions) throws IOException, InterruptedException {
    for (Variant variant : Variant.values()) {
      // Counts classes for the table, and brings the jars into the file cache.
      start(variant, List.of("-Xlog:class+load:file=" + classLog(variant)));
      starts.put(variant, new ArrayList<>());
    }
    for (int i = 0; i < repetitions; i++) {
      List<Variant> turn = new ArrayList<>(List.of(Variant.values()));
      // Another one is first each time, so that none always follows the longest.
      Collections.rotate(turn, i);
      for (Variant variant : turn) {
        starts.get(variant).add(start(variant, List.of()));
      }
    }
  }

  private Start start(Variant variant, List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(LAMBDA);
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            target.resolve("classes/" + variant.folder) + ":" + target.resolve(variant.folder, "*"),
            "io.servergroup.lambda." + variant.main));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(output(variant).toFile());
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", "reconcile");
    builder.environment().put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    builder.environment().put("POWERTOOLS_SERVICE_NAME", "reconcile");
    double processorBefore = processorOfChildren();
    long before = System.nanoTime();
    int status = builder.start().waitFor();
    double elapsed = (System.nanoTime() - before) / 1e6;
    check(variant, status);
    return new Start(elapsed, processorOfChildren() - processorBefore);
  }

  /** Fields 16 and 17 of proc_pid_stat(5), which follow the name in parentheses; elsewhere none. */
  private static double processorOfChildren() throws IOException {
    Path stat = Path.of("/proc/self/stat");
    if (!Files.isReadable(stat)) {
      return Double.NaN;
    }
    String text = Files.readString(stat);
    String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * MILLIS_PER_TICK;
  }

  /** A figure is worth nothing when the process did not write what it should. */
  private void check(Variant variant, int status) throws IOException {
    String log = Files.readString(output(variant));
    boolean wrote = log.contains("AttachInterface") && log.contains("CloudWatchMetrics");
    if (status != 0 || wrote == (variant == Variant.NOTHING)) {
      throw new IllegalStateException(
          variant.text + " ended with status " + status + " and wrote:\n" + log);
    }
  }

  private void print(int repetitions) throws IOException {
    System.out.printf(
        "%d interleaved starts of each, medians; %s processors, %s %s, JDK %s%njava %s%n%n",
        repetitions,
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.version(),
        String.join(" ", LAMBDA));
    System.out.printf(
        "%-38s %9s %12s %7s %8s %5s %6s%n",
        "from start to end of the process", "ms", "quartiles", "CPU ms", "classes", "jars", "KB");
    for (Variant variant : Variant.values()) {
      printRow(variant);
    }
    System.out.println();
    for (Variant variant : List.of(Variant.METRICS, Variant.POWERTOOLS)) {
      System.out.println(variant.text + ", compared with ours:");
      compare(variant, "elapsed", Start::elapsed);
      compare(variant, "CPU", Start::processor);
    }
  }

  private void printRow(Variant variant) throws IOException {
    List<Path> jars = variant == Variant.NOTHING ? List.of() : jars(variant);
    long bytes = 0;
    for (Path jar : jars) {
      bytes += Files.size(jar);
    }
    System.out.printf(
        Locale.ROOT,
        "%-38s %9.0f %12s %7.0f %8d %5d %6d%n",
        variant.text,
        quantile(variant, 0.5, Start::elapsed),
        "%.0f-%.0f"
            .formatted(
                quantile(variant, 0.25, Start::elapsed), quantile(variant, 0.75, Start::elapsed)),
        quantile(variant, 0.5, Start::processor),
        classesLoaded(variant),
        jars.size(),
        bytes / 1024);
  }

  private void compare(Variant variant, String what, ToDoubleFunction<Start> figure) {
    double nothing = quantile(Variant.NOTHING, 0.5, figure);
    double ours = quantile(Variant.OURS, 0.5, figure);
    double its = quantile(variant, 0.5, figure);
    System.out.printf(
        Locale.ROOT,
        "  %-8s %+.0f ms; whole process %.1f times; what it adds to an empty main %.1f times%n",
        what,
        its - ours,
        its / ours,
        (its - nothing) / (ours - nothing));
  }

  private double quantile(Variant variant, double share, ToDoubleFunction<Start> figure) {
    double[] sorted = starts.get(variant).stream().mapToDouble(figure).sorted().toArray();
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  private long classesLoaded(Variant variant) throws IOException {
    try (Stream<String> lines = Files.lines(classLog(variant))) {
      return lines.filter(line -> line.contains("source:")).count();
    }
  }

  private List<Path> jars(Variant variant) throws IOException {
    try (Stream<Path> files = Files.list(target.resolve(variant.folder))) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
  }

  private Path output(Variant variant) {
    return target.resolve(variant.main + ".log");
  }

  private Path classLog(Variant variant) {
    return target.resolve(variant.main + ".classes");
  }
}
