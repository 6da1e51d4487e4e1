import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Lambda's Runtime API and its credentials endpoint for one process, with a clock: the times are
 * those at which the process asks and answers.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {
  private static final String VERSION = "/2018-06-01/runtime/";
  private static final long PATIENCE_SECONDS = 150;

  /**
   * One event and what became of it.
   *
   * @param handedAt when the event was handed out, as {@link System#nanoTime} tells
   * @param answeredAt when the answer was there
   */
  record Invocation(long handedAt, long answeredAt, String answer) {
    double millis() {
      return (answeredAt - handedAt) / 1e6;
    }
  }

  private final Listener listener = new Listener(this::answer);
  private final String token = UUID.randomUUID().toString();
  private final LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Invocation> invocations = new LinkedBlockingQueue<>();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final Runnable snapshot;
  private volatile long readyAt;
  private volatile boolean snapshotTaken;
  private volatile long restoredAt;
  private volatile long handedAt;
  private volatile String failure = "";

  /**
   * @param snapshot what happens when the process has come to the moment of its snapshot
   */
  RuntimeApi(Runnable snapshot) {
    this.snapshot = snapshot;
  }

  String address() {
    return "127.0.0.1:" + listener.port();
  }

  String authorization() {
    return token;
  }

  /** When the process was initialised: it asked for its first event, or for its snapshot. */
  long readyAt() {
    return readyAt;
  }

  /** When the process asked for its first event after its snapshot; 0 without one. */
  long restoredAt() {
    return restoredAt;
  }

  /** Waits until the process is initialised, as one that is to be snapshot does. */
  void awaitReady(Process process) throws InterruptedException, TimeoutException {
    for (int i = 0; i < PATIENCE_SECONDS * 10; i++) {
      if (asked.await(100, TimeUnit.MILLISECONDS)) {
        return;
      }
      if (!process.isAlive()) {
        throw new TimeoutException("the process ended with status " + process.exitValue());
      }
    }
    throw new TimeoutException("the process did not ask for an event");
  }

  /** Hands an event out as soon as the process asks for one, and waits for its answer. */
  Invocation invoke(String event, Process process) throws InterruptedException, TimeoutException {
    events.add(event);
    for (int i = 0; i < PATIENCE_SECONDS * 10; i++) {
      Invocation done = invocations.poll(100, TimeUnit.MILLISECONDS);
      if (!failure.isEmpty()) {
        throw new TimeoutException("the function failed: " + failure);
      }
      if (done != null) {
        return done;
      }
      if (!process.isAlive()) {
        throw new TimeoutException("the process ended with status " + process.exitValue());
      }
    }
    throw new TimeoutException("the function did not answer");
  }

  @Override
  public void close() {
    listener.close();
  }

  private static final Pattern RESPONSE = Pattern.compile("invocation/[^/]+/response");

  private Listener.Answer answer(Listener.Request request) throws InterruptedException {
    long now = System.nanoTime();
    String target = request.target();
    if (target.equals("/credentials")) {
      return credentials(request);
    }
    String what = target.startsWith(VERSION) ? target.substring(VERSION.length()) : target;
    if (what.equals("restore/next")) {
      ready(now);
      snapshotTaken = true;
      snapshot.run();
      return Listener.Answer.of(200, "application/json", "");
    }
    if (what.equals("invocation/next")) {
      if (snapshotTaken && restoredAt == 0) {
        restoredAt = now;
      }
      ready(now);
      return next();
    }
    if (RESPONSE.matcher(what).matches()) {
      invocations.add(new Invocation(handedAt, now, request.text()));
    } else {
      failure = what + ": " + request.text();
      invocations.add(new Invocation(handedAt, now, ""));
    }
    return Listener.Answer.of(202, "application/json", "{\"status\":\"OK\"}");
  }

  private void ready(long now) {
    if (readyAt == 0) {
      readyAt = now;
      asked.countDown();
    }
  }

  private Listener.Answer next() throws InterruptedException {
    String event = events.take();
    handedAt = System.nanoTime();
    return new Listener.Answer(
        200,
        "application/json",
        Map.of(
            "Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString(),
            "Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 180_000),
            "Lambda-Runtime-Invoked-Function-Arn",
                "arn:aws:lambda:eu-west-1:123456789012:function:tools-Reconcile:live",
            "Lambda-Runtime-Trace-Id",
                "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0"),
        event.getBytes(StandardCharsets.UTF_8));
  }

  private Listener.Answer credentials(Listener.Request request) {
    if (!token.equals(request.headers().get("authorization"))) {
      return Listener.Answer.of(403, "application/json", "{}");
    }
    return Listener.Answer.of(
        200,
        "application/json",
        """
        {"AccessKeyId": "%s", "SecretAccessKey": "%s", "Token": "%s", "Expiration": "2099-01-01T00:00:00Z"}"""
            .formatted(FunctionProcess.KEY, FunctionProcess.SECRET, FunctionProcess.SESSION));
  }
}
