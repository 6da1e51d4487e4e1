import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Asks for three TCP services 50 times at once: by connecting to them, and by asking a health checker that does. Both in turns in one run,
 * so that what the machine does meanwhile happens to both.
 */
final class HealthCheckerBenchmark {
  private static final int PARALLEL = 50;
  private static final int SERVICES = 3;
  private static final double MOST_ADDED_MILLIS = 10;
  private static final long MOST_KB = 64 * 1024;

  private final List<ServerSocket> services = new ArrayList<>();

  /** Asks once; what it takes is measured. */
  interface Question {
    void ask() throws IOException;
  }

  record Program(Process process, int port) implements AutoCloseable {
    long peakKb() throws IOException {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }

    @Override
    public void close() throws IOException {
      process.destroy();
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  public static void main(String[] arguments) throws Exception {
    List<String> words = List.of(arguments);
    int other = words.indexOf("--other");
    new HealthCheckerBenchmark()
        .run(
            words.get(0),
            Path.of(words.get(1)),
            words.contains("--check"),
            other < 0 ? null : words.get(other + 1));
  }

  private void run(String checker, Path target, boolean check, String other) throws Exception {
    int repetitions = check ? 9 : 11;
    int rounds = check ? 25 : 200;
    for (int i = 0; i < SERVICES; i++) {
      services.add(service());
    }
    List<String> ports = new ArrayList<>();
    services.forEach(each -> ports.addAll(List.of("--port", "" + each.getLocalPort())));

    System.out.printf(
        "%d requests at once for %d TCP services, %d times %d rounds, in milliseconds%n",
        PARALLEL, SERVICES, repetitions, rounds);
    System.out.printf("%-40s %8s %8s %8s %8s%n", "", "min", "median", "p99", "max");
    List<Program> programs = new ArrayList<>();
    List<String> names = new ArrayList<>(List.of("connecting"));
    List<Question> questions = new ArrayList<>(List.of(this::connect));
    try (Program cached = start(checker, ports);
        Program fresh = start(checker, joined(ports, "--cache", "0"))) {
      programs.addAll(List.of(cached, fresh));
      names.addAll(List.of("health checker", "health checker, --cache 0"));
      questions.addAll(List.of(() -> get(cached.port()), () -> get(fresh.port())));
      if (other != null) {
        Program theirs = start(other, ports);
        programs.add(theirs);
        names.addAll(List.of("other"));
        questions.add(() -> get(theirs.port()));
      }
      double added = added(questions, names, repetitions, rounds);
      for (int again = 0; check && added > MOST_ADDED_MILLIS && again < 4; again++) {
        System.out.println("once more, because something else may have run meanwhile");
        added = added(questions, names, repetitions, rounds);
      }
      long memory = Math.max(cached.peakKb(), fresh.peakKb());
      System.out.printf("memory at its peak                       %,d KB%n", memory);
      if (programs.size() > 2) {
        System.out.printf("memory of the other                      %,d KB%n", programs.get(2).peakKb());
        programs.get(2).close();
      }
      long everything = memoryWithEverything(checker, target, check ? 40 : 200);
      System.out.printf("memory with TLS, HTTPS and script checks %,d KB%n", everything);
      if (check) {
        judge(added, Math.max(memory, everything));
      }
    }
    System.exit(0);
  }

  /** What the slower of our two adds to connecting, at the 99th percentile. */
  private static double added(
      List<Question> questions, List<String> names, int repetitions, int rounds) throws Exception {
    double[][] p99 = measured(questions, names, repetitions, rounds);
    double added = 0;
    for (int i = 1; i < questions.size(); i++) {
      double[] difference = new double[repetitions];
      double[] ratio = new double[repetitions];
      for (int each = 0; each < repetitions; each++) {
        difference[each] = p99[i][each] - p99[0][each];
        ratio[each] = p99[i][each] / p99[0][each];
      }
      System.out.printf(
          Locale.ROOT,
          "added at p99 by %-24s %s ms; ratio %s%n",
          names.get(i),
          spread(difference),
          spread(ratio));
      if (i <= 2) {
        added = Math.max(added, least(p99[i]) - least(p99[0]));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "added at p99 by the slower, the quietest repetition of each beside the other's: %.2f ms%n",
        added);
    return added;
  }

  private static void judge(double added, long memory) {
    if (added > MOST_ADDED_MILLIS || memory > MOST_KB) {
      System.err.printf(
          Locale.ROOT,
          "health-checker: FAILED, it adds %.1f ms (at most %.0f) and takes %,d KB (at most %,d)%n",
          added,
          MOST_ADDED_MILLIS,
          memory,
          MOST_KB);
      System.exit(1);
    }
    System.out.printf(
        Locale.ROOT, "health-checker: PASSED, below %.0f ms and %,d KB%n", MOST_ADDED_MILLIS, MOST_KB);
  }

  /** The 99th percentiles: by question, by repetition. */
  private static double[][] measured(
      List<Question> questions, List<String> names, int repetitions, int rounds) throws Exception {
    together(questions, rounds);
    double[][] p99 = new double[questions.size()][repetitions];
    double[][] all = new double[questions.size()][0];
    for (int repetition = 0; repetition < repetitions; repetition++) {
      double[][] took = together(questions, rounds);
      for (int i = 0; i < questions.size(); i++) {
        p99[i][repetition] = percentile(took[i], 0.99);
        double[] before = all[i];
        all[i] = Arrays.copyOf(before, before.length + took[i].length);
        System.arraycopy(took[i], 0, all[i], before.length, took[i].length);
      }
    }
    for (int i = 0; i < questions.size(); i++) {
      Arrays.sort(all[i]);
      System.out.printf(
          Locale.ROOT,
          "%-40s %8.2f %8.2f %8.2f %8.2f%n",
          names.get(i),
          all[i][0],
          median(all[i]),
          percentile(all[i], 0.99),
          all[i][all[i].length - 1]);
    }
    return p99;
  }

  /** Rounds in which 50 threads ask the first question, then the second, and so on; milliseconds by question. */
  private static double[][] together(List<Question> questions, int rounds) throws Exception {
    double[][] took = new double[questions.size()][rounds * PARALLEL];
    CyclicBarrier start = new CyclicBarrier(PARALLEL);
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int thread = 0; thread < PARALLEL; thread++) {
      int number = thread;
      threads.add(
          Thread.startVirtualThread(
              () -> {
                try {
                  for (int each = 0; each < rounds * questions.size(); each++) {
                    start.await();
                    long begin = System.nanoTime();
                    questions.get(each % questions.size()).ask();
                    took[each % questions.size()][each / questions.size() * PARALLEL + number] =
                        (System.nanoTime() - begin) / 1e6;
                  }
                } catch (Exception e) {
                  failures.add(e);
                  start.reset();
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException("a question failed", failures.getFirst());
    }
    return took;
  }

  private void connect() throws IOException {
    for (ServerSocket service : services) {
      new Socket(InetAddress.getLoopbackAddress(), service.getLocalPort()).close();
    }
  }

  private static void get(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!answer.startsWith("HTTP/1.1 200")) {
        throw new IOException(answer);
      }
    }
  }

  private static ServerSocket service() throws IOException {
    ServerSocket service = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              while (true) {
                try {
                  service.accept().close();
                } catch (IOException e) {
                  return;
                }
              }
            });
    return service;
  }

  /** The most that it takes while every kind of check runs for every round of requests. */
  private long memoryWithEverything(String checker, Path target, int rounds) throws Exception {
    HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
    https.setHttpsConfigurator(new HttpsConfigurator(tls(target)));
    https.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    https.createContext(
        "/",
        exchange -> {
          byte[] body = "{\"version\":\"4.1.1\",\"kafka_cluster_id\":\"x\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    https.start();
    int port = https.getAddress().getPort();
    List<String> flags = new ArrayList<>(List.of("--cache", "0", "--script", "/bin/sh -c 'echo fine'"));
    flags.addAll(List.of("--tcp", "tcp=localhost:" + services.getFirst().getLocalPort()));
    for (String name : List.of("a", "b", "c")) {
      flags.addAll(List.of("--http", name + "=https://localhost:" + port + "/", "--set", "check." + name + ".ca=" + target + "/ca.pem"));
      flags.addAll(List.of("--set", "check." + name + ".json=/version exists"));
    }
    flags.addAll(List.of("--tls", "d=localhost:" + port, "--set", "check.d.ca=" + target + "/ca.pem"));
    try (Program program = start(checker, flags)) {
      together(List.of(() -> get(program.port())), rounds);
      return program.peakKb();
    } finally {
      https.stop(0);
    }
  }

  private static SSLContext tls(Path target) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(target.resolve("server.p12"))) {
      store.load(file, "changeit".toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static Program start(String command, List<String> flags) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    List<String> words = joined(List.of(command, "--listener", "127.0.0.1:" + port), flags.toArray(String[]::new));
    Process process =
        new ProcessBuilder(words)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    for (int attempt = 0; ; attempt++) {
      try {
        get(port);
        return new Program(process, port);
      } catch (IOException e) {
        if (attempt == 300 || !process.isAlive()) {
          process.destroyForcibly();
          throw new IllegalStateException(command + " does not answer with 200", e);
        }
        Thread.sleep(50);
      }
    }
  }

  private static List<String> joined(List<String> first, String... more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return all;
  }

  /** What else runs on a machine only ever adds. */
  private static double least(double[] values) {
    return Arrays.stream(values).min().orElseThrow();
  }

  private static double median(double[] values) {
    return percentile(values, 0.5);
  }

  private static double percentile(double[] values, double part) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, (int) (sorted.length * part))];
  }

  private static String spread(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return String.format(Locale.ROOT, "%.2f / %.2f / %.2f", sorted[0], median(sorted), sorted[sorted.length - 1]);
  }
}
