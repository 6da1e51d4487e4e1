package io.servergroup.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.aws.Outcome;
import io.servergroup.group.LifecycleHook.Transition;
import io.servergroup.identity.IdentityAction;
import io.servergroup.identity.IdentityPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class JsonDecisionLogTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.250999Z");

  @Test
  void aDecisionIsOneLineOfJsonWithItsReason() {
    List<String> lines = new ArrayList<>();
    new DecisionLines(
            new JsonDecisionLog(lines::add, () -> NOW, "reconcile"),
            (decision, fields) -> {},
            "tools",
            "request-1")
        .step(
            new IdentityPlan.Step(
                new IdentityAction.Complete(
                    "tools-2",
                    Transition.LAUNCHING,
                    IdentityAction.Complete.Verdict.CONTINUE,
                    "i-1"),
                OptionalInt.of(2),
                "its slot is \"complete\"",
                true),
            new Outcome.AlreadyDone("over"));
    assertEquals(
        List.of(
            "{\"timestamp\":\"2026-11-22T10:00:00.250Z\",\"level\":\"INFO\","
                + "\"function\":\"reconcile\",\"decision\":\"Complete CONTINUE\",\"group\":\"tools\",\"server\":2,\"instance\":\"i-1\","
                + "\"reason\":\"its slot is \\\"complete\\\"\",\"requestId\":\"request-1\","
                + "\"detail\":\"Complete[autoScalingGroupName=tools-2, transition=LAUNCHING,"
                + " verdict=CONTINUE, subject=i-1]\",\"outcome\":\"AlreadyDone\",\"aws\":\"over\"}"),
        lines);
  }
}
