package io.servergroup.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.health.LoadBalancerHealth.Answer;
import io.servergroup.health.LoadBalancerHealth.State;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadBalancerHealthTest {
  @Test
  void whoCouldNotBeAskedOrDoesNotKnowAnInstanceItselfTellsNothing() {
    LoadBalancerHealth health =
        new LoadBalancerHealth(
            Map.of(
                "ill", new Answer.Answered(Map.of("i-0", new State(false, "unhealthy"))),
                "blind", new Answer.Answered(Map.of("i-0", new State(false, false, "Unknown"))),
                "denied", new Answer.Unreadable("not authorized")));

    assertEquals(
        Map.of("blind", "it says of i-0: Unknown", "denied", "not authorized"),
        health.unreadable());
  }
}
