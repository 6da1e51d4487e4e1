package io.servergroup.checker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.checker.check.Check;
import io.servergroup.checker.check.HostPort;
import io.servergroup.checker.check.Scope;
import io.servergroup.checker.check.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  @TempDir private Path folder;
  private final Findings findings = new Findings();

  @Test
  void aUnitFileOfGruntworksCheckerStartsOursUnchanged() {
    Settings settings =
        read(
            "--listener=0.0.0.0:6000",
            "--port",
            "5432",
            "-port=3306",
            "--script",
            "/bin/sh -c 'exit 0'",
            "--script-timeout",
            "10",
            "--log-level",
            "warn",
            "--singleflight");

    assertEquals(List.of(), findings.all());
    assertEquals(new HostPort("0.0.0.0", 6000), settings.listener());
    assertEquals(LogLevel.WARNING, settings.logLevel());
    assertEquals(
        List.of("port-3306", "port-5432", "script-1"),
        settings.checks().stream().map(Check::name).toList());
    assertTrue(settings.checks().stream().allMatch(check -> check.scope() == Scope.LIVE));
    Check script = settings.checks().getLast();
    assertEquals(Duration.ofSeconds(10), script.limit());
    assertEquals(List.of("/bin/sh", "-c", "exit 0"), ((Target.Script) script.target()).words());
    assertEquals(Duration.ofMillis(10_500), settings.totalLimit());
  }

  @Test
  void whatNobodySaidIsAsDocumented() {
    Settings settings = read("--port", "1");

    assertEquals(new HostPort("0.0.0.0", 5500), settings.listener());
    assertEquals(Duration.ofSeconds(4), settings.checks().getFirst().limit());
    assertEquals(Duration.ofMillis(4_500), settings.totalLimit());
    assertEquals(Duration.ofSeconds(1), settings.cache());
    assertEquals(503, settings.failureStatus());
    assertEquals(Scope.LIVE, settings.drained());
    assertEquals(LogLevel.INFO, settings.logLevel());
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() throws IOException {
    Path file = folder.resolve("wrong.properties");
    Files.writeString(
        file,
        """
        listenr = 1
        failure.status = 500
        check.a.kind = http
        check.a.target = ftp://x/
        check.a.status = 2xx
        check.a.ca = /nowhere
        check.a.for = always
        check.b.target = localhost:1
        check.c.kind = tls
        check.c.target = localhost
        check.c.status = 200
        check.c.ca = /nowhere
        cache = 1s
        cache = 2s
        """);

    read("--config", file.toString(), "--nonsense", "value", "--cache=soon", "stray");

    assertEquals(
        List.of(
            "there is no flag --nonsense; --help lists them",
            "'stray' is no flag; --help lists them",
            file + ": cache is there twice",
            "there is no key 'listenr'; keys are listener, time.limit, check.time.limit, cache,"
                + " failure.status, body, drain.file, drain.answers, log.level and check.NAME.KEY",
            "check.a.ca: a check of an http: URL has no such key; its keys are credentials.file,"
                + " for, json, kind, status, target, time.limit",
            "check.a.for is 'always'; it has to be live or ready",
            "check.a.target is 'ftp://x/'; it has to be a URL such as http://localhost:8083/ or"
                + " https://localhost:8083/",
            "check.a.status is '2xx'; it has to be statuses of HTTP, such as 200, 200,204 or"
                + " 200-299",
            "check.b.kind is missing",
            "check.c.status: a check of kind tls has no such key; its keys are ca,"
                + " ca.password.file, client, client.password.file, expiry.warning, for, kind, sni,"
                + " target, time.limit",
            "check.c.ca is '/nowhere'; it has to be a file that this user can read",
            "check.c.target is 'localhost'; it has to be HOST:PORT, or several separated by commas",
            "cache is 'soon'; it has to be a duration, such as 1s or 0",
            "failure.status is '500'; it has to be 503 or 504"),
        findings.all());
  }

  @Test
  void aFlagWinsOverTheFile() throws IOException {
    Path file = folder.resolve("checks.properties");
    Files.writeString(
        file,
        """
        # Kafka is what all servers share.
        cache = 3s
        check.kafka.kind = tcp
        check.kafka.target = b-1:9092,b-2:9092
        check.kafka.for = ready
        """);

    Settings settings =
        read("--config", file.toString(), "--cache", "0", "--set", "check.kafka.time.limit=2s");

    assertEquals(List.of(), findings.all());
    assertEquals(Duration.ZERO, settings.cache());
    Check kafka = settings.checks().getFirst();
    assertEquals(
        new Target.Tcp(List.of(new HostPort("b-1", 9092), new HostPort("b-2", 9092))),
        kafka.target());
    assertEquals(Scope.READY, kafka.scope());
    assertEquals(Duration.ofSeconds(2), kafka.limit());
  }

  @Test
  void aCheckerWithoutChecksDoesNotStartBecauseItWouldAlwaysBeHealthy() {
    read("--listener", "0.0.0.0:5500");

    assertEquals(1, findings.all().size());
    assertTrue(findings.all().getFirst().startsWith("there is no check"), findings.all()::toString);
  }

  @Test
  void aDurationBeyondAnybodysLifeIsRefusedRatherThanReckonedWith() {
    read("--port", "1", "--cache", "999999999d", "--time-limit=200000d");

    assertEquals(
        List.of(
            "time.limit is '200000d'; it has to be a duration above 0, such as 500ms or 4s",
            "cache is '999999999d'; it has to be a duration, such as 1s or 0"),
        findings.all());
  }

  @Test
  void aLimitThatIsNeverReachedIsRefused() {
    read("--script", "/bin/true", "--script-timeout", "30", "--time-limit", "5s");

    assertEquals(
        List.of(
            "the check script-1 has a limit of 30s, longer than time.limit, 5s: raise that one or"
                + " lower it"),
        findings.all());
  }

  @Test
  void aShortAnswerMakesItsChecksShort() {
    assertEquals(
        Duration.ofSeconds(2),
        read("--port", "1", "--time-limit", "2s").checks().getFirst().limit());
  }

  @Test
  void aUrlWithAnEqualsSignIsNoName() {
    Settings settings =
        read("--http", "http://localhost:1/?a=b", "--http", "web=http://localhost:2/");

    assertEquals(List.of("http-1", "web"), settings.checks().stream().map(Check::name).toList());
  }

  @Test
  void quotesHoldWordsTogetherAndNothingIsReplacedInThem() {
    assertEquals(
        List.of("/bin/x", "a b", "$HOME", "c\"d", "e f", ""),
        CommandWords.of("/bin/x 'a b' $HOME \"c\\\"d\" e\\ f ''").orElseThrow());
    assertTrue(CommandWords.of("/bin/x 'a").isEmpty());
  }

  private Settings read(String... words) {
    Arguments arguments = Arguments.of(List.of(words), findings);
    Map<String, String> given = new HashMap<>();
    arguments
        .file()
        .ifPresent(file -> given.putAll(ConfigurationFile.read(Path.of(file), findings)));
    given.putAll(arguments.settings());
    return new SettingsReader(given, findings).read();
  }
}
