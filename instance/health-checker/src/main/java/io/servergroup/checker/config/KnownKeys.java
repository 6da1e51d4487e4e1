package io.servergroup.checker.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which keys there are: a key that nobody reads would be a check that nobody makes. */
final class KnownKeys {
  static final List<String> GENERAL =
      List.of(
          "listener",
          "time.limit",
          "check.time.limit",
          "cache",
          "failure.status",
          "body",
          "drain.file",
          "drain.answers",
          "log.level");

  private static final List<String> EVERY_KIND = List.of("kind", "target", "for", "time.limit");
  private static final List<String> TLS =
      List.of("ca", "ca.password.file", "sni", "client", "client.password.file", "expiry.warning");
  private static final List<String> HTTP = List.of("status", "json", "credentials.file");
  private static final Pattern OF_A_CHECK = Pattern.compile("check\\.([^.]+)\\.(.+)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

  private KnownKeys() {}

  /** Names of checks, in alphabetical order, so that an answer does not depend on a map. */
  static Set<String> checkNames(Map<String, String> settings, Findings findings) {
    Set<String> names = new TreeSet<>();
    for (String key : settings.keySet().stream().sorted().toList()) {
      Matcher parts = OF_A_CHECK.matcher(key);
      if (GENERAL.contains(key)) {
        continue;
      }
      if (!parts.matches()) {
        findings.add(
            "there is no key '%s'; keys are %s and check.NAME.KEY"
                .formatted(key, String.join(", ", GENERAL)));
      } else if (!NAME.matcher(parts.group(1)).matches()) {
        findings.add(
            "'%s': the name of a check holds letters, digits, '-' and '_' alone".formatted(key));
      } else {
        names.add(parts.group(1));
      }
    }
    return names;
  }

  /** Adds a finding for every key of that check that its kind does not have. */
  static void refuseOthers(
      String name, String kind, boolean secure, Map<String, String> settings, Findings findings) {
    Set<String> known = new TreeSet<>(EVERY_KIND);
    if (kind.equals("http")) {
      known.addAll(HTTP);
    }
    if (secure) {
      known.addAll(TLS);
    }
    String prefix = "check." + name + ".";
    for (String key : settings.keySet().stream().sorted().toList()) {
      if (key.startsWith(prefix) && !known.contains(key.substring(prefix.length()))) {
        boolean plain = kind.equals("http") && TLS.contains(key.substring(prefix.length()));
        findings.add(
            "%s: %s has no such key; its keys are %s"
                .formatted(
                    key,
                    plain ? "a check of an http: URL" : "a check of kind " + kind,
                    String.join(", ", known)));
      }
    }
  }
}
