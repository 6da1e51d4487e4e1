package io.servergroup.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What people read who are told of a rollout. */
class NoticeTest {
  private static final Instant NIGHT = Instant.parse("2026-01-05T03:00:00Z");
  private static final String EXECUTION =
      "arn:aws:states:eu-west-1:111111111111:execution:tools-rolling-deploy:cli-1";

  @Test
  void aServerThatDoesNotComeUpWakesSomebodyAndSaysEverythingThatIsNeeded() {
    Notice notice =
        Notice.of(
            ended(
                "Rollout.Stopped.Timeout",
                "Rollout.Stopped.Timeout: server 2: target group 'web' says unhealthy"));

    assertEquals("ACTION NEEDED: tools: rollout stopped, its time ran out", notice.subject());
    assertEquals(Attention.ACTION, notice.attention());
    assertEquals(
        """
        What happened
          Rollout of server group tools: Rollout.Stopped.Timeout: server 2: target group 'web' says unhealthy

        What it means
          Servers of the batch did not become healthy in time, or nobody answered a question. Servers that are named above are probably out of service; all others are as they were.

        What the rollout does now
          Nothing: it is over. The lock is free, no process is suspended, no capacity was changed. Auto Scaling goes on replacing instances that fail its own health checks.

        What to do
          1. See what the servers lack: rollout inspect --group tools --region eu-west-1
          2. Read what their instances say: aws ec2 get-console-output --region eu-west-1 --latest --instance-id i-...
          3. Where there is no instance, read why: aws autoscaling describe-scaling-activities --region eu-west-1 --auto-scaling-group-name NAME
          4. If the new version is at fault, correct it and start again; unhealthy servers go first: rollout start --group tools --region eu-west-1 --skip-health-check
          5. Or go back: rollout start --group tools --region eu-west-1 --skip-health-check --to-version FORMER-NUMBER

        Figures
          replaced and healthy: 2 of 6 servers (33 %)
          floor: 5 servers have to stay healthy
          batch: 3, server 2
          at: 2026-01-05T03:00:00Z

        Execution
          arn:aws:states:eu-west-1:111111111111:execution:tools-rolling-deploy:cli-1
          https://console.aws.amazon.com/states/home?region=eu-west-1#/v2/executions/details/arn:aws:states:eu-west-1:111111111111:execution:tools-rolling-deploy:cli-1
        """,
        notice.text());
  }

  @Test
  void aQuestionSaysHowToAnswerIt() {
    Notice notice = Notice.of(news("tools", Progress.Phase.ASKING, "", "canary is healthy"));

    assertEquals(
        "ANSWER NEEDED: tools: rollout waits for your answer, 33 % done", notice.subject());
    assertEquals(Attention.ANSWER, notice.attention());
    assertTrue(
        notice.text().contains("Let it go on: rollout approve --group tools --region eu-west-1\n"),
        notice.text());
    assertTrue(
        notice.text().contains("Or end it: rollout cancel --group tools --region eu-west-1\n"),
        notice.text());
  }

  @Test
  void aQuestionSaysWhatFollowsWhenNobodyAnswersWhateverTheInputWants() {
    String text = Notice.of(news("tools", Progress.Phase.ASKING, "", "canary is healthy")).text();

    assertTrue(
        text.contains(
            "it has failed: with onFailure ROLLBACK it takes back what it had replaced, otherwise"
                + " that stays replaced."),
        text);
  }

  @Test
  void noServerIsSaidToBeIllThatMayBeWell() {
    String back = Notice.of(news("tools", Progress.Phase.TURNING_BACK, "", "in ALARM: x")).text();
    String failed = Notice.of(ended("Rollout.RollbackFailed", "AccessDenied")).text();

    assertFalse(back.contains("not well"), back);
    assertTrue(failed.contains("If the old version did not become healthy either"), failed);
  }

  @Test
  void whileAllIsWellTheTitleSaysThatNothingHasToBeDone() {
    for (Progress.Phase phase : Progress.Phase.values()) {
      Notice notice = Notice.of(news("tools", phase, "", "x"));
      boolean asks = phase == Progress.Phase.ASKING;

      assertEquals(!asks, notice.subject().endsWith("(nothing to do)"), notice.subject());
      assertEquals(asks ? Attention.ANSWER : Attention.NONE, notice.attention(), phase.name());
    }
  }

