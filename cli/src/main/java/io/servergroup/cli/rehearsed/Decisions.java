package io.servergroup.cli.rehearsed;

import io.servergroup.cli.story.Decision;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Puts what functions log of their decisions into words. */
final class Decisions {
  private static final String RECONCILE = "Reconcile";
  private static final Pattern NEXT_WORD = Pattern.compile("(?<=[a-z])(?=[A-Z])|_");

  private Decisions() {}

  /**
   * One decision.
   *
   * @param fields as they are logged: decisions of the rollout name their step
   */
  static Decision of(Duration since, String decision, Map<String, ?> fields) {
    return Decision.once(
        since,
        text(fields, "step", RECONCILE),
        NEXT_WORD.matcher(decision).replaceAll(" ").toLowerCase(Locale.ROOT),
        subject(fields),
        text(fields, "reason", ""));
  }

  private static String subject(Map<String, ?> fields) {
    String server = text(fields, "server", "");
    String instance = text(fields, "instance", "");
    String named = server.isEmpty() || server.startsWith("server") ? server : "server " + server;
    return named.isEmpty() || instance.isEmpty() ? named + instance : named + ", " + instance;
  }

  private static String text(Map<String, ?> fields, String key, String otherwise) {
    return Objects.toString(fields.get(key), otherwise).strip();
  }
}
