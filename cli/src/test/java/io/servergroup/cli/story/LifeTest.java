package io.servergroup.cli.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.servergroup.cli.story.Sign.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LifeTest {
  private static final Duration END = Duration.ofSeconds(100);

  @Test
  void aNewInstanceBootsGetsItsIdentityIsCheckedAndServes() {
    assertEquals(
        List.of("BOOTING 10-20", "ATTACHING 20-30", "CHECKING 30-40", "SERVING 40-100"),
        stretches(
            sign(10, Kind.LAUNCHED),
            sign(20, Kind.ATTACHING),
            sign(30, Kind.COMPLETE),
            sign(40, Kind.HEALTHY)));
  }

  @Test
  void anOldInstanceDrainsIsShutDownAndGoes() {
    assertEquals(
        List.of("SERVING 0-10", "DRAINING 10-40", "TERMINATING 40-70"),
        stretches(
            sign(0, Kind.FOUND),
            sign(10, Kind.LEAVING),
            sign(40, Kind.RELEASED),
            sign(70, Kind.GONE)));
  }

  @Test
  void anInstanceWithoutIdentityIsCheckedAsSoonAsItIsThere() {
    assertEquals(
        List.of("BOOTING 10-30", "CHECKING 30-100"),
        stretches(sign(10, Kind.LAUNCHED), sign(30, Kind.COMPLETE)));
  }

  @Test
  void whatIsNotHealthyWhileItLeavesStillLeavesAndNothingElse() {
    assertEquals(
        List.of("SERVING 0-10", "DRAINING 10-100"),
        stretches(
            sign(0, Kind.FOUND),
            sign(10, Kind.LEAVING),
            sign(10, Kind.UNHEALTHY),
            sign(20, Kind.HEALTHY),
            sign(30, Kind.LEAVING)));
  }

  @Test
  void aSecondInterfaceOrVolumeDoesNotBeginItAnew() {
    assertEquals(
        List.of("BOOTING 10-20", "ATTACHING 20-50", "CHECKING 50-100"),
        stretches(
            sign(10, Kind.LAUNCHED),
            sign(20, Kind.ATTACHING),
            sign(30, Kind.ATTACHING),
            sign(50, Kind.COMPLETE),
            sign(55, Kind.ATTACHING),
            sign(60, Kind.COMPLETE)));
  }

  @Test
  void anInstanceThatFailsInServiceIsUnhealthyUntilItRecovers() {
    assertEquals(
        List.of("SERVING 0-10", "UNHEALTHY 10-25", "SERVING 25-100"),
        stretches(sign(0, Kind.FOUND), sign(10, Kind.UNHEALTHY), sign(25, Kind.HEALTHY)));
  }

  @Test
  void signsOfNothingThatWasEverThereAreNoLife() {
    assertEquals(Optional.empty(), life(sign(10, Kind.COMPLETE), sign(20, Kind.HEALTHY)));
    assertEquals(Optional.empty(), life());
  }

  @Test
  void aStretchCannotEndBeforeItBegins() {
    assertThrows(
        IllegalArgumentException.class, () -> new Stretch(Phase.SERVING, END, Duration.ZERO));
  }

  private static Optional<Life> life(Sign... signs) {
    return Life.of("i-1", "2", Life.Kind.TARGET, List.of(signs), END);
  }

  private static List<String> stretches(Sign... signs) {
    List<String> texts = new ArrayList<>();
    for (Stretch stretch : life(signs).orElseThrow().stretches()) {
      texts.add(
          "%s %d-%d"
              .formatted(stretch.phase(), stretch.from().toSeconds(), stretch.to().toSeconds()));
    }
    return texts;
  }

  private static Sign sign(long at, Kind kind) {
    return new Sign(Duration.ofSeconds(at), kind);
  }
}
