package io.servergroup.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchTimeTest {
  @Test
  void aBatchTakesAtLeastAsLongAsAnInstanceHasToBeUp() {
    BatchTime time = new BatchTime(Duration.ofSeconds(80), Duration.ofSeconds(20));

    assertEquals(Duration.ofSeconds(100), time.total());
    assertEquals(time, time.withUptime(Duration.ofSeconds(20)));
    assertEquals(Duration.ofSeconds(101), time.withUptime(Duration.ofSeconds(21)).total());
  }
}
