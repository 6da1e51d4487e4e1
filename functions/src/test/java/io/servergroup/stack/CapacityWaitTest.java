package io.servergroup.stack;

import io.servergroup.health.GroupEdit;
import io.servergroup.health.GateRules;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.health.SampleGroup;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long healthy servers are waited for; what a decision does not depend on is not read. */
class CapacityWaitTest {
  /** After so many minutes of a link, with a server that is not healthy. */
  @ParameterizedTest
  @CsvSource({
    // timeout, link, links, minutes, decision
    "10, 1, 6, 0, Wait",
    "10, 1, 6, 9, Wait",
    "10, 1, 6, 10, FAILED",
    "55, 1, 6, 55, FAILED",
    "56, 1, 6, 54, Wait",
    "56, 1, 6, 55, SUCCESS",
    "56, 2, 6, 0, Wait",
    "56, 2, 6, 1, FAILED",
    "2880, 6, 6, 54, Wait",
    "2880, 6, 6, 55, FAILED",
    "2880, 1, 1, 55, FAILED"
  })
  void aCreationWaitsAsLongAsItWasToldOverAllLinks(
      String timeout, int link, String links, int minutes, String expected) {
    StackDecision decision =
        Asked.toCreate()
            .with("WaitForCapacityTimeoutMinutes", timeout)
            .with("Links", links)
            .link(link)
            .after(Duration.ofMinutes(minutes))
            .sees(SampleGroup.of(3).unhealthy(1))
            .decision();

    String found =
        decision instanceof StackDecision.Answer(ResourceAnswer answer)
            ? answer.status()
            : decision.getClass().getSimpleName();
    assertEquals(expected, found, decision::toString);
    assertTrue(decision.reason().startsWith("2 of 3 servers are healthy"), decision::reason);
  }

  @Test
  void aCreationIsOverWhenAllServersAreHealthy() {
    ResourceAnswer answer = answer(Asked.toCreate().sees(SampleGroup.of(3)).decision());

    assertEquals(
        ResourceAnswer.success("all 3 servers are healthy", Map.of("Execution", "")), answer);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0, 4", "10, 2", "55, 2", "110, 3"})
  void aCreationThatHasNothingToWaitForAnyMoreReadsNothing(String timeout, int link) {
    assertTrue(
        answer(
                Asked.toCreate()
                    .with("WaitForCapacityTimeoutMinutes", timeout)
                    .link(link)
                    .decision())
            .success());
  }

  @Test
  void theServersThatHaveNoGroupYetAreMissedByNumber() {
    SampleGroup two = SampleGroup.of(2);

    String reason = Asked.toCreate().with("ClusterSize", "4").sees(two).decision().reason();

    assertEquals(
        """
        2 of 4 servers are healthy; waiting for:
        - server 2: it has no Auto Scaling group yet
        - server 3: it has no Auto Scaling group yet\
        """,
        reason);
  }

  @Test
  void aClusterThatGrewIsCompleteBeforeItRollsAndNotLookedAtAgain() {
    Asked grown =
        Asked.toUpdate()
            .before("ClusterSize", "2")
            .with("LaunchTemplateVersion", "2")
            .sees(SampleGroup.of(3).unhealthy(2));
    assertInstanceOf(StackDecision.Wait.class, grown.decision());

    RolloutStep complete = grown.sees(SampleGroup.of(3)).unlocked().next();
    assertInstanceOf(StackDecision.Start.class, complete.decision());

    Asked again =
        Asked.toUpdate()
            .before("ClusterSize", "2")
            .with("LaunchTemplateVersion", "2")
            .knowing(complete.known())
            .unlocked();
    assertInstanceOf(StackDecision.Start.class, again.decision());
  }

  @Test
  void aClusterThatGrewAndRollsNothingIsStillWaitedFor() {
    Asked grown =
        Asked.toUpdate()
            .before("ClusterSize", "2")
            .with("SkipRollingDeploy", "true")
            .sees(SampleGroup.of(3));

    assertEquals("all 3 servers are healthy", grown.decision().reason());
  }

  @Test
  void aClusterThatShrankOrGrewBackInARollbackIsNotWaitedFor() {
    assertInstanceOf(
        StackDecision.Start.class,
        Asked.toUpdate()
            .before("ClusterSize", "5")
            .with("LaunchTemplateVersion", "2")
            .unlocked()
            .decision());
    assertInstanceOf(
        StackDecision.Start.class,
        Asked.toUpdate()
            .before("ClusterSize", "2")
            .with("LaunchTemplateVersion", "2")
            .rollingBack()
            .unlocked()
            .decision());
  }

  @Test
  void aGroupThatIsAnotherOneIsWaitedForLikeANewOne() {
    StackDecision decision =
        Asked.toUpdate()
            .before("ServerGroup", "old")
            .with("LaunchTemplateVersion", "2")
            .sees(SampleGroup.of(3))
            .decision();

    assertEquals("all 3 servers are healthy", decision.reason());
  }

  private static ResourceAnswer answer(StackDecision decision) {
    return assertInstanceOf(StackDecision.Answer.class, decision).answer();
  }

  @ParameterizedTest
  @CsvSource({"10, 1, 6, 10, 10", "2880, 6, 6, 55, 330", "2880, 1, 1, 55, 55"})
  void whoWaitedInVainIsToldHowLong(
      String timeout, int link, String links, int minutes, int waited) {
    String reason =
        Asked.toCreate()
            .with("WaitForCapacityTimeoutMinutes", timeout)
            .with("Links", links)
            .link(link)
            .after(Duration.ofMinutes(minutes))
            .sees(SampleGroup.of(3).unhealthy(1))
            .decision()
            .reason();

    assertTrue(
        reason.startsWith("2 of 3 servers are healthy after " + waited + " minutes; "), reason);
  }

  @Test
  void serversWithoutANumberAreMissedWithoutOne() {
    SampleGroup shared =
        SampleGroup.of(1)
            .withoutSlots()
            .judgedBy(GateRules.WITHOUT_SLOTS)
            .change(0, GroupEdit::withoutIndex);

    assertEquals(
        """
        1 of 3 servers are healthy; waiting for:
        - a server has no place in any group
        - a server has no place in any group\
        """,
        Asked.toCreate().sees(shared).decision().reason());
  }
}
