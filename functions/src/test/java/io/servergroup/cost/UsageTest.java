package io.servergroup.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class UsageTest {
  private static final Usage USAGE =
      new Usage(
          100,
          new TreeMap<>(Map.of("NextBatch", 4.0, "CheckServers", 16.0)),
          8,
          Calls.counted(
              Map.of("ec2:DescribeInstances", 6, "ec2:AttachVolume", 2, "sns:Publish", 4)));

  @Test
  void callsAddUpByTheServiceTheyGoTo() {
    assertEquals(12, USAGE.calls().total());
    assertEquals(6, USAGE.calls().count("ec2:DescribeInstances"));
    assertEquals(0, USAGE.calls().count("ec2:DescribeVolumes"));
    assertEquals(Map.of("ec2", 8.0, "sns", 4.0), USAGE.calls().byService());
  }

  @Test
  void eachOfSeveralServersHasAnEqualShare() {
    Usage share = USAGE.dividedBy(4);

    assertEquals(20, USAGE.invoked());
    assertEquals(25, share.transitions());
    assertEquals(Map.of("NextBatch", 1.0, "CheckServers", 4.0), share.invocations());
    assertEquals(2, share.gbSeconds());
    assertEquals(1.5, share.calls().count("ec2:DescribeInstances"));
    assertEquals(USAGE.bill().total() / 4, share.bill().total(), 1e-12);
  }
}
