package io.servergroup.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long a function waits for the compiler before its snapshot is taken. */
final class SettlingTest {
  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void aCompilerThatHasNothingToDoIsWaitedForAQuarterOfASecond() {
    settle(Collections.nCopies(6, 700L));

    assertEquals(Duration.ofMillis(250), waited());
  }

  @Test
  void aCompilerThatIsAtWorkIsWaitedForUntilItRests() {
    settle(Arrays.asList(700L, 720L, 720L, 720L, 790L, 790L, 790L, 790L, 790L, 790L));

    assertEquals(Duration.ofMillis(450), waited());
  }

  @Test
  void aCompilerThatNeverRestsHoldsADeployUpForThreeSecondsAtMost() {
    List<Long> busy = new ArrayList<>();
    for (long compiled = 0; compiled < 100; compiled++) {
      busy.add(compiled);
    }

    settle(busy);

    assertEquals(Duration.ofSeconds(3), waited());
  }

  private void settle(List<Long> compiled) {
    Iterator<Long> told = compiled.iterator();
    new Settling(told::next, pauses::add).await();
  }

  private Duration waited() {
    return pauses.stream().reduce(Duration.ZERO, Duration::plus);
  }
}
