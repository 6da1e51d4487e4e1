package io.servergroup.checker.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.servergroup.checker.check.HostPort;
import io.servergroup.checker.check.Outcome;
import io.servergroup.checker.check.StatusRange;
import io.servergroup.checker.check.Target;
import io.servergroup.checker.check.TlsSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of the cluster serves HTTPS under its name; the checker reaches it by its address. */
class TlsProbesTest {
  private static final String NAME = "0.tools.example.com";

  @TempDir private static Path folder;
  private static Certificates certificates;
  private static HttpsServer server;
  private static HttpsServer choosy;

  private Instant now = Instant.now();
  private final Probes probes = new Probes(new Names(InetAddress::getAllByName), () -> now);

  @BeforeAll
  static void start() throws Exception {
    certificates = new Certificates(folder);
    certificates.made("server", "dns:" + NAME, 30);
    certificates.made("client", "dns:client", 30);
    certificates.made("other", "dns:" + NAME + ",ip:127.0.0.1", 30);
    server = serve(certificates.server("server", "client"), false);
    choosy = serve(certificates.server("server", "client"), true);
  }

  @AfterAll
  static void stop() {
    server.stop(0);
    choosy.stop(0);
  }

  @Test
  void theNameThatIsAskedForIsTheOneThatHasToBeInTheCertificate() throws Exception {
    Settings settings = new Settings().ca(certificates.pem("server")).name(NAME);
    assertEquals(Outcome.healthy("TLSv1.3"), handshake(settings));
    assertEquals(Outcome.healthy("status 200"), get(server, settings));

    String wrong = failure(() -> handshake(settings.name("1.tools.example.com")));
    assertTrue(wrong.contains("1.tools.example.com"), wrong);
    String none = failure(() -> handshake(settings.name(null)));
    assertTrue(none.startsWith("TLS: ") && none.contains("127.0.0.1"), none);
  }

  @Test
  void aCertificateOfSomebodyElseIsNotTrusted() {
    String failure =
        failure(() -> handshake(new Settings().ca(certificates.pem("other")).name(NAME)));
    assertTrue(failure.startsWith("TLS: ") && failure.contains("certification path"), failure);

    String byJava = failure(() -> handshake(new Settings().name(NAME)));
    assertTrue(byJava.contains("certification path"), byJava);
  }

  @Test
  void aCertificateThatExpiresSoonIsAWarningNotAFailure() throws Exception {
    Settings settings = new Settings().ca(certificates.pem("server")).name(NAME);
    now = Instant.now().plus(Duration.ofDays(20));

    Outcome handshake = handshake(settings);
    assertEquals(Outcome.Status.WARNING, handshake.status());
    assertTrue(
        handshake.message().startsWith("TLSv1.3; the certificate of CN=server expires at "),
        handshake.message());
    Outcome get = get(server, settings);
    assertEquals(Outcome.Status.WARNING, get.status());
    assertTrue(get.message().startsWith("status 200; the certificate"), get.message());
    assertEquals(Outcome.Status.HEALTHY, handshake(settings.warning(Duration.ZERO)).status());
    assertEquals(Outcome.Status.HEALTHY, handshake(settings.warning(Duration.ofDays(5))).status());
  }

  @Test
  void aServerThatAsksForACertificateGetsOursFromPemOrPkcs12() throws Exception {
    Settings settings = new Settings().ca(certificates.pem("server")).name(NAME);
    assertEquals(
        Outcome.healthy("status 200"),
        get(choosy, settings.client(certificates.pemWithKey("client"))));
    assertEquals(
        Outcome.healthy("status 200"),
        get(
            choosy,
            settings.client(folder.resolve("client.p12")).clientPassword(certificates.password())));

    String without = failure(() -> get(choosy, settings));
    assertFalse(without.startsWith("it passes"), without);
  }

  @Test
  void aTrustStoreMayBePkcs12() throws Exception {
    Settings settings =
        new Settings()
            .ca(folder.resolve("server.p12"))
            .caPassword(certificates.password())
            .name(NAME);

    assertEquals(Outcome.healthy("TLSv1.3"), handshake(settings));
    String wrong = failure(() -> handshake(settings.caPassword(certificates.pem("server"))));
    assertTrue(wrong.contains("password"), wrong);
  }

