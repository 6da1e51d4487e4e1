package io.servergroup.checker.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the command line says: what to do, and settings by the keys of the configuration file.
 *
 * @param action what to do
 * @param file the configuration file
 * @param settings by key
 */
public record Arguments(Action action, Optional<String> file, Map<String, String> settings) {
  public enum Action {
    SERVE,
    CHECK_LIVE,
    CHECK_READY,
    HELP,
    VERSION
  }

  /** Flags that stand for a key of the configuration. */
  private static final Map<String, String> KEYS =
      Map.of(
          "listener", "listener",
          "time-limit", "time.limit",
          "check-time-limit", "check.time.limit",
          "cache", "cache",
          "failure-status", "failure.status",
          "body", "body",
          "drain-file", "drain.file",
          "drain-answers", "drain.answers",
          "log-level", "log.level");

  private static final Set<String> CHECKS = Set.of("port", "tcp", "tls", "http", "script");
  private static final Set<String> WITH_VALUE = Set.of("config", "set", "script-timeout");
  private static final Set<String> ALONE = Set.of("help", "version", "check", "singleflight");
  private static final Pattern FLAG =
      Pattern.compile("--?([a-z][a-z-]*)(?:=(.*))?", Pattern.DOTALL);
  private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9_-]+)=(.+)", Pattern.DOTALL);

  public static Arguments of(List<String> words, Findings findings) {
    return new Reading(words, findings).read();
  }

  private static final class Reading {
    private final List<String> words;
    private final Findings findings;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<String> scripts = new ArrayList<>();
    private String scriptTimeout = "5";
    private Optional<String> file = Optional.empty();
    private Action action = Action.SERVE;

    Reading(List<String> words, Findings findings) {
      this.words = words;
      this.findings = findings;
    }

    Arguments read() {
      for (int i = 0; i < words.size(); i++) {
        Matcher flag = FLAG.matcher(words.get(i));
        if (words.get(i).equals("-h") || words.get(i).equals("-v")) {
          action = words.get(i).equals("-h") ? Action.HELP : Action.VERSION;
        } else if (!flag.matches()) {
          findings.add("'%s' is no flag; --help lists them".formatted(words.get(i)));
        } else if (!takesValue(flag.group(1))) {
          alone(flag.group(1), flag.group(2));
          // What follows a flag that is not one was meant for it.
          i +=
              !ALONE.contains(flag.group(1))
                      && i + 1 < words.size()
                      && !words.get(i + 1).startsWith("-")
                  ? 1
                  : 0;
        } else if (flag.group(2) != null) {
          valued(flag.group(1), flag.group(2));
        } else if (i + 1 < words.size()) {
          i++;
          valued(flag.group(1), words.get(i));
        } else {
          findings.add("--%s needs a value".formatted(flag.group(1)));
        }
      }
      scripts.forEach(name -> put("check." + name + ".time.limit", scriptTimeout));
      return new Arguments(action, file, settings);
    }

    private static boolean takesValue(String flag) {
      return KEYS.containsKey(flag) || CHECKS.contains(flag) || WITH_VALUE.contains(flag);
    }

    private void alone(String flag, String value) {
      switch (flag) {
        case "help" -> action = Action.HELP;
        case "version" -> action = Action.VERSION;
        // Results are always shared; the flag is that of a program that does it on demand.
        case "singleflight" -> expect(flag, value, Set.of("true"));
        case "check" -> {
          expect(flag, value, Set.of("live", "ready"));
          action = "live".equals(value) ? Action.CHECK_LIVE : Action.CHECK_READY;
        }
        default -> findings.add("there is no flag --%s; --help lists them".formatted(flag));
      }
    }

    private void expect(String flag, String value, Set<String> values) {
      if (value != null && !values.contains(value)) {
        findings.add(
            "--%s takes no value, or one of %s; it is '%s'"
                .formatted(flag, String.join(", ", values.stream().sorted().toList()), value));
      }
    }

    private void valued(String flag, String value) {
      switch (flag) {
        case "config" -> {
          if (file.isPresent()) {
            findings.add("--config is given twice; one file holds all settings");
          }
          file = Optional.of(value);
        }
        case "set" -> set(value);
        case "script-timeout" -> scriptTimeout = value;
        case "port" -> tcp("port-" + value, "127.0.0.1:" + value);
        case "tcp", "tls", "http", "script" -> named(flag, value);
        default -> put(KEYS.get(flag), value);
      }
    }

    private void set(String value) {
      int equals = value.indexOf('=');
      if (equals < 1) {
        findings.add("--set wants KEY=VALUE; it is '%s'".formatted(value));
      } else {
        put(value.substring(0, equals).strip(), value.substring(equals + 1).strip());
      }
    }

    private void tcp(String name, String target) {
      put("check." + name + ".kind", "tcp");
      put("check." + name + ".target", target);
    }

    private void named(String kind, String value) {
      Matcher named = NAMED.matcher(value);
      boolean hasName = named.matches();
      String name = hasName ? named.group(1) : unused(kind);
      put("check." + name + ".kind", kind);
      put("check." + name + ".target", hasName ? named.group(2) : value);
      if (kind.equals("script")) {
        scripts.add(name);
      }
    }

    private String unused(String kind) {
      int number = 1;
      while (settings.containsKey("check." + kind + "-" + number + ".kind")) {
        number++;
      }
      return kind + "-" + number;
    }

    private void put(String key, String value) {
      String before = settings.putIfAbsent(key, value);
      if (before != null) {
        findings.add("%s is given twice, as '%s' and as '%s'".formatted(key, before, value));
      }
    }
  }

  public Arguments {
    settings = Map.copyOf(settings);
  }
}
