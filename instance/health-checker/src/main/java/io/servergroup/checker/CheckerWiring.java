package io.servergroup.checker;

import io.servergroup.checker.answer.Answers;
import io.servergroup.checker.answer.Changes;
import io.servergroup.checker.answer.Report;
import io.servergroup.checker.answer.ReportText;
import io.servergroup.checker.check.Check;
import io.servergroup.checker.check.HostPort;
import io.servergroup.checker.check.Scope;
import io.servergroup.checker.config.Arguments;
import io.servergroup.checker.config.ConfigurationFile;
import io.servergroup.checker.config.Findings;
import io.servergroup.checker.config.LogLevel;
import io.servergroup.checker.config.Settings;
import io.servergroup.checker.config.SettingsReader;
import io.servergroup.checker.probe.Failures;
import io.servergroup.checker.probe.Names;
import io.servergroup.checker.probe.Probe;
import io.servergroup.checker.probe.Probes;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the program together with the real clock, resolver, files and network. */
final class CheckerWiring {
  static final int HEALTHY = 0;
  static final int UNHEALTHY = 1;
  static final int WRONG_USAGE = 2;
  static final int NO_LISTENER = 3;
  static final int DEFECT = 70;

  /** Not an exit status: threads go on. */
  static final int SERVING = -1;

  private final PrintStream out;
  private final PrintStream err;

  CheckerWiring(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  int run(List<String> words) {
    try {
      return begun(words);
    } catch (InterruptedException e) {
      return DEFECT;
    } catch (RuntimeException e) {
      err.println("health-checker: a defect: " + e);
      e.printStackTrace(err);
      return DEFECT;
    }
  }

  private int begun(List<String> words) throws InterruptedException {
    Findings findings = new Findings();
    Arguments arguments = Arguments.of(words, findings);
    switch (arguments.action()) {
      case HELP -> {
        out.print(Help.TEXT);
        return HEALTHY;
      }
      case VERSION -> {
        out.println("health-checker " + version());
        return HEALTHY;
      }
      case SERVE, CHECK_LIVE, CHECK_READY -> {}
    }
    Map<String, String> given = new HashMap<>();
    arguments
        .file()
        .ifPresent(file -> given.putAll(ConfigurationFile.read(Path.of(file), findings)));
    given.putAll(arguments.settings());
    Settings settings = new SettingsReader(given, findings).read();
    Map<Check, Probe> probes = probes(settings, findings);
    if (!findings.all().isEmpty()) {
      findings.all().forEach(finding -> err.println("health-checker: " + finding));
      return WRONG_USAGE;
    }
    return switch (arguments.action()) {
      case CHECK_LIVE -> once(settings, probes, Scope.LIVE);
      case CHECK_READY -> once(settings, probes, Scope.READY);
      default -> serve(settings, probes);
    };
  }

  private static Map<Check, Probe> probes(Settings settings, Findings findings) {
    Probes probes = new Probes(new Names(InetAddress::getAllByName), InstantSource.system());
    Map<Check, Probe> made = new LinkedHashMap<>();
    // What is wrong with a path is a finding already; reading it again would say it twice.
    if (findings.all().isEmpty()) {
      for (Check check : settings.checks()) {
        try {
          made.put(check, probes.of(check.target()));
        } catch (IOException | GeneralSecurityException e) {
          findings.add("the check %s: %s".formatted(check.name(), Failures.text(e)));
        }
      }
    }
    return made;
  }

  private int once(Settings settings, Map<Check, Probe> probes, Scope endpoint)
      throws InterruptedException {
    Answers answers = answers(settings, probes, new Changes((level, text) -> {}));
    Report report = answers.of(endpoint);
    answers.stop();
    out.print(ReportText.json(report));
    return report.healthy() ? HEALTHY : UNHEALTHY;
  }

  private int serve(Settings settings, Map<Check, Probe> probes) {
    Changes changes = new Changes((level, text) -> log(settings.logLevel(), level, text));
    Answers answers = answers(settings, probes, changes);
    HostPort where = settings.listener();
    Listener listener;
    try {
      listener =
          Listener.start(
              new InetSocketAddress(where.host(), where.port()),
              answers,
              settings.failureStatus(),
              settings.plainBody());
    } catch (IOException | RuntimeException e) {
      err.println("health-checker: cannot listen on %s: %s".formatted(where, Failures.text(e)));
      return NO_LISTENER;
    }
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stop(settings, listener, answers), "stop"));
    log(
        settings.logLevel(),
        LogLevel.INFO,
        "listening on %s with %d checks: %s"
            .formatted(
                new HostPort(where.host(), listener.port()),
                settings.checks().size(),
                String.join(", ", settings.checks().stream().map(Check::name).toList())));
    return SERVING;
  }

  private void stop(Settings settings, Listener listener, Answers answers) {
    try {
      listener.stop();
      answers.stop();
    } catch (InterruptedException | IOException e) {
      log(settings.logLevel(), LogLevel.WARNING, "stopped in a hurry: " + Failures.text(e));
    }
    log(settings.logLevel(), LogLevel.INFO, "stopped");
    out.flush();
    // Java would end with 143; a service that was asked to stop and did has not failed.
    Runtime.getRuntime().halt(HEALTHY);
  }

  private static Answers answers(Settings settings, Map<Check, Probe> probes, Changes changes) {
    Optional<Path> drainFile = settings.drainFile();
    return new Answers(
        probes,
        settings.totalLimit(),
        settings.cache(),
        System::nanoTime,
        () -> changes.draining(drainFile.isPresent() && Files.exists(drainFile.get())),
        settings.drained(),
        changes::ended);
  }

  private void log(LogLevel wanted, LogLevel level, String text) {
    if (level.compareTo(wanted) <= 0) {
      Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      out.println(now + " " + level + " " + Failures.line(text));
    }
  }

  private static String version() {
    return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
        .orElse("(built without a version)");
  }
}
