package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long batches would ideally have taken is found out while the rehearsal goes on. */
class IdealTimeTest {
  private static final RehearsalOptions OPTIONS =
      new RehearsalOptions(3, "1", 7, LoadBalancerKind.BOTH, OptionalInt.empty());

  /** However many batches were expected: of a large rehearsal that stops early, none has begun. */
  @ParameterizedTest
  @ValueSource(ints = {2, 1000})
  void whatIsFoundOutBesideARehearsalIsWhatOneRunAfterItFinds(int expected) {
    IdealRun alone = new IdealRun(OPTIONS);
    alone.replace(List.of(0));
    Duration one = alone.ideal();
    alone.replace(List.of(1, 2));

    try (IdealTime beside = new IdealTime(OPTIONS, expected)) {
      beside.completed(List.of(0));
      beside.completed(List.of(1, 2));

      assertEquals(alone.ideal(), beside.ofAll());
    }
    assertTrue(one.isPositive() && alone.ideal().compareTo(one.multipliedBy(3)) < 0, one::toString);
  }

  @Test
  void aRehearsalThatReplacedNobodyWouldIdeallyHaveTakenNoTime() {
    try (IdealTime beside = new IdealTime(OPTIONS, 3)) {
      assertEquals(Duration.ZERO, beside.ofAll());
    }
  }
}
