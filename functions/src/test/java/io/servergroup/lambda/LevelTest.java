package io.servergroup.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.fasterxml.jackson.jr.ob.JSON;
import io.servergroup.rollout.TerminationCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LevelTest {
  private final OneServerAws aws = new OneServerAws();
  private final List<String> lines = new ArrayList<>();
  private final Context context = new SampleInvocation("request-1");
  private Instant now = Instant.EPOCH;

  private void pause(Duration duration) {
    now = now.plus(duration);
    aws.settle();
  }

  private Wiring wiring() {
    return new Wiring(
        aws,
        () -> now,
        this::pause,
        new Settings("locks"),
        new JsonDecisionLog(lines::add, () -> now, "reconcile"),
        measurements -> {});
  }

  private void launched() {
    ScheduledEvent event = new ScheduledEvent();
    event.setDetailType("EC2 Instance-launch Lifecycle Action");
    event.setDetail(Map.of("AutoScalingGroupName", "tools-server-1"));
    new ReconcileHandler(wiring()).handleRequest(event, context);
  }

  /** What was decided at a level, as it stands in the log. */
  private List<Object> decided(Level level) {
    return lines.stream()
        .map(LevelTest::parsed)
        .filter(line -> level.name().equals(line.get("level")))
        .map(line -> line.get("decision"))
        .toList();
  }

  private static Map<String, Object> parsed(String line) {
    try {
      return JSON.std.mapFrom(line);
    } catch (IOException e) {
      throw new UncheckedIOException(line, e);
    }
  }

  @Test
  void aLaunchThatGoesItsWayIsInformation() {
    aws.instance("i-new", "Pending:Wait");
    launched();
    assertEquals(lines.size(), decided(Level.INFO).size());
  }

  @Test
  void whatAwsCouldNotDoNowIsAWarning() {
    aws.instance("i-new", "Pending:Wait").refuse("CreateTags", "RequestLimitExceeded");
    launched();
    assertEquals(List.of("TagInstance"), decided(Level.WARN));
    assertEquals(List.of(), decided(Level.ERROR));
  }

  @Test
  void whatAwsRefusesForGoodIsAnErrorAndTheAbandonThatFollowsAWarning() {
    aws.instance("i-new", "Pending:Wait").refuse("AttachNetworkInterface", "UnauthorizedOperation");
    launched();
    assertEquals(List.of("AttachInterface"), decided(Level.ERROR));
    assertEquals(List.of("Remark", "Complete ABANDON"), decided(Level.WARN));
  }

  @Test
  void aReadingThatIsForbiddenIsAnError() {
    aws.instance("i-new", "Pending:Wait").refuse("DescribeVolumes", "UnauthorizedOperation");
    launched();
    assertEquals(List.of("GiveUp"), decided(Level.ERROR));
  }

  @Test
  void whatEndsARolloutIsAnErrorAndALostLockAWarning() {
    String stop = TerminationCheck.Verdict.Stop.class.getSimpleName();
    for (String decision : List.of("REFUSED", "STOP", stop, "FAILED")) {
      assertEquals(Level.ERROR, Level.of(decision, ""), decision);
    }
    for (String decision : List.of("HELD", "NOT_OURS")) {
      assertEquals(Level.WARN, Level.of(decision, ""), decision);
    }
  }
}
