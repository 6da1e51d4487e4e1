import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** Measures our functions and the boto3 handlers in turn: see the README beside the run script. */
final class FunctionsBenchmark {
  /** Over so many invocations medians of one process go. */
  private static final int FEW = 20;

  private static final int EARLY = 6;
  private static final int SETTLED = 60;

  private final Options options;
  private final Map<Variant.Kind, Variant> variants;
  private final SSLContext tls;
  private final List<Samples> measured = new ArrayList<>();

  private FunctionsBenchmark(
      Options options, Map<Variant.Kind, Variant> variants, SSLContext tls) {
    this.options = options;
    this.variants = variants;
    this.tls = tls;
  }

  public static void main(String[] arguments)
      throws IOException, InterruptedException, GeneralSecurityException {
    Options options;
    try {
      options = Options.of(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println("benchmarks/functions/run: " + e.getMessage());
      System.exit(2);
      return;
    }
    Path work = options.folders().get("--work");
    Certificate certificate = Certificate.make(options.folders().get("--jdk"), work);
    PythonSide python = PythonSide.found(options.folders().get("--root"));
    Map<Variant.Kind, Variant> variants = variants(options, certificate, python);
    FunctionsBenchmark benchmark =
        new FunctionsBenchmark(options, variants, certificate.server());
    double roundTrip;
    try {
      roundTrip = benchmark.roundTrip(certificate.client());
      benchmark.measure();
    } catch (IllegalStateException e) {
      System.err.println("benchmarks/functions/run: " + e.getMessage());
      System.exit(1);
      return;
    }
    Report.Results results =
        new Report.Results(
            Report.machine(python.versions()),
            roundTrip,
            benchmark.measured,
            Report.Sizing.of(variants, python));
    new Report(options, results).print();
    List<Targets.Judged> judged = options.check() ? Targets.judge(options, results) : List.of();
    judged.forEach(each -> System.out.println(each.line()));
    if (options.json().isPresent()) {
      Files.writeString(options.json().get(), new JsonReport(results, judged).text());
    }
    System.exit(judged.stream().allMatch(Targets.Judged::passed) ? 0 : 1);
  }

  private double roundTrip(SSLContext client) throws IOException {
    Cluster cluster = new Cluster(1);
    cluster.reset(Scene.LAUNCH, Scene.LAUNCH.event(events(), 1));
    try (FakeAws aws = new FakeAws(tls, cluster, Duration.ZERO, false)) {
      return RoundTrip.millis(client, aws);
    }
  }

  private Path events() {
    return options.folders().get("--root").resolve("events");
  }

  private static Map<Variant.Kind, Variant> variants(
      Options options, Certificate certificate, PythonSide python)
      throws IOException, GeneralSecurityException {
    Map<String, Path> folders = options.folders();
    Path work = folders.get("--work");
    Variant.Surroundings around =
        new Variant.Surroundings(
            folders.get("--jdk"),
            folders.get("--runtime"),
            NativeClient.unpacked(folders.get("--runtime"), work),
            certificate.trustStore());
    Map<Variant.Kind, Variant> variants = new EnumMap<>(Variant.Kind.class);
    for (Variant.Kind kind : options.kinds()) {
      variants.put(
          kind,
          switch (kind) {
            case BOTO3 ->
                Variant.python(
                    python.command(),
                    folders.get("--root").resolve("benchmarks/functions"),
                    certificate.bundle(python.authorities(), work));
            case UNSHRUNK -> Variant.managed(kind, folders.get("--unshrunk"), around);
            case PACKAGE, PRIMED -> Variant.managed(kind, folders.get("--package"), around);
            case AOT -> {
              Path image = folders.get("--image");
              yield Variant.image(
                  image, certificate.trustStore(image.resolve("authorities.p12"), work));
            }
          });
    }
    return variants;
  }

  private void measure() throws IOException, InterruptedException {
    for (int cores : options.cores()) {
      Processors processors = Processors.leaving(cores);
      for (int latency : options.latencies()) {
        Samples samples = new Samples(new Samples.Setting(cores, latency, options.volumes()));
        measured.add(samples);
        Cluster cluster = new Cluster(options.volumes());
        try (FakeAws aws = new FakeAws(tls, cluster, Duration.ofMillis(latency), false)) {
          FunctionProcess.Place place =
              new FunctionProcess.Place(
                  processors.measured(),
                  events(),
                  options.folders().get("--work"),
                  aws,
                  cluster);
          measure(place, samples);
        }
      }
    }
  }

  private void measure(FunctionProcess.Place place, Samples samples)
      throws IOException, InterruptedException {
    List<Variant> turn = new ArrayList<>(variants.values());
    // Brings files into the cache of the system, and lets Python write what it compiles.
    for (Variant variant : turn) {
      measure(variant, place, new Samples(samples.setting()));
    }
    for (int start = 0; start < options.starts(); start++) {
      progress(samples, start);
      for (Variant variant : turn) {
        measure(variant, place, samples);
      }
      // Another one is first each time, so that none always follows the longest.
      Collections.rotate(turn, 1);
    }
    for (int start = 0; start < options.warmStarts(); start++) {
      progress(samples, options.starts() + start);
      for (Variant variant : turn) {
        measureWarm(variant, place, samples);
        measurePoll(variant, place, samples);
      }
      Collections.rotate(turn, 1);
    }
  }

  private void progress(Samples samples, int start) {
    System.err.printf(
        "%s: start %d of %d%n",
        samples.setting().text(), start + 1, options.starts() + options.warmStarts());
  }

  private void measure(Variant variant, FunctionProcess.Place place, Samples samples)
      throws IOException, InterruptedException {
    Variant.Kind kind = variant.kind();
    List<List<String>> calls = new ArrayList<>();
    try (FunctionProcess process = FunctionProcess.start(variant, Scene.LAUNCH, place)) {
      RuntimeApi.Invocation first;
      if (kind == Variant.Kind.PRIMED) {
        process.initialise();
        double before = process.processorMillis();
        first = process.invoke(Scene.LAUNCH, calls);
        samples.add(kind, Figure.FIRST_CPU, process.processorMillis() - before);
        samples.add(kind, Figure.RESTORE, process.restoreMillis());
      } else {
        // Lambda starts a process because there is an event: it waits for it.
        first = process.invoke(Scene.LAUNCH, calls);
        samples.add(kind, Figure.COLD_CPU, process.processorMillis());
        samples.add(kind, Figure.COLD, process.millisSinceStart(first));
      }
      samples.add(kind, Figure.INIT, process.initMillis());
      samples.add(kind, Figure.FIRST, first.millis());
      List<Double> next = new ArrayList<>();
      for (int i = 1; i < EARLY; i++) {
        next.add(process.invoke(Scene.LAUNCH, calls).millis());
      }
      samples.add(kind, Figure.NEXT, Samples.median(next));
      samples.add(kind, Figure.PEAK, process.memory("VmHWM"));
      samples.add(kind, Figure.RESIDENT, process.memory("VmRSS"));
      same(variant, calls);
      samples.calls(kind, Scene.LAUNCH, calls.getLast());
    }
  }

  private void measureWarm(Variant variant, FunctionProcess.Place place, Samples samples)
      throws IOException, InterruptedException {
    Variant.Kind kind = variant.kind();
    int warm = options.warm(samples.setting().latency());
    try (FunctionProcess process = FunctionProcess.start(variant, Scene.LAUNCH, place)) {
      if (kind == Variant.Kind.PRIMED) {
        process.initialise();
      }
      List<Double> launches = invoke(process, variant, Scene.LAUNCH, warm, samples);
      samples.add(
          kind, Figure.WARM_50, Samples.median(launches.subList(SETTLED - FEW, SETTLED)));
      if (warm > SETTLED) {
        samples.add(kind, Figure.WARM_LAST, Samples.median(launches.subList(warm - FEW, warm)));
      }
      List<Double> terminates = invoke(process, variant, Scene.TERMINATE, SETTLED, samples);
      samples.add(
          kind, Figure.TERMINATE, Samples.median(terminates.subList(SETTLED - FEW, SETTLED)));
      samples.add(kind, Figure.RESIDENT_LAST, process.memory("VmRSS"));
    }
  }

  private void measurePoll(Variant variant, FunctionProcess.Place place, Samples samples)
      throws IOException, InterruptedException {
    try (FunctionProcess process = FunctionProcess.start(variant, Scene.POLL, place)) {
      if (variant.kind() == Variant.Kind.PRIMED) {
        process.initialise();
      }
      List<Double> polls = invoke(process, variant, Scene.POLL, SETTLED, samples);
      samples.add(
          variant.kind(), Figure.POLL, Samples.median(polls.subList(SETTLED - FEW, SETTLED)));
    }
  }

  private static List<Double> invoke(
      FunctionProcess process, Variant variant, Scene scene, int times, Samples samples)
      throws InterruptedException {
    List<Double> millis = new ArrayList<>();
    List<List<String>> calls = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      millis.add(process.invoke(scene, calls).millis());
    }
    same(variant, calls);
    samples.calls(variant.kind(), scene, calls.getLast());
    return millis;
  }

  /** Whoever answers the same event with other calls is not measured but wrong. */
  private static void same(Variant variant, List<List<String>> calls) {
    long kinds = calls.stream().map(each -> each.stream().sorted().toList()).distinct().count();
    if (kinds != 1) {
      throw new IllegalStateException(
          variant.kind().word() + " did not always make the same calls: " + calls);
    }
  }
}
