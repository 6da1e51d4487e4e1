package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every operation that giving out identities needs is throttled in turn, for its first calls, while
 * a server is replaced.
 */
final class ThrottledCallsTest {
  @ParameterizedTest
  @CsvSource({
    "DescribeAutoScalingGroups, Throttling",
    "DescribeNetworkInterfaces, RequestLimitExceeded",
    "DescribeVolumes, RequestLimitExceeded",
    "DescribeInstances, RequestLimitExceeded",
    "ListResourceRecordSets, Throttling",
    "DetachNetworkInterface, RequestLimitExceeded",
    "AttachNetworkInterface, RequestLimitExceeded",
    "AttachVolume, RequestLimitExceeded",
    "CreateTags, RequestLimitExceeded",
    "ChangeResourceRecordSets, Throttling",
    "ChangeResourceRecordSets, PriorRequestNotComplete",
    "CompleteLifecycleAction, Throttling",
    "RecordLifecycleActionHeartbeat, Throttling",
  })
  void aReplacementOutlivesTheThrottlingOfEveryOperation(String operation, String code) {
    // The group of an instance does not tell which server it is, so that it gets tags, too.
    Story story = Story.of(Topology.GROUP_PER_ZONE, 2);
    Decisions decisions = new Decisions(story);
    Refusals throttled = Refusals.ofFirst(2, operation, code, "Rate exceeded");
    // A launch leaves a right record as it is.
    new Zone(story).remove(0);
    story.callFaults(throttled);
    new Operator(story).replace(0);

    story.heals();

    assertTrue(throttled.count() > 0, "nothing was throttled");
    assertEquals(List.of(), decisions.of("Complete ABANDON"));
    assertTrue(story.stage().controlPlane().deadLetters().messages().isEmpty());
    story.assertReplaced(0);
    story.assertUntouched(1);
    story.endsWell();
  }
}
