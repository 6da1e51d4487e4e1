package io.servergroup.lambda;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.HookNames;
import io.servergroup.group.EarlyRelease;
import io.servergroup.group.IdentityPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void whatIsMissingAndWhatIsWrongAreNamedTogether() {
    String message =
        assertThrows(
                IllegalStateException.class, () -> Settings.of(Map.of("EARLY_RELEASE", "maybe")))
            .getMessage();
    assertTrue(message.contains("LOCK_TABLE") && message.contains("EARLY_RELEASE"), message);
    assertTrue(message.contains("nothing, interface, everything"), message);
  }

  @Test
  void onlyTheLockTableHasToBeSet() {
    assertEquals(new Settings("locks"), Settings.of(Map.of("LOCK_TABLE", "locks")));
  }

  @Test
  void everySettingIsRead() {
    assertEquals(
        new Settings(
            "locks",
            Optional.of("tools"),
            new HookNames("up", "down"),
            new IdentityPolicy(EarlyRelease.EVERYTHING, true, Duration.ofMinutes(10)),
            Optional.of("https://sqs.example/dead"),
            Duration.ofMinutes(1),
            Optional.of("arn:aws:sns:::progress"),
            Optional.of("deployments"),
            Optional.of("arn:aws:states:::deploy-stack"),
            Optional.of("arn:aws:states:::rolling-deploy")),
        Settings.of(
            Map.ofEntries(
                entry("LOCK_TABLE", "locks"),
                entry("SERVER_GROUP_NAME", "tools"),
                entry("LAUNCH_HOOK", "up"),
                entry("TERMINATE_HOOK", "down"),
                entry("EARLY_RELEASE", "everything"),
                entry("WAIT_FOR_DNS", "true"),
                entry("LAUNCH_BUDGET_SECONDS", "600"),
                entry("DEAD_LETTER_QUEUE_URL", "https://sqs.example/dead"),
                entry("CHECK_PERIOD_SECONDS", "60"),
                entry("PROGRESS_TOPIC_ARN", "arn:aws:sns:::progress"),
                entry("PROGRESS_EVENT_BUS", "deployments"),
                entry("STACK_ROLLOUT_ARN", "arn:aws:states:::deploy-stack"),
                entry("ROLLING_DEPLOY_ARN", "arn:aws:states:::rolling-deploy"))));
  }

  @Test
  void aBudgetThatNoHoldLastsForIsRefused() {
    String message =
        assertThrows(
                IllegalStateException.class,
                () -> Settings.of(Map.of("LOCK_TABLE", "l", "LAUNCH_BUDGET_SECONDS", "200000")))
            .getMessage();
    assertTrue(message.contains("LAUNCH_BUDGET_SECONDS is '200000'"), message);
    assertTrue(message.contains("172800"), message);
  }
}
