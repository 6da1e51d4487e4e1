import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One fresh process of a function, from its start to its end; every answer of it is checked. */
final class FunctionProcess implements AutoCloseable {
  static final String KEY = "ASIAEXAMPLEEXAMPLE00";
  static final String SECRET = "secret";
  static final String SESSION = "session";

  /** What a function writes that could not be primed, and is slow and right then. */
  private static final String NOT_PRIMED = "not-primed";

  /** What a function is told of how long it may prepare for its snapshot, if this program is. */
  private static final String PRIMING = "PRIMING_SECONDS";

  /** As much of the log as tells what went wrong. */
  private static final int TAIL = 3_000;

  private final Variant variant;
  private final FakeAws aws;
  private final Cluster cluster;
  private final Path events;
  private final Path log;
  private final RuntimeApi api;
  private final long startedAt;
  private final Process process;

  /**
   * Where processes run.
   *
   * @param processors as taskset takes them; any when empty
   * @param events the project's folder of that name
   */
  record Place(String processors, Path events, Path logs, FakeAws aws, Cluster cluster) {}

  private FunctionProcess(Variant variant, Scene scene, Place place) throws IOException {
    this.variant = variant;
    this.aws = place.aws();
    this.cluster = place.cluster();
    this.events = place.events();
    this.log = place.logs().resolve(variant.kind().word() + ".log");
    this.api = new RuntimeApi(aws::disconnect);
    List<String> command = new ArrayList<>();
    if (!place.processors().isEmpty()) {
      command.addAll(List.of("taskset", "-c", place.processors()));
    }
    command.addAll(variant.command());
    command.add(variant.handler(scene));
    ProcessBuilder builder = new ProcessBuilder(command).directory(variant.folder().toFile());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment(scene));
    // What was asked by a process that has gone is nobody's.
    aws.takeCalls();
    aws.takeTrouble();
    this.startedAt = System.nanoTime();
    this.process = builder.start();
  }

  static FunctionProcess start(Variant variant, Scene scene, Place place) throws IOException {
    return new FunctionProcess(variant, scene, place);
  }

  private Map<String, String> environment(Scene scene) {
    Map<String, String> all = new HashMap<>();
    all.put("PATH", System.getenv("PATH"));
    all.put("HOME", "/nonexistent");
    all.put("LANG", "en_US.UTF-8");
    all.put("TZ", ":UTC");
    all.put("_HANDLER", variant.handler(scene));
    all.put("AWS_LAMBDA_RUNTIME_API", api.address());
    all.put("AWS_LAMBDA_FUNCTION_NAME", "tools-" + scene.name());
    all.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
    all.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/tools");
    all.put("AWS_LAMBDA_LOG_STREAM_NAME", "2026/01/05/[1]0");
    all.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    all.put("AWS_REGION", "eu-west-1");
    all.put("AWS_DEFAULT_REGION", "eu-west-1");
    all.putAll(aws.settings());
    all.put("AWS_EC2_METADATA_DISABLED", "true");
    all.put("AWS_CONFIG_FILE", "/dev/null");
    all.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    if (variant.kind() == Variant.Kind.PRIMED) {
      // https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
      all.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://" + api.address() + "/credentials");
      all.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", api.authorization());
      Optional.ofNullable(System.getenv(PRIMING)).ifPresent(time -> all.put(PRIMING, time));
    } else {
      all.put("AWS_ACCESS_KEY_ID", KEY);
      all.put("AWS_SECRET_ACCESS_KEY", SECRET);
      all.put("AWS_SESSION_TOKEN", SESSION);
    }
    all.putAll(variant.environment());
    return all;
  }

  /**
   * Waits until it is initialised and ready for its snapshot. Until then it may ask for what it
   * likes: a request that is no call is refused, and is no trouble.
   */
  void initialise() throws InterruptedException, IOException {
    try {
      api.awaitReady(process);
    } catch (TimeoutException e) {
      throw failure(e.getMessage());
    }
    aws.takeTrouble();
    aws.takeCalls();
    if (Files.readString(log).contains(NOT_PRIMED)) {
      throw failure("it was not primed before its snapshot");
    }
  }

  /**
   * Lets it handle an event.
   *
   * @param calls those that it made are added
   */
  RuntimeApi.Invocation invoke(Scene scene, List<List<String>> calls) throws InterruptedException {
    Scene.Event event = scene.event(events, cluster.volumes());
    cluster.reset(scene, event);
    RuntimeApi.Invocation done;
    try {
      done = api.invoke(event.json(), process);
    } catch (TimeoutException e) {
      throw failure(e.getMessage() + "; " + aws.takeTrouble());
    }
    List<String> trouble = new ArrayList<>(aws.takeTrouble());
    if (!cluster.wrong().isEmpty()) {
      trouble.add(cluster.wrong());
    }
    if (scene == Scene.POLL && !done.answer().contains("HEALTHY")) {
      trouble.add("the answer does not say HEALTHY");
    }
    calls.add(aws.takeCalls());
    if (!trouble.isEmpty()) {
      throw failure(
          "%s: %s; calls %s; answer %s"
              .formatted(scene.text, trouble, calls.getLast(), done.answer()));
    }
    return done;
  }

  double initMillis() {
    return (api.readyAt() - startedAt) / 1e6;
  }

  /** From the snapshot to the question for the first event. */
  double restoreMillis() {
    return (api.restoredAt() - api.readyAt()) / 1e6;
  }

  double millisSinceStart(RuntimeApi.Invocation invocation) {
    return (invocation.answeredAt() - startedAt) / 1e6;
  }

  /**
   * A figure of its memory.
   *
   * @param name as in proc_pid_status(5), such as VmRSS
   * @return MB
   */
  double memory(String name) throws IOException {
    String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
    Matcher matcher = Pattern.compile(name + ":\\s+(\\d+) kB").matcher(status);
    if (!matcher.find()) {
      throw new IllegalStateException("there is no " + name + " in\n" + status);
    }
    return Long.parseLong(matcher.group(1)) / 1e3;
  }

  /** How long processors were at work for it, in milliseconds: proc_pid_stat(5), fields 14, 15. */
  double processorMillis() throws IOException {
    String text = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
    // sysconf(_SC_CLK_TCK) is always 100.
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10.0;
  }

  private IllegalStateException failure(String what) {
    String text;
    try {
      text = Files.readString(log);
    } catch (IOException e) {
      text = e.toString();
    }
    return new IllegalStateException(
        "%s: %s%nIts log ends with%n%s"
            .formatted(
                variant.kind().word(), what, text.substring(Math.max(0, text.length() - TAIL))));
  }

  /** Asks it to end, as a JVM does that has something left to write, and waits. */
  void end() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    api.close();
  }
}
