import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;

/**
 * The services that the functions ask, over HTTPS, with as much time for each call as is wanted.
 * Each has an address of its own, as in AWS: whoever asks three makes three connections. Remembers
 * which calls were made.
 */
final class FakeAws implements AutoCloseable {
  /** A function that sleeps after it attached something, before it looks, sleeps two seconds. */
  private static final Duration PAUSE = Duration.ofMillis(1_900);

  /**
   * The settings of the addresses, which all SDKs know.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">Service-specific
   *     endpoints</a>
   */
  private static final List<String> SETTINGS =
      List.of(
          "AWS_ENDPOINT_URL",
          "AWS_ENDPOINT_URL_AUTO_SCALING",
          "AWS_ENDPOINT_URL_EC2",
          "AWS_ENDPOINT_URL_ROUTE_53",
          "AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING",
          "AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2");

  private final Cluster cluster;
  private final AwsAnswers answers;
  private final Duration latency;
  private final boolean mayPause;
  private final SSLContext tls;
  private final Map<String, Listener> listeners = new LinkedHashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final List<String> trouble = new ArrayList<>();
  private long answeredAt;

  /**
   * @param latency how long each call takes at least
   * @param mayPause whether functions may give EC2 time before they look again
   */
  FakeAws(SSLContext tls, Cluster cluster, Duration latency, boolean mayPause) {
    this.cluster = cluster;
    this.answers = new AwsAnswers(cluster);
    this.latency = latency;
    this.mayPause = mayPause;
    this.tls = tls;
    SETTINGS.forEach(setting -> listeners.put(setting, new Listener(tls, this::answer)));
  }

  /** What a process has to find in its environment. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    listeners.forEach(
        (setting, listener) -> settings.put(setting, "https://localhost:" + listener.port()));
    return settings;
  }

  /** Where one of the services is. */
  int port() {
    return listeners.get("AWS_ENDPOINT_URL").port();
  }

  /** The calls since the last time, in the order in which they came. */
  synchronized List<String> takeCalls() {
    List<String> taken = List.copyOf(calls);
    calls.clear();
    return taken;
  }

  /** What went wrong since the last time; empty when nothing did. */
  synchronized List<String> takeTrouble() {
    List<String> taken = List.copyOf(trouble);
    trouble.clear();
    return taken;
  }

  /**
   * Lets a process find what it finds when it comes back from a snapshot that is hours old: its
   * connections are closed, and nobody remembers their keys.
   */
  void disconnect() {
    listeners.values().forEach(Listener::disconnect);
    SSLSessionContext sessions = tls.getServerSessionContext();
    for (byte[] id : Collections.list(sessions.getIds())) {
      SSLSession session = sessions.getSession(id);
      if (session != null) {
        session.invalidate();
      }
    }
  }

  @Override
  public void close() {
    listeners.values().forEach(Listener::close);
  }

  private Listener.Answer answer(Listener.Request request) throws InterruptedException {
    if (!request.headers().containsKey("authorization")) {
      // Not a call: a function that is being primed makes connections, and asks for nothing.
      return Listener.Answer.of(400, "text/xml", AwsAnswers.refusal("MissingAction", "nothing"));
    }
    Map<String, String> fields = form(request.text());
    String operation = operation(request, fields);
    count(operation);
    // Also when it is nothing: a call then costs what it costs.
    if (latency.isPositive()) {
      Thread.sleep(latency);
    }
    String refused = cluster.change(operation, fields);
    String text = refused.isEmpty() ? answers.to(operation, fields) : "";
    answered();
    if (text.isEmpty()) {
      String code = refused.isEmpty() ? "InvalidAction" : refused;
      complain(operation + " was answered with " + code + "; the request was " + request.text());
      return Listener.Answer.of(400, "text/xml", AwsAnswers.refusal(code, operation));
    }
    return Listener.Answer.of(200, "text/xml;charset=UTF-8", text);
  }

  private synchronized void count(String operation) {
    boolean attached = !calls.isEmpty() && calls.getLast().startsWith("Attach");
    if (!mayPause && attached && System.nanoTime() - answeredAt > PAUSE.toNanos()) {
      trouble.add("the function paused before " + operation + "; the pause is not to be measured");
    }
    calls.add(operation);
  }

  private synchronized void answered() {
    answeredAt = System.nanoTime();
  }

  private synchronized void complain(String text) {
    trouble.add(text);
  }

  /** The query services name it in the form, Route 53 by path and method. */
  private static String operation(Listener.Request request, Map<String, String> fields) {
    if (request.target().contains("/rrset")) {
      return request.method().equals("GET") ? "ListResourceRecordSets" : "ChangeResourceRecordSets";
    }
    return fields.getOrDefault(
        "Action", request.headers().getOrDefault("x-amz-target", request.target()));
  }

  private static Map<String, String> form(String body) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : body.startsWith("<") ? new String[0] : body.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(
            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return fields;
  }
}