  @Test
  void aStoreThatIsRotatedIsReadAgainAndEarlierSessionsDoNotCount() throws Exception {
    Path ca = folder.resolve("rotated.pem");
    Files.copy(certificates.pem("server"), ca, StandardCopyOption.REPLACE_EXISTING);
    Probe probe = probes.of(tls(server, new Settings().ca(ca).name(NAME)));
    assertTrue(probe.run().passes());
    assertTrue(probe.run().passes());

    Files.copy(certificates.pem("other"), ca, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(ca, FileTime.from(Instant.now().plusSeconds(5)));
    assertTrue(failure(probe::run).contains("certification path"));
  }

  @Test
  void filesThatHoldNothingUsefulAreRefusedAtTheStart() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing\n");

    assertEquals(
        empty + " holds no certificate that is trusted",
        failure(() -> handshake(new Settings().ca(empty))));
    assertEquals(
        empty + " holds no CERTIFICATE", failure(() -> handshake(new Settings().client(empty))));
    String noKey = failure(() -> handshake(new Settings().client(certificates.pem("client"))));
    assertTrue(noKey.contains("holds no PRIVATE KEY"), noKey);
  }

  @Test
  void aPortThatDoesNotSpeakTlsFails() throws Exception {
    try (Tool tool = Tool.answering("HTTP/1.1 400 Bad Request\r\n\r\n")) {
      Target target =
          new Target.Tls(
              List.of(new HostPort("127.0.0.1", tool.port())),
              new Settings().ca(certificates.pem("server")).made());
      String failure = failure(() -> probes.of(target).run());
      assertTrue(failure.startsWith("TLS: "), failure);
    }
  }

  /** Runs a check. */
  interface Run {
    Outcome run() throws Exception;
  }

  private static String failure(Run run) {
    try {
      return "it passes: " + run.run();
    } catch (IOException | GeneralSecurityException e) {
      return Failures.text(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Outcome handshake(Settings settings) throws Exception {
    return probes.of(tls(server, settings)).run();
  }

  private static Target tls(HttpsServer server, Settings settings) {
    return new Target.Tls(
        List.of(new HostPort("127.0.0.1", server.getAddress().getPort())), settings.made());
  }

  private Outcome get(HttpsServer server, Settings settings) throws Exception {
    URI url = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
    return probes
        .of(
            new Target.Http(
                url,
                StatusRange.of("200").orElseThrow(),
                List.of(),
                Optional.empty(),
                settings.made()))
        .run();
  }

  private static HttpsServer serve(SSLContext context, boolean wantsClients) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 50);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters own = context.getDefaultSSLParameters();
            own.setNeedClientAuth(wantsClients);
            parameters.setSSLParameters(own);
          }
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  /** What a configuration says about TLS, piece by piece. */
  private record Settings(
      Path ca, Path caPassword, String name, Path client, Path clientPassword, Duration warning) {
    Settings() {
      this(null, null, null, null, null, Duration.ofDays(14));
    }

    Settings ca(Path file) {
      return new Settings(file, caPassword, name, client, clientPassword, warning);
    }

    Settings caPassword(Path file) {
      return new Settings(ca, file, name, client, clientPassword, warning);
    }

    Settings name(String asked) {
      return new Settings(ca, caPassword, asked, client, clientPassword, warning);
    }

    Settings client(Path file) {
      return new Settings(ca, caPassword, name, file, clientPassword, warning);
    }

    Settings clientPassword(Path file) {
      return new Settings(ca, caPassword, name, client, file, warning);
    }

    Settings warning(Duration within) {
      return new Settings(ca, caPassword, name, client, clientPassword, within);
    }

    TlsSettings made() {
      return new TlsSettings(
          Optional.ofNullable(ca),
          Optional.ofNullable(caPassword),
          Optional.ofNullable(name),
          Optional.ofNullable(client),
          Optional.ofNullable(clientPassword),
          warning);
    }
  }
}