  @Test
  void everyEndButThoseThatPeopleChoseAsksForAPerson() {
    List<String> quiet = List.of("", "Rollout.Stopped.Operator", "ABORTED");
    for (String error : everyError()) {
      Attention attention = Notice.of(ended(error, error + ": x")).attention();

      assertEquals(quiet.contains(error) ? Attention.NONE : Attention.ACTION, attention, error);
    }
  }

  @Test
  void eachEndHasATitleOfItsOwn() {
    List<String> titles = everyError().stream().map(e -> Notice.of(ended(e, e)).subject()).toList();

    assertEquals(titles.size(), titles.stream().distinct().count(), titles::toString);
  }

  @Test
  void aTitleIsWhatSnsTakesWhateverTheGroupIsCalled() {
    for (String group : List.of("g".repeat(200), "\u00e9t\u00e9 \u2014 caf\u00e9", "a\nb")) {
      for (String error : everyError()) {
        String subject = Notice.of(news(group, Progress.Phase.ENDED, error, error)).subject();

        assertTrue(subject.length() < 100, subject);
        assertTrue(subject.matches("[\\x20-\\x7e]+"), subject);
        assertTrue(subject.contains(Advice.after(error).title()), subject);
      }
    }
  }

  @Test
  void noPlaceholderIsLeft() {
    for (String error : everyError()) {
      String text = Notice.of(ended(error, error)).text();

      assertFalse(text.contains("GROUP") || text.contains("REGION"), text);
    }
  }

  @Test
  void whatIsWaitedForIsListed() {
    News news =
        new News(
            "tools",
            EXECUTION,
            Progress.Phase.WAITING,
            "",
            "the group is not fit",
            Optional.of(
                new News.Figures(
                    0,
                    0,
                    6,
                    false,
                    1,
                    List.of(),
                    OptionalInt.of(5),
                    5,
                    List.of("server 4: is pending"))),
            NIGHT,
            Optional.of(NIGHT.plusSeconds(600)));

    String text = Notice.of(news).text();

    assertTrue(text.contains("\nWhat it waits for\n  server 4: is pending\n"), text);
    assertTrue(text.contains("\n  healthy now: 5 servers\n  floor: 5 servers"), text);
    assertTrue(text.contains("\n  should be over at: 2026-01-05T03:10:00Z\n"), text);
  }

  @Test
  void whereAnExecutionEndedThatHadToldNothingThereAreNoFigures() {
    News news =
        new News(
            "tools",
            EXECUTION.replace("arn:aws:", "arn:aws-cn:").replace("eu-west-1", "cn-north-1"),
            Progress.Phase.ENDED,
            "FAILED",
            "the execution is FAILED: States.Runtime",
            Optional.empty(),
            NIGHT,
            Optional.empty());

    String text = Notice.of(news).text();

    assertTrue(text.contains("\nFigures\n  at: 2026-01-05T03:00:00Z\n"), text);
    assertTrue(text.contains("https://console.amazonaws.cn/states/home?region=cn-north-1#"), text);
  }

  private static List<String> everyError() {
    List<String> errors =
        new ArrayList<>(
            List.of(
                "",
                "Rollout.Refused",
                Rollback.ROLLED_BACK,
                Rollback.ROLLBACK_FAILED,
                "ABORTED",
                "TIMED_OUT"));
    for (StopCategory category : StopCategory.values()) {
      errors.add(category.errorName());
    }
    return errors;
  }

  @Test
  void figuresOfARollbackAreThoseOfTheWayBack() {
    String text = Notice.of(ended(Rollback.ROLLED_BACK, "they are back")).text();

    assertTrue(text.contains("\n  taken back and healthy: 2 of 6 servers (33 %)\n"), text);
  }

  private static News ended(String error, String reason) {
    return news("tools", Progress.Phase.ENDED, error, reason);
  }

  private static News news(String group, Progress.Phase phase, String error, String reason) {
    return News.of(
        group,
        EXECUTION,
        error,
        new Progress(
            phase,
            33,
            2,
            6,
            error.equals(Rollback.ROLLED_BACK),
            3,
            List.of("server 2"),
            OptionalInt.empty(),
            5,
            List.of(),
            reason,
            NIGHT,
            Optional.empty()));
  }
}
