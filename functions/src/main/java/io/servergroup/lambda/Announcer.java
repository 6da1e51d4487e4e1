package io.servergroup.lambda;

import com.fasterxml.jackson.jr.ob.JSON;
import io.servergroup.aws.Announcements;
import io.servergroup.aws.RolloutLock;
import io.servergroup.rollout.LastRecord;
import io.servergroup.rollout.News;
import io.servergroup.rollout.Notice;
import io.servergroup.rollout.Progress;
import io.servergroup.rollout.ProgressSchedule;
import io.servergroup.rollout.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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

  /** Tells how far a rollout is that goes on; returns what was told. */
  ProgressRecord tell(String serverGroup, String execution, Progress progress) {
    return tell(serverGroup, execution, "", progress);
  }

  /**
   * Tells it; returns what was told.
   *
   * @param error of a rollout that ends; empty text when it ends well, or does not end
   */
  ProgressRecord tell(String serverGroup, String execution, String error, Progress progress) {
    News news = News.of(serverGroup, execution, error, progress);
    Notice notice = Notice.of(news);
    ProgressRecord record = ProgressRecord.of(news, progress, notice.attention());
    tell(news, notice, progress.sentence(), json(record));
    return record;
  }

  /**
   * Tells that an execution which could not tell so itself has ended.
   *
   * @param last the last record it told, as JSON; its figures stay
   * @param error the error's name, or the status of an execution that has none
   */
  void tellEnded(
      String serverGroup,
      String execution,
      Optional<String> last,
      String error,
      String reason,
      Instant now) {
    Map<String, Object> record = new LinkedHashMap<>();
    last.ifPresent(json -> record.putAll(fields(json)));
    News news = ended(serverGroup, execution, error, reason, figures(record), now);
    Notice notice = Notice.of(news);
    tell(news, notice, reason, json(record, news, notice));
  }

  /**
   * Tells that an execution has ended which never had the lock, or has lost it. Nothing is kept in
   * the item: it tells of the rollout that has the lock, or had it last.
   *
   * @param serverGroup empty text when the execution's input names none
   * @param refusal why it never began; empty when it was not refused
   * @param error the error's name, or the status of an execution that has none
   */
  void tellLockless(
      String serverGroup,
      String execution,
      Optional<Refusal> refusal,
      String error,
      String reason,
      Instant now) {
    News news = ended(serverGroup, execution, error, reason, Optional.empty(), now);
    Notice notice = refusal.map(why -> Notice.of(news, why)).orElseGet(() -> Notice.of(news));
    publish(news, notice, json(new LinkedHashMap<>(), news, notice));
  }

  private static News ended(
      String serverGroup,
      String execution,
      String error,
      String reason,
      Optional<News.Figures> figures,
      Instant now) {
    return new News(
        serverGroup,
        execution,
        Progress.Phase.ENDED,
        error,
        reason,
        figures,
        now,
        Optional.empty());
  }

  /**
   * The record of an end, as JSON.
   *
   * @param record what was told before, perhaps by the execution that handed over to this one
   */
  private static String json(Map<String, Object> record, News news, Notice notice) {
    record.put("serverGroup", news.serverGroup());
    record.put("execution", news.execution());
    record.put("phase", news.phase().name());
    record.put("reason", news.reason());
    record.put("at", news.at().toString());
    record.put("estimatedEnd", null);
    record.put("error", news.error());
    record.put("attention", notice.attention().name());
    return json(record);
  }

  /** What an execution has to say that has lost its lock is of no interest any more. */
  private void tell(News news, Notice notice, String sentence, String json) {
    String group = news.serverGroup();
    try {
      if (!lock.tell(group, news.execution(), sentence, json)) {
        untold(group, "dynamodb:UpdateItem", "the lock is not this rollout's any more");
        return;
      }
    } catch (SdkException e) {
      untold(group, "dynamodb:UpdateItem", e.getMessage());
    }
    publish(news, notice, json);
  }

  private void publish(News news, Notice notice, String json) {
    String group = news.serverGroup();
    Map<String, String> attributes =
        Map.of(
            "serverGroup",
            group,
            "phase",
            news.phase().name(),
            "attention",
            notice.attention().name());
    announcements
        .publish(
            new Announcements.Announcement(
                notice.subject(), notice.text(), new TreeMap<>(attributes), DETAIL_TYPE, json))
        .forEach(why -> untold(group, "publish", why));
  }

  private void untold(String serverGroup, String step, String why) {
    new RolloutLines(log, serverGroup).group(step, "Remark", "progress was not told: " + why);
  }

  /** When a record was told, and by whom. */
  static LastRecord last(String json) {
    Map<String, Object> record = fields(json);
    return new LastRecord(
        String.valueOf(record.get("execution")),
        Progress.Phase.valueOf(String.valueOf(record.get("phase"))),
        Instant.parse(String.valueOf(record.get("at"))));
  }

  /** Those of a record that was told before; empty when there is none. */
  private static Optional<News.Figures> figures(Map<String, Object> record) {
    return record.containsKey("toReplace")
        ? Optional.of(
            new News.Figures(
                number(record, "percent"),
                number(record, "replaced"),
                number(record, "toReplace"),
                Boolean.TRUE.equals(record.get("rollback")),
                number(record, "batch"),
                List.of(),
                OptionalInt.empty(),
                number(record, "floor"),
                List.of()))
        : Optional.empty();
  }

  private static int number(Map<String, Object> record, String field) {
    return record.get(field) instanceof Number number ? number.intValue() : 0;
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
