package io.servergroup.checker.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.checker.check.HostPort;
import io.servergroup.checker.check.Outcome;
import io.servergroup.checker.check.StatusRange;
import io.servergroup.checker.check.Target;
import io.servergroup.checker.check.TlsSettings;
import io.servergroup.checker.json.JsonCondition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkProbesTest {
  @TempDir private Path folder;

  private final Probes probes =
      new Probes(new Names(InetAddress::getAllByName), InstantSource.system());

  @Test
  void aPortThatIsOpenPassesAndOneThatIsClosedDoesNot() throws Exception {
    try (Tool tool = Tool.frozen()) {
      assertEquals(Outcome.healthy("connected"), run(tcp(tool.port())));
    }
    assertEquals("connection refused", failure(tcp(closedPort())).orElseThrow());
  }

  @Test
  void oneBrokerOfSeveralIsEnough() throws Exception {
    try (Tool broker = Tool.frozen()) {
      Outcome outcome = run(tcp(closedPort(), broker.port(), closedPort()));

      assertEquals(Outcome.healthy("127.0.0.1:" + broker.port() + ": connected"), outcome);
    }
    int one = closedPort();
    Outcome outcome = run(tcp(one, one));
    assertFalse(outcome.passes());
    assertTrue(
        outcome.message().contains("127.0.0.1:" + one + ": connection refused; 127.0.0.1:"),
        outcome.message());
  }

  @Test
  void anotherStatusThanWantedFailsAndIsNamed() throws Exception {
    try (Tool tool = Tool.answering("HTTP/1.1 302 Found\r\nLocation: /login\r\n\r\n")) {
      assertEquals(Outcome.unhealthy("status 302, to /login, not 200"), run(http(tool, "200", "")));
      assertEquals(Outcome.healthy("status 302"), run(http(tool, "200,300-399", "")));
    }
  }

  @Test
  void aToolThatSaysContinueFirstIsAskedForWhatItSaysThen() throws Exception {
    try (Tool tool = Tool.answering("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n")) {
      assertEquals(Outcome.healthy("status 200"), run(http(tool, "200", "")));
    }
  }

  @Test
  void theBodyIsReadHoweverItsLengthIsSaid() throws Exception {
    String json = "{\"status\":\"healthy\"}";
    String length = "HTTP/1.1 200 OK\r\nContent-Length: " + json.length() + "\r\n\r\n" + json;
    String chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8;x=y\r\n{\"status\r\nc\r\n\":\"healthy\"}\r\n0\r\n\r\n";
    String toTheEnd = "HTTP/1.0 200 OK\r\n\r\n" + json;
    for (String answer : List.of(length, chunked, toTheEnd)) {
      try (Tool tool = Tool.answering(answer)) {
        assertEquals(
            Outcome.healthy("status 200, and the body is as it should be"),
            run(http(tool, "200", "/status = healthy")),
            answer);
        assertEquals(
            Outcome.unhealthy("status 200, but /status is healthy, not RUNNING"),
            run(http(tool, "200", "/status = RUNNING")));
      }
    }
  }

  @Test
  void aBodyThatEndsEarlyOrIsNotJsonFails() throws Exception {
    try (Tool tool = Tool.answering("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{}")) {
      assertEquals(
          "the connection was closed", failure(http(tool, "200", "/status exists")).orElseThrow());
    }
    try (Tool tool = Tool.answering("HTTP/1.1 200 OK\r\n\r\n<html>")) {
      assertEquals(
          Outcome.unhealthy(
              "status 200, but the body is not JSON: a value is expected at character 1"),
          run(http(tool, "200", "/status exists")));
    }
    try (Tool tool = Tool.answering("HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n")) {
      assertEquals(
          "the body is longer than 1048576 bytes",
          failure(http(tool, "200", "/status exists")).orElseThrow());
    }
  }

  @Test
  void whatDoesNotSpeakHttpIsQuotedInOneLine() throws Exception {
    try (Tool tool = Tool.answering("SSH-2.0-OpenSSH\u0007_9\r\n")) {
      assertEquals(
          "it does not speak HTTP; it says 'SSH-2.0-OpenSSH _9'",
          failure(http(tool, "200", "")).orElseThrow());
    }
  }

  @Test
  void theRequestNamesThePathTheHostAndTheCredentials() throws Exception {
    Path credentials = folder.resolve("credentials");
    Files.writeString(credentials, "tools:s\u00e9cret\n");
    try (Tool tool = Tool.answering("HTTP/1.1 200 OK\r\n\r\n")) {
      URI url = URI.create("http://127.0.0.1:" + tool.port() + "/subjects?deleted=true");
      run(
          new Target.Http(
              url,
              StatusRange.of("200").orElseThrow(),
              List.of(),
              Optional.of(credentials),
              noTls()));

      String request = tool.request();
      assertTrue(request.startsWith("GET /subjects?deleted=true HTTP/1.1\r\n"), request);
      assertTrue(request.contains("\r\nHost: 127.0.0.1:" + tool.port() + "\r\n"), request);
      assertTrue(request.contains("\r\nAuthorization: Basic dG9vbHM6c8OpY3JldA==\r\n"), request);
    }
  }

  @Test
  void aFrozenToolIsLetGoWhenTheCheckIsInterrupted() throws Exception {
    try (Tool tool = Tool.frozen()) {
      Probe probe = probes.of(http(tool, "200", ""));
      CountDownLatch ended = new CountDownLatch(1);
      Thread check =
          Thread.startVirtualThread(
              () -> {
                assertThrows(IOException.class, probe::run);
                ended.countDown();
              });
      // It has connected and asked, and now waits for an answer that never comes.
      tool.request();
      check.interrupt();
      ended.await();
    }
  }

  @Test
  void aSilentNameServerHoldsUpNeitherOtherNamesNorAddresses() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    AtomicInteger lookUps = new AtomicInteger();
    Names names =
        new Names(
            host -> {
              if (host.equals("silent.example.com")) {
                lookUps.incrementAndGet();
                asked.countDown();
                uninterruptibly(answered);
              }
              return new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
            });
    List<Thread> waiting =
        List.of(look(names, "silent.example.com"), look(names, "silent.example.com"));
    asked.await();

    assertEquals("127.0.0.1", names.of("other.example.com").getFirst().getHostAddress());
    assertEquals(
        "::1", names.of("::1").getFirst().getHostAddress().replace("0:0:0:0:0:0:0:1", "::1"));
    waiting.forEach(Thread::interrupt);
    for (Thread each : waiting) {
      each.join();
    }
    assertEquals(1, lookUps.get());
    answered.countDown();
  }

  @Test
  void aNameThatIsUnknownIsNamed() throws Exception {
    Probes lost =
        new Probes(
            new Names(
                host -> {
                  throw new UnknownHostException(host + ": Name or service not known");
                }),
            InstantSource.system());
    Target target = new Target.Tcp(List.of(new HostPort("kafka.example.com", 9092)));
    IOException failure = assertThrows(IOException.class, () -> lost.of(target).run());

    assertEquals("no address is known for kafka.example.com", Failures.text(failure));
  }

  private static Thread look(Names names, String host) {
    return Thread.startVirtualThread(
        () -> assertThrows(InterruptedException.class, () -> names.of(host)));
  }

  private static void uninterruptibly(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException e) {
        // As the system's resolver: it goes on.
      }
    }
  }

  private Outcome run(Target target) throws Exception {
    return probes.of(target).run();
  }

  private Optional<String> failure(Target target) throws Exception {
    try {
      probes.of(target).run();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(Failures.text(e));
    }
  }

  private static Target tcp(int... ports) {
    return new Target.Tcp(
        Arrays.stream(ports).mapToObj(port -> new HostPort("127.0.0.1", port)).toList());
  }

  private static Target.Http http(Tool tool, String statuses, String conditions) {
    List<JsonCondition> wanted =
        conditions.isEmpty() ? List.of() : List.of(JsonCondition.of(conditions).orElseThrow());
    return new Target.Http(
        URI.create("http://127.0.0.1:" + tool.port()),
        StatusRange.of(statuses).orElseThrow(),
        wanted,
        Optional.empty(),
        noTls());
  }

  private static TlsSettings noTls() {
    return new TlsSettings(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Duration.ZERO);
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
