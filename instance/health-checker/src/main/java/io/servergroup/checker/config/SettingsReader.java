package io.servergroup.checker.config;

import io.servergroup.checker.check.Check;
import io.servergroup.checker.check.HostPort;
import io.servergroup.checker.check.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes {@link Settings} of keys and values, and finds everything that is wrong with them. */
public final class SettingsReader {
  private static final Duration USUAL_LIMIT = Duration.ofSeconds(4);

  /** So that an answer says what its slowest check has to say: it ends before the answer is due. */
  private static final Duration TO_ANSWER = Duration.ofMillis(500);

  private final Map<String, String> given;
  private final Findings findings;

  public SettingsReader(Map<String, String> given, Findings findings) {
    this.given = given;
    this.findings = findings;
  }

  /** Only to be used when there are no findings afterwards. */
  public Settings read() {
    Optional<Duration> total = positive("time.limit");
    Duration each =
        positive("check.time.limit")
            .orElseGet(() -> total.filter(t -> t.compareTo(USUAL_LIMIT) < 0).orElse(USUAL_LIMIT));
    List<Check> checks = checks(each);
    return new Settings(
        parsed(
            "listener",
            HostPort::of,
            "ADDRESS:PORT, such as 0.0.0.0:5500",
            new HostPort("0.0.0.0", 5500)),
        total.orElseGet(() -> longest(checks, each)),
        parsed("cache", Durations::of, "a duration, such as 1s or 0", Duration.ofSeconds(1)),
        oneOf("failure.status", "503", "504").equals("504") ? 504 : 503,
        oneOf("body", "json", "text").equals("text"),
        Optional.ofNullable(given.get("drain.file")).map(Path::of),
        oneOf("drain.answers", "all", "ready").equals("all") ? Scope.LIVE : Scope.READY,
        parsed(
            "log.level",
            LogLevel::of,
            "one of panic, fatal, error, warning, info, debug, trace",
            LogLevel.INFO),
        withinTotal(checks, total));
  }

  private List<Check> checks(Duration each) {
    List<Check> checks = new ArrayList<>();
    for (String name : KnownKeys.checkNames(given, findings)) {
      new CheckReader(name, given, each, findings).read().ifPresent(checks::add);
    }
    if (checks.isEmpty() && findings.all().isEmpty()) {
      findings.add(
          "there is no check; give one by --port, --tcp, --tls, --http, --script or a file"
              + " with check.NAME.kind and check.NAME.target");
    }
    return checks;
  }

  /** A limit that can never be reached was meant to be something else. */
  private List<Check> withinTotal(List<Check> checks, Optional<Duration> total) {
    for (Check check : checks) {
      if (total.isPresent() && check.limit().compareTo(total.get()) > 0) {
        findings.add(
            "the check %s has a limit of %s, longer than time.limit, %s: raise that one or lower it"
                .formatted(
                    check.name(), Durations.text(check.limit()), Durations.text(total.get())));
      }
    }
    return checks;
  }

  private static Duration longest(List<Check> checks, Duration each) {
    return checks.stream()
        .map(Check::limit)
        .max(Comparator.naturalOrder())
        .orElse(each)
        .plus(TO_ANSWER);
  }

  private Optional<Duration> positive(String key) {
    if (!given.containsKey(key)) {
      return Optional.empty();
    }
    Optional<Duration> read = Durations.of(given.get(key)).filter(Duration::isPositive);
    if (read.isEmpty()) {
      findings.add(
          "%s is '%s'; it has to be a duration above 0, such as 500ms or 4s"
              .formatted(key, given.get(key)));
    }
    return read;
  }

  private String oneOf(String key, String usual, String other) {
    String value = given.getOrDefault(key, usual);
    if (!value.equals(usual) && !value.equals(other)) {
      findings.add("%s is '%s'; it has to be %s or %s".formatted(key, value, usual, other));
    }
    return value;
  }

  private <T> T parsed(String key, Function<String, Optional<T>> parser, String wanted, T usual) {
    if (!given.containsKey(key)) {
      return usual;
    }
    Optional<T> read = parser.apply(given.get(key));
    if (read.isEmpty()) {
      findings.add("%s is '%s'; it has to be %s".formatted(key, given.get(key), wanted));
    }
    return read.orElse(usual);
  }
}
