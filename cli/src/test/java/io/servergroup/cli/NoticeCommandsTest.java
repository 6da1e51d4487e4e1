package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.rollout.News;
import io.servergroup.rollout.Notice;
import io.servergroup.rollout.Progress;
import io.servergroup.rollout.Refusal;
import io.servergroup.rollout.StopCategory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What messages tell people to type, the command must take. */
class NoticeCommandsTest {
  private static final Pattern COMMAND =
      Pattern.compile("rollout ([a-z-]+ --group tools.*)$", Pattern.MULTILINE);

  @Test
  void everyCommandOfEveryMessageIsTaken() {
    Set<String> named = new TreeSet<>();
    for (Notice notice : notices()) {
      COMMAND
          .matcher(notice.text())
          .results()
          .map(found -> found.group(1))
          .forEach(
              command -> {
                String[] words = command.split(" ");
                named.add(words[0]);
                assertDoesNotThrow(() -> CommandRun.line().parseArgs(words), command);
              });
    }

    assertTrue(
        named.containsAll(
            List.of("approve", "cancel", "inspect", "plan", "start", "status", "watch")),
        named::toString);
  }

  private static List<Notice> notices() {
    List<Notice> notices = new ArrayList<>();
    for (Progress.Phase phase : Progress.Phase.values()) {
      notices.add(notice(phase, ""));
    }
    for (String error :
        List.of(
            "Rollout.Refused",
            "Rollout.RolledBack",
            "Rollout.RollbackFailed",
            "ABORTED",
            "TIMED_OUT")) {
      notices.add(notice(Progress.Phase.ENDED, error));
    }
    Arrays.stream(StopCategory.values())
        .map(category -> notice(Progress.Phase.ENDED, category.errorName()))
        .forEach(notices::add);
    for (Refusal refusal : Refusal.values()) {
      notices.add(Notice.of(news(Progress.Phase.ENDED, Refusal.ERROR), refusal));
    }
    return notices;
  }

  private static Notice notice(Progress.Phase phase, String error) {
    return Notice.of(news(phase, error));
  }

  private static News news(Progress.Phase phase, String error) {
    return new News(
        "tools",
        "arn:aws:states:eu-west-1:111111111111:execution:tools-rolling-deploy:cli-1",
        phase,
        error,
        "why",
        Optional.empty(),
        Instant.EPOCH,
        Optional.empty());
  }
}
