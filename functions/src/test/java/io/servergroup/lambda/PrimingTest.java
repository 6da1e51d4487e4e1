package io.servergroup.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is done before Lambda takes the snapshot of a function. */
final class PrimingTest {
  /** What the sample's answer says, which shows that decisions were made. */
  private static final Map<String, String> SAYS =
      Map.ofEntries(
          Map.entry("AcquireLockHandler", "ACQUIRED"),
          Map.entry("AnswerStackHandler", "SUCCESS"),
          Map.entry("AskPersonHandler", "ANSWERED"),
          Map.entry("CheckServersHandler", "has not begun to leave"),
          Map.entry("ClusterInputsHandler", "the parameters fit together"),
          Map.entry("ControlRolloutHandler", "it pauses before its next batch"),
          Map.entry("DnsRecordsHandler", "was removed"),
          Map.entry("FailureHandler", "\"decision\":\"END\""),
          Map.entry("NextBatchHandler", "\"decision\":\"BATCH\""),
          Map.entry("PrepareHandler", "\"decision\":\"READY\""),
          Map.entry("ReconcileHandler", "\"remarks\":[]"),
          Map.entry("ReleaseLockHandler", "\"released\":true"),
          Map.entry("ReplaceServersHandler", "\"status\":\"CHECK\""),
          Map.entry("RolloutEndedHandler", "sample"),
          Map.entry("RolloutResourceHandler", "STARTED"),
          Map.entry("StackRolloutHandler", "WAIT"));

  private static final Duration TIME = Duration.ofSeconds(45);

  /** The first byte of a TLS record that shakes hands: RFC 8446, section 5.1. */
  private static final int HANDSHAKE = 22;

  private final List<String> lines = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final Map<String, String> before = new TreeMap<>();

