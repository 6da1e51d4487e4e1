package io.servergroup.lambda;

import com.fasterxml.jackson.jr.ob.JSON;
import io.servergroup.aws.Announcements;
import io.servergroup.aws.RolloutLock;
import io.servergroup.rollout.Progress;
import io.servergroup.rollout.ProgressSchedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tells how far a rollout is: in the item of its lock, on a topic and on an event bus. A rollout
 * goes on when nobody can be told.
 */
final class Announcer {
  private static final String DETAIL_TYPE = "Server Group Rollout Progress";

  private final RolloutLock lock;
  private final Announcements announcements;
  private final DecisionLog log;

  Announcer(Wiring wiring) {
    this.lock = new RolloutLock(wiring.clients(), wiring.settings().lockTable());
    this.announcements =
        new Announcements(
            wiring.clients(), wiring.settings().progressTopic(), wiring.settings().eventBus());
    this.log = wiring.log();
  }

  /**
   * As {@link #isDue(Instant, Instant, Duration)}.
   *
   * @param toldAt empty text when nothing was told yet
   */
  static boolean isDue(String toldAt, Instant now, Duration untilNext) {
    return toldAt.isEmpty() || isDue(Instant.parse(toldAt), now, untilNext);
  }

  /**
   * Whether the next look would be too late to tell something again.
   *
   * @param toldAt when something was told last
   * @param untilNext how long until the next look
   */
  static boolean isDue(Instant toldAt, Instant now, Duration untilNext) {
    return ProgressSchedule.isDue(Duration.between(toldAt, now), untilNext);
  }

  /** Tells it; returns what was told. */
  ProgressRecord tell(String serverGroup, String execution, Progress progress) {
    ProgressRecord record = ProgressRecord.of(serverGroup, execution, progress);
    String title = "%s, %d %%".formatted(words(record.phase()), progress.percent());
    tell(serverGroup, execution, record.phase(), title, progress.sentence(), json(record));
    return record;
  }

  /**
   * Tells that an execution which could not tell so itself has ended.
   *
   * @param last the last record it told, as JSON; its figures stay
   */
  void tellEnded(
      String serverGroup, String execution, Optional<String> last, String reason, Instant now) {
    String phase = Progress.Phase.ENDED.name();
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("serverGroup", serverGroup);
    record.put("execution", execution);
    last.ifPresent(json -> record.putAll(fields(json)));
    record.put("phase", phase);
    record.put("reason", reason);
    record.put("at", now.toString());
    record.put("estimatedEnd", null);
    tell(serverGroup, execution, phase, words(phase), reason, json(record));
  }

  /** What an execution has to say that has lost its lock is of no interest any more. */
  private void tell(
      String serverGroup,
      String execution,
      String phase,
      String title,
      String sentence,
      String json) {
    try {
      if (!lock.tell(serverGroup, execution, sentence, json)) {
        untold(serverGroup, "dynamodb:UpdateItem", "the lock is not this rollout's any more");
        return;
      }
    } catch (SdkException e) {
      untold(serverGroup, "dynamodb:UpdateItem", e.getMessage());
    }
    announcements
        .publish(
            new Announcements.Announcement(
                "Rollout of " + serverGroup + ": " + title,
                sentence,
                new TreeMap<>(Map.of("serverGroup", serverGroup, "phase", phase)),
                DETAIL_TYPE,
                json))
        .forEach(why -> untold(serverGroup, "publish", why));
  }

  private void untold(String serverGroup, String step, String why) {
    new RolloutLines(log, serverGroup).group(step, "Remark", "progress was not told: " + why);
  }

  private static String words(String phase) {
    return phase.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Map<String, Object> fields(String json) {
    try {
      return JSON.std.mapFrom(json);
    } catch (IOException e) {
      throw new UncheckedIOException("a progress record is no JSON object: " + json, e);
    }
  }

  private static String json(Object record) {
    try {
      return JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asString(record);
    } catch (IOException e) {
      throw new UncheckedIOException("a progress record cannot be written as JSON", e);
    }
  }
}
