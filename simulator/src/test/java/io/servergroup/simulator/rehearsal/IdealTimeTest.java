package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** How long batches would ideally have taken is found out while the rehearsal goes on. */
class IdealTimeTest {
  private static final RehearsalOptions OPTIONS =
      new RehearsalOptions(3, "1", 7, LoadBalancerKind.BOTH, OptionalInt.empty());

  @Test
  void whatIsFoundOutBesideARehearsalIsWhatOneRunAfterItFinds() {
    IdealRun alone = new IdealRun(OPTIONS);
    alone.replace(List.of(0));
    Duration one = alone.ideal();
    alone.replace(List.of(1, 2));

    try (IdealTime beside = new IdealTime(OPTIONS)) {
      beside.completed(List.of(0));
      beside.completed(List.of(1, 2));

      assertEquals(alone.ideal(), beside.ofAll());
    }
    assertTrue(one.isPositive() && alone.ideal().compareTo(one.multipliedBy(3)) < 0, one::toString);
  }

  @Test
  void aRehearsalThatReplacedNobodyWouldIdeallyHaveTakenNoTime() {
    try (IdealTime beside = new IdealTime(OPTIONS)) {
      assertEquals(Duration.ZERO, beside.ofAll());
    }
  }
}
