package io.servergroup.lambda;

import io.servergroup.group.HookNames;
import io.servergroup.group.IdentityPolicy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.crac.Context;
import org.crac.Resource;

/**
 * Does, before Lambda takes a function's snapshot, what would make its first invocation slow: the
 * function handles a sample request about a sample group, with the very clients it has later, which
 * ask a server in this process whose answers are in files. Clients, credentials, signing, HTTP, the
 * reading of answers and events, all decisions and the writing of the log have then been loaded and
 * run. After that connections are made to AWS and closed, for TLS, and what is queued is compiled;
 * all of that several times. After a restore the connections that the sample would have needed are
 * made while Lambda still hands over the event.
 *
 * <p>Nothing is changed anywhere, and nothing has to answer: what fails is told in one line, and
 * the function starts as it would have without.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">
 *     Runtime hooks for Java</a>
 */
final class Priming implements Resource {
  /**
   * How long it may take, unless somebody says otherwise. A deploy waits for it, once for all
   * functions. Lambda gives initialization 130 seconds where there is a snapshot.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">The
   *     phases of an environment</a>
   */
  static final Duration USUAL_TIME = Duration.ofSeconds(45);

  /**
   * The JVM puts off what it would compile while much is queued, and compiles anew what turns out
   * to go another way: so samples and connections come again after it has settled.
   */
  private static final int PASSES = 6;

  /** In each pass; enough, altogether, for the JVM to compile what is run most. */
  private static final int SAMPLES = 250;

  /** In each pass, to everywhere. Handshakes are arithmetic, which has to be compiled too. */
  private static final int CONNECTIONS = 75;

  private static final Settings SETTINGS =
      new Settings(
          "sample-locks",
          Optional.of("sample"),
          HookNames.USUAL,
          IdentityPolicy.USUAL,
          Optional.of("https://sqs.eu-west-1.amazonaws.com/000000000000/sample"),
          Settings.USUAL_CHECK_PERIOD,
          Optional.of("arn:aws:sns:eu-west-1:000000000000:sample"),
          Optional.of("default"),
          Optional.of("arn:aws:states:eu-west-1:000000000000:stateMachine:sample-deploy-stack"),
          Optional.of("arn:aws:states:eu-west-1:000000000000:stateMachine:sample-rolling-deploy"));

  private final Class<?> handler;
  private final Function<Wiring, ? extends JsonFunction<?, ?>> maker;
  private final SdkClientsWiring clients;
  private final InstantSource clock;
  private final DecisionLog log;
  private final Settling settling;
  private final Duration time;

  /** Encodes lines as those of the log are, and throws them away. */
  private final PrintStream nowhere =
      new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

  /**
   * @param maker makes a handler that is only used for samples
   * @param clients those that the function's own handler uses
   * @param clock the real one: it ends the passes
   * @param time how long they may take
   */
  Priming(
      Class<?> handler,
      Function<Wiring, ? extends JsonFunction<?, ?>> maker,
      SdkClientsWiring clients,
      InstantSource clock,
      DecisionLog log,
      Settling settling,
      Duration time) {
    this.handler = handler;
    this.maker = maker;
    this.clients = clients;
    this.clock = clock;
    this.log = log;
    this.settling = settling;
    this.time = time;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    Instant end = clock.instant().plus(time);
    boolean samples = true;
    boolean connections = true;
    for (int pass = 0; pass < PASSES && clock.instant().isBefore(end); pass++) {
      // What fails once would fail again.
      samples = samples && guarded("handling a sample", () -> handleSamples(end));
      connections = connections && guarded("a connection", () -> connect(end));
      settling.await();
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    boolean unused = guarded("making ready", clients::makeReady);
  }

  private void handleSamples(Instant end) {
    SampleTraceWiring.during(
        () -> {
          SampleAnswers answers = new SampleAnswers(handler.getSimpleName());
          try (SampleServerWiring server = SampleServerWiring.start(answers)) {
            clients.pretend(server.port());
            BooleanSupplier more = atMost(SAMPLES, end);
            while (more.getAsBoolean()) {
              handleSample();
            }
          } finally {
            clients.stopPretending();
          }
        });
  }

  private void connect(Instant end) {
    clients.connect(atMost(CONNECTIONS, end));
  }

  /** Says so many times that there is one more, and once at least; not after this time. */
  private BooleanSupplier atMost(int times, Instant end) {
    AtomicInteger made = new AtomicInteger();
    return () -> {
      int before = made.getAndIncrement();
      return before < times && (before == 0 || clock.instant().isBefore(end));
    };
  }

  /**
   * Handles the sample request of this handler once.
   *
   * @return the answer, as JSON
   */
  byte[] handleSample() {
    byte[] json =
        SampleFiles.read("requests/" + handler.getSimpleName() + ".json")
            .orElseThrow(() -> new IllegalStateException("there is no sample for " + handler));
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      maker
          .apply(sampleWiring())
          .handleRequest(new ByteArrayInputStream(json), answer, new SampleInvocation("sample"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer.toByteArray();
  }

  /** The function's own clients; what is written for people is written, and thrown away. */
  private Wiring sampleWiring() {
    SampleClock time = new SampleClock();
    return new Wiring(
        clients,
        time,
        time,
        SETTINGS,
        new JsonDecisionLog(nowhere::println, time, "sample"),
        new EmfMetricLog(nowhere::println, time));
  }

  /**
   * @return whether it went well
   */
  private boolean guarded(String what, Runnable step) {
    try {
      step.run();
      return true;
    } catch (RuntimeException | LinkageError e) {
      log.write(
          "not-primed",
          Map.of(
              "function",
              handler.getSimpleName(),
              "reason",
              what + ": " + e + "; the first invocation after a restore will be slower"));
      return false;
    }
  }
}