  static Stream<Class<?>> handlers() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.servergroup.lambda")
            .stream()
            .filter(
                each ->
                    each.isAssignableTo(JsonFunction.class)
                        && !each.getModifiers().contains(JavaModifier.ABSTRACT))
            .map(JavaClass::reflect);
  }

  @BeforeEach
  void haveCredentials() {
    set("aws.accessKeyId", "AKIASAMPLE");
    set("aws.secretAccessKey", "sample");
  }

  @AfterEach
  void forgetCredentials() {
    before.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
  }

  private void set(String property, String value) {
    before.put(property, Optional.ofNullable(System.getProperty(property)).orElse(""));
    System.setProperty(property, value);
  }

  @ParameterizedTest
  @MethodSource("handlers")
  void everyFunctionHandlesItsSampleAsItWillHandleItsRequests(Class<?> handler) {
    SdkClientsWiring clients = clients();
    byte[] answer = sampled(handler, clients, new SampleAnswers(handler.getSimpleName()));

    String says = SAYS.get(handler.getSimpleName());
    String text = new String(answer, StandardCharsets.UTF_8);
    assertTrue(says != null && text.contains(says), () -> handler + " answered " + text);
  }

  @Test
  void aLaunchIsSeenThroughToItsEnd() {
    SdkClientsWiring clients = clients();
    SampleAnswers answers = new SampleAnswers("ReconcileHandler");

    byte[] unused = sampled(ReconcileHandler.class, clients, answers);

    assertTrue(unused.length > 0);
    assertTrue(
        answers
            .asked()
            .containsAll(
                Set.of(
                    "DescribeAutoScalingGroups",
                    "DescribeNetworkInterfaces",
                    "DescribeInstances",
                    "CompleteLifecycleAction")),
        () -> String.join(", ", answers.asked()));
  }

  @Test
  void aRequestMadeAfterPrimingGoesOverTheNetwork() throws IOException {
    int port = closedPort();
    set("aws.endpointUrl", "http://127.0.0.1:" + port);
    SdkClientsWiring clients = clients();
    priming(ReconcileHandler.class, clients).beforeCheckpoint(null);

    Exception refused = assertThrows(Exception.class, () -> clients.ec2().describeInstances());

    assertTrue(String.valueOf(refused.getMessage()).contains("" + port), refused::toString);
  }

  @Test
  void aNetworkThatDoesNotAnswerIsToldOfInOneLineAndFailsNothing() throws IOException {
    set("aws.endpointUrl", "http://127.0.0.1:" + closedPort());

    priming(ReconcileHandler.class, clients()).beforeCheckpoint(null);

    assertEquals(1, lines.size(), lines::toString);
    assertTrue(lines.getFirst().contains("a connection"), lines::toString);
  }

  @Test
  void aSampleThatFailsIsToldOfAndFailsNothing() {
    Priming priming =
        new Priming(
            ReconcileHandler.class,
            wiring -> {
              throw new IllegalStateException("no such thing");
            },
            clients(),
            threeLooks(),
            (decision, fields) -> lines.add(decision + " " + fields),
            settling(),
            TIME);

    priming.beforeCheckpoint(null);

    assertEquals(1, lines.size(), lines::toString);
    assertTrue(lines.getFirst().startsWith("not-primed"), lines::toString);
    assertTrue(lines.getFirst().contains("no such thing"), lines::toString);
  }

  /** The first event finds them made, or being made. */
  @Test
  void aRestoreBeginsToMakeTheConnectionsThatTheSampleNeeded() throws IOException {
    try (ServerSocket aws = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      set("aws.endpointUrl", "https://localhost:" + aws.getLocalPort());
      SdkClientsWiring clients =
          new SdkClientsWiring(
              true, Optional.of("eu-west-1"), Optional.empty(), Optional.empty(), List.of());
      byte[] unused = sampled(ReconcileHandler.class, clients, new SampleAnswers("Reconcile"));

      priming(ReconcileHandler.class, clients).afterRestore(null);

      aws.setSoTimeout(20_000);
      try (Socket connection = aws.accept()) {
        connection.setSoTimeout(20_000);
        assertEquals(HANDSHAKE, connection.getInputStream().read());
      }
      assertEquals(List.of(), lines);
    }
  }

  @Test
  void samplesComeAgainAfterTheCompilerHasSettled() {
    AtomicInteger handled = new AtomicInteger();
    List<Integer> handledBefore = new ArrayList<>();
    Priming priming =
        new Priming(
            ReconcileHandler.class,
            wiring -> counting(handled),
            clients(),
            InstantSource.fixed(Instant.EPOCH),
            (decision, fields) -> lines.add(decision + " " + fields),
            new Settling(
                () -> {
                  handledBefore.add(handled.get());
                  return 0;
                },
                pause -> {}),
            TIME);

    priming.beforeCheckpoint(null);

    assertEquals(List.of(), lines);
    assertEquals(
        List.of(250, 500, 750, 1_000, 1_250, 1_500), handledBefore.stream().distinct().toList());
  }

  private static JsonFunction<Map<String, Object>, String> counting(AtomicInteger handled) {
    return new JsonFunction<>(JsonFunction::object) {
      @Override
      public String handleRequest(Map<String, Object> request, Context context) {
        return "sample " + handled.incrementAndGet();
      }
    };
  }

  @Test
  void aTimeThatIsNoneIsToldWithWhatWouldBeRight() {
    IllegalStateException told =
        assertThrows(
            IllegalStateException.class,
            () -> ProductionWiring.primingTime(Map.of("PRIMING_SECONDS", "soon")));

    assertTrue(told.getMessage().contains("PRIMING_SECONDS"), told::getMessage);
    assertTrue(told.getMessage().contains("seconds from 1 to 100"), told::getMessage);
    assertEquals(
        Duration.ofSeconds(5), ProductionWiring.primingTime(Map.of("PRIMING_SECONDS", "5")));
    assertEquals(TIME, ProductionWiring.primingTime(Map.of()));
  }

  @Test
  void everySampleHasAHandlerWhichReadsIt() {
    assertEquals(SAYS.keySet(), handlers().map(Class::getSimpleName).collect(Collectors.toSet()));
  }

  private static SdkClientsWiring clients() {
    return new SdkClientsWiring(Optional.of("eu-west-1"), Optional.empty(), Optional.empty());
  }

  private Priming priming(Class<?> handler, SdkClientsWiring clients) {
    return new Priming(
        handler,
        maker(handler),
        clients,
        threeLooks(),
        (decision, fields) -> lines.add(decision + " " + fields),
        settling(),
        TIME);
  }

  private byte[] sampled(Class<?> handler, SdkClientsWiring clients, SampleAnswers answers) {
    try (SampleServerWiring server = SampleServerWiring.start(answers)) {
      clients.pretend(server.port());
      return priming(handler, clients).handleSample();
    } finally {
      clients.stopPretending();
    }
  }

  private Settling settling() {
    return new Settling(() -> 0, pauses::add);
  }

  /** Lets one round pass, and says that the time is over. */
  private static InstantSource threeLooks() {
    Instant start = Instant.parse("2026-01-05T09:00:00Z");
    int[] looks = {0};
    return () -> start.plus(Duration.ofSeconds(looks[0]++ < 2 ? 0 : 60));
  }

  private static Function<Wiring, JsonFunction<?, ?>> maker(Class<?> handler) {
    return wiring -> {
      try {
        return (JsonFunction<?, ?>) handler.getConstructor(Wiring.class).newInstance(wiring);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
