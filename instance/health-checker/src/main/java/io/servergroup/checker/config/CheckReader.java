package io.servergroup.checker.config;

import io.servergroup.checker.check.Check;
import io.servergroup.checker.check.HostPort;
import io.servergroup.checker.check.Scope;
import io.servergroup.checker.check.StatusRange;
import io.servergroup.checker.check.Target;
import io.servergroup.checker.check.TlsSettings;
import io.servergroup.checker.json.JsonCondition;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the keys of one check. */
final class CheckReader {
  private static final String SETSID = "setsid";

  private final String name;
  private final Map<String, String> given;
  private final Duration usualLimit;
  private final Findings findings;

  CheckReader(String name, Map<String, String> given, Duration usualLimit, Findings findings) {
    this.name = name;
    this.given = given;
    this.usualLimit = usualLimit;
    this.findings = findings;
  }

  /** Empty when it cannot be made; findings say why. */
  Optional<Check> read() {
    Optional<String> kind = required("kind");
    Optional<String> target = required("target");
    if (kind.isEmpty() || target.isEmpty()) {
      return Optional.empty();
    }
    boolean https = target.get().toLowerCase(Locale.ROOT).startsWith("https:");
    boolean secure = kind.get().equals("tls") || (kind.get().equals("http") && https);
    KnownKeys.refuseOthers(name, kind.get(), secure, given, findings);
    Scope scope = scope();
    Duration limit = limit();
    return target(kind.get(), target.get(), secure)
        .map(made -> new Check(name, scope, limit, made));
  }

  private Optional<Target> target(String kind, String target, boolean secure) {
    return switch (kind) {
      case "tcp" -> addresses(target).map(Target.Tcp::new);
      case "tls" -> {
        TlsSettings tls = tls(secure);
        yield addresses(target).map(oneOf -> new Target.Tls(oneOf, tls));
      }
      case "http" -> http(target, secure);
      case "script" -> script(target);
      default -> {
        wrong("kind", "has to be tcp, tls, http or script");
        yield Optional.empty();
      }
    };
  }

  private Optional<List<HostPort>> addresses(String target) {
    List<HostPort> addresses = new ArrayList<>();
    for (String part : target.split(",", -1)) {
      Optional<HostPort> address = HostPort.of(part.strip()).filter(read -> read.port() > 0);
      if (address.isEmpty()) {
        wrong("target", "has to be HOST:PORT, or several separated by commas");
        return Optional.empty();
      }
      addresses.add(address.get());
    }
    return Optional.of(addresses);
  }

  private Optional<Target> http(String target, boolean secure) {
    Optional<URI> url = url(target);
    if (url.isEmpty()) {
      wrong("target", "has to be a URL such as http://localhost:8083/ or https://localhost:8083/");
    }
    String status = given.getOrDefault(key("status"), "200");
    Optional<StatusRange> statuses = StatusRange.of(status);
    if (statuses.isEmpty()) {
      wrong("status", "has to be statuses of HTTP, such as 200, 200,204 or 200-299");
    }
    List<JsonCondition> conditions = conditions();
    Optional<Path> credentials = file("credentials.file");
    TlsSettings tls = tls(secure);
    if (url.isEmpty() || statuses.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Target.Http(url.get(), statuses.get(), conditions, credentials, tls));
  }

  private static Optional<URI> url(String target) {
    try {
      URI url = new URI(target);
      boolean fits =
          url.getHost() != null
              && url.getScheme() != null
              && url.getScheme().matches("(?i)https?")
              && url.getPort() <= 65_535
              && url.getUserInfo() == null;
      return fits ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private List<JsonCondition> conditions() {
    List<JsonCondition> conditions = new ArrayList<>();
    String written = given.get(key("json"));
    if (written != null) {
      for (String part : written.split(";", -1)) {
        Optional<JsonCondition> condition = JsonCondition.of(part);
        if (condition.isEmpty()) {
          wrong("json", "has to be conditions such as '/status = healthy; /version exists'");
          return List.of();
        }
        conditions.add(condition.get());
      }
    }
    return conditions;
  }

  private Optional<Target> script(String target) {
    Optional<List<String>> words = CommandWords.of(target).filter(read -> !read.isEmpty());
    if (words.isEmpty()) {
      wrong("target", "has to be a command whose quotes are closed");
      return Optional.empty();
    }
    Path command = Path.of(words.get().getFirst());
    if (command.isAbsolute() && !Files.isExecutable(command)) {
      wrong("target", "has to begin with a file that this user can execute");
    }
    if (!onPath(SETSID)) {
      findings.add(
          "the check %s is a script, which needs the command setsid (util-linux) on the path"
              .formatted(name));
    }
    return Optional.of(new Target.Script(words.get(), target));
  }

  private static boolean onPath(String command) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    for (String folder : path.split(":", -1)) {
      if (Files.isExecutable(Path.of(folder).resolve(command))) {
        return true;
      }
    }
    return false;
  }

  private TlsSettings tls(boolean secure) {
    if (!secure) {
      return new TlsSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Duration.ZERO);
    }
    Optional<String> serverName = Optional.ofNullable(given.get(key("sni")));
    if (serverName.isPresent() && !serverName.get().matches("[A-Za-z0-9]([A-Za-z0-9.-]*)")) {
      wrong("sni", "has to be a host name");
    }
    Duration warning = Duration.ofDays(14);
    String written = given.get(key("expiry.warning"));
    if (written != null) {
      Optional<Duration> read = Durations.of(written);
      if (read.isEmpty()) {
        wrong("expiry.warning", "has to be a duration, such as 14d, or 0 for never");
      }
      warning = read.orElse(warning);
    }
    return new TlsSettings(
        file("ca"),
        file("ca.password.file"),
        serverName,
        file("client"),
        file("client.password.file"),
        warning);
  }

  private Optional<Path> file(String key) {
    Optional<Path> file = Optional.ofNullable(given.get(key(key))).map(Path::of);
    if (file.isPresent() && !Files.isReadable(file.get())) {
      wrong(key, "has to be a file that this user can read");
    }
    return file;
  }

  private Scope scope() {
    return switch (given.getOrDefault(key("for"), "live")) {
      case "live" -> Scope.LIVE;
      case "ready" -> Scope.READY;
      default -> {
        wrong("for", "has to be live or ready");
        yield Scope.LIVE;
      }
    };
  }

  private Duration limit() {
    String written = given.get(key("time.limit"));
    if (written == null) {
      return usualLimit;
    }
    Optional<Duration> read = Durations.of(written).filter(Duration::isPositive);
    if (read.isEmpty()) {
      wrong("time.limit", "has to be a duration above 0, such as 500ms or 4s");
    }
    return read.orElse(usualLimit);
  }

  private Optional<String> required(String key) {
    Optional<String> value = Optional.ofNullable(given.get(key(key))).filter(v -> !v.isBlank());
    if (value.isEmpty()) {
      findings.add("%s is missing".formatted(key(key)));
    }
    return value;
  }

  private void wrong(String key, String wanted) {
    findings.add("%s is '%s'; it %s".formatted(key(key), given.get(key(key)), wanted));
  }

  private String key(String key) {
    return "check." + name + "." + key;
  }
}
