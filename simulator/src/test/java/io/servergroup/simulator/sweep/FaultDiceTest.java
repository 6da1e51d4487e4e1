package io.servergroup.simulator.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.kernel.Simulation;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class FaultDiceTest {
  private static final int DRAWS = 20_000;

  @Test
  void everyKindFallsAsOftenAsItsRateSays() {
    FaultDice dice = dice(FaultProfile.MILD, Optional.empty());
    for (int i = 0; i < DRAWS; i++) {
      dice.happens(FaultKind.STALE_READ);
    }

    double rate = dice.faults().size() / (double) DRAWS;
    assertEquals(FaultKind.STALE_READ.mild(), rate, 0.003);
  }

  @Test
  void aFaultThatIsLeftOutDoesNotChangeWhichOthersAreDrawn() {
    List<Fault> all = calls(dice(FaultProfile.MILD, Optional.empty()));
    Set<Fault> rest = new TreeSet<>(all);
    rest.remove(all.get(3));

    List<Fault> less = calls(dice(FaultProfile.MILD, Optional.of(rest)));

    assertTrue(new TreeSet<>(less).containsAll(rest), () -> all + " without one is " + less);
    assertFalse(less.contains(all.get(3)));
  }

  @Test
  void oneThingAtMostGoesWrongWithACall() {
    FaultDice dice = dice(FaultProfile.MILD, Optional.empty());
    for (int i = 0; i < DRAWS; i++) {
      int before = dice.faults().size();
      dice.next(FaultKind.Per.CALL, "victim");
      assertTrue(dice.faults().size() - before <= 1);
    }
  }

  @Test
  void nothingGoesWrongWithoutFaultsOrAfterTheirEnd() {
    FaultDice none = dice(FaultProfile.NONE, Optional.empty());
    FaultDice ended = dice(FaultProfile.MILD, Optional.empty());
    ended.end();

    assertEquals(List.of(), calls(none));
    assertEquals(List.of(), calls(ended));
  }

  @Test
  void harshRunsHaveEveryOtherKindAndAllKindsSomewhere() {
    EnumSet<FaultKind> somewhere = EnumSet.noneOf(FaultKind.class);
    int kinds = 0;
    for (long seed = 1; seed <= 100; seed++) {
      FaultDice dice = new FaultDice(new Simulation(seed), FaultProfile.HARSH, Optional.empty());
      for (FaultKind kind : FaultKind.values()) {
        if (dice.has(kind)) {
          somewhere.add(kind);
          kinds++;
        }
      }
    }
    assertEquals(EnumSet.allOf(FaultKind.class), somewhere);
    assertEquals(0.5, kinds / 100.0 / FaultKind.values().length, 0.05);
  }

  @Test
  void aFaultAloneHasTheRateOfHarshAndNoOtherHappens() {
    for (FaultKind kind : FaultKind.values()) {
      FaultProfile alone = FaultProfile.named(kind.word()).orElseThrow();
      for (FaultKind other : FaultKind.values()) {
        assertEquals(other == kind ? kind.harsh() : 0, alone.rate(other), kind + " " + other);
      }
    }
  }

  @Test
  void harshIsHarsherThanMild() {
    for (FaultKind kind : FaultKind.values()) {
      assertTrue(kind.harsh() > kind.mild() && kind.mild() > 0, kind::word);
    }
  }

  @Test
  void whatAFaultIsCalledIsRead() {
    Fault fault = new Fault(FaultKind.LOST_EVENT, 17);

    assertEquals("lost-event@17", fault.toString());
    assertEquals(Optional.of(fault), Fault.parse("lost-event@17"));
    for (String wrong : List.of("", "lost-event", "lost-event@", "lost-event@0", "@1", "x@1")) {
      assertEquals(Optional.empty(), Fault.parse(wrong), wrong);
    }
  }

  private static List<Fault> calls(FaultDice dice) {
    for (int i = 0; i < DRAWS; i++) {
      dice.next(FaultKind.Per.CALL, "victim");
    }
    return dice.faults();
  }

  private static FaultDice dice(FaultProfile profile, Optional<Set<Fault>> only) {
    return new FaultDice(new Simulation(1), profile, only);
  }
}
