package io.servergroup.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class UsageTest {
  private static final Calls CALLS =
      Calls.counted(Map.of("ec2:DescribeInstances", 6, "ec2:AttachVolume", 2, "sns:Publish", 4));

  @Test
  void callsAddUpByTheServiceTheyGoTo() {
    assertEquals(12, CALLS.total());
    assertEquals(6, CALLS.count("ec2:DescribeInstances"));
    assertEquals(0, CALLS.count("ec2:DescribeVolumes"));
    assertEquals(Map.of("ec2", 8, "sns", 4), CALLS.byService());
  }

  @Test
  void callsAreAddedAndRepeatedByTheirAction() {
    Calls sum = CALLS.plus(Calls.of("sns:Publish", "sns:Publish", "events:PutEvents"));

    assertEquals(6, sum.count("sns:Publish"));
    assertEquals(1, sum.count("events:PutEvents"));
    assertEquals(18, CALLS.times(3).count("ec2:DescribeInstances"));
    assertEquals(Calls.NONE, CALLS.times(0));
    assertEquals(Calls.NONE, CALLS.times(-1));
  }

  @Test
  void aPageMoreIsACallMore() {
    assertEquals(0, Calls.paged("ec2:DescribeVolumes", 0, 100).total());
    assertEquals(1, Calls.paged("ec2:DescribeVolumes", 100, 100).total());
    assertEquals(2, Calls.paged("ec2:DescribeVolumes", 101, 100).total());
  }

  @Test
  void invocationsOfAllFunctionsAddUp() {
    Usage usage =
        new Usage(0, new TreeMap<>(Map.of("NextBatch", 4, "CheckServers", 16)), 0, Calls.NONE);

    assertEquals(20, usage.invoked());
  }

  /** A GB of Lambda has 1,024 MB. */
  @Test
  void aSecondOfAFunctionIsAGigabyteSecond() {
    assertEquals(1.5, Usage.gbSeconds(Duration.ofMillis(1_500)));
  }
}
