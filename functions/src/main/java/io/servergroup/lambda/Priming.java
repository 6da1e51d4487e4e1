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
 * run. After that connections are made to AWS and closed, for TLS, and what is queued is compiled.
 *
 * <p>Nothing is changed anywhere, and nothing has to answer: what fails is told in one line, and
 * the function starts as it would have without.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">
 *     Runtime hooks for Java</a>
 */
final class Priming implements Resource {
  /** Enough for the JVM to compile what is run most. */
  private static final int ROUNDS = 1_000;

  /** Lambda gives initialization much longer; a deploy waits for each function's. */
  private static final Duration MOST = Duration.ofSeconds(10);

  /** Handshakes are arithmetic, which has to be compiled too. */
  private static final int CONNECTIONS = 300;

  private static final Duration CONNECTING = Duration.ofSeconds(5);

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

  /** Encodes lines as those of the log are, and throws them away. */
  private final PrintStream nowhere =
      new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

  /**
   * @param maker makes a handler that is only used for samples
   * @param clients those that the function's own handler uses
   * @param clock the real one: it ends the rounds
   */
  Priming(
      Class<?> handler,
      Function<Wiring, ? extends JsonFunction<?, ?>> maker,
      SdkClientsWiring clients,
      InstantSource clock,
      DecisionLog log,
      Settling settling) {
    this.handler = handler;
    this.maker = maker;
    this.clients = clients;
    this.clock = clock;
    this.log = log;
    this.settling = settling;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    guarded("handling a sample", () -> SampleTraceWiring.during(this::handleSamples));
    guarded("a connection", () -> clients.connect(atMost(CONNECTIONS, CONNECTING)));
    settling.await();
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // Credentials know when they expire, and no connection was left open.
  }

  private void handleSamples() {
    SampleAnswers answers = new SampleAnswers(handler.getSimpleName());
    try (SampleServerWiring server = SampleServerWiring.start(answers)) {
      clients.pretend(server.port());
      BooleanSupplier more = atMost(ROUNDS, MOST);
      while (more.getAsBoolean()) {
        handleSample();
      }
    } finally {
      clients.stopPretending();
    }
  }

  /** Says so many times, within this time, that there is one more. */
  private BooleanSupplier atMost(int times, Duration most) {
    Instant end = clock.instant().plus(most);
    AtomicInteger left = new AtomicInteger(times);
    return () -> clock.instant().isBefore(end) && left.getAndDecrement() > 0;
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

  private void guarded(String what, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | LinkageError e) {
      log.write(
          "not-primed",
          Map.of(
              "function",
              handler.getSimpleName(),
              "reason",
              what + ": " + e + "; the first invocation after a restore will be slower"));
    }
  }
}
