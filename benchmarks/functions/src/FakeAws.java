import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * The services that the functions ask, over HTTPS, with as much time for each call as is wanted.
 * Remembers which calls were made.
 */
final class FakeAws implements AutoCloseable {
  /** A function that sleeps after it attached something, before it looks, sleeps two seconds. */
  private static final Duration PAUSE = Duration.ofMillis(1_900);

  private final Cluster cluster;
  private final AwsAnswers answers;
  private final Duration latency;
  private final Listener listener;
  private final List<String> calls = new ArrayList<>();
  private final List<String> trouble = new ArrayList<>();
  private long answeredAt;

  FakeAws(SSLContext tls, Cluster cluster, Duration latency) {
    this.cluster = cluster;
    this.answers = new AwsAnswers(cluster);
    this.latency = latency;
    this.listener = new Listener(tls, this::answer);
  }

  String endpoint() {
    return "https://localhost:" + listener.port();
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

  void disconnect() {
    listener.disconnect();
  }

  @Override
  public void close() {
    listener.close();
  }

  private Listener.Answer answer(Listener.Request request) throws InterruptedException {
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
    if (attached && System.nanoTime() - answeredAt > PAUSE.toNanos()) {
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
