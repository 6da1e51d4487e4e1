package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Whose time it is by which ages are told. */
class AwsTimeTest {
  private static final Instant HERE = Instant.parse("2026-01-05T09:00:00.250Z");

  private final AwsTime time = new AwsTime(InstantSource.fixed(HERE));

  @Test
  void beforeAwsHasAnsweredItIsThatOfTheMachine() {
    assertEquals(HERE, time.instant());
  }

  @Test
  void aMachineWhoseClockIsWrongGoesByThatOfAws() {
    hear("Date", "Mon, 05 Jan 2026 11:00:01 GMT");

    assertEquals(Instant.parse("2026-01-05T11:00:01Z"), time.instant());
  }

  @Test
  void aSecondMoreOrLessIsTheAnswersWay() {
    hear("Date", "Mon, 05 Jan 2026 08:59:58 GMT");

    assertEquals(HERE, time.instant());
  }

  @Test
  void simulatedTimeIsTimeWhateverTheDateSays() {
    time.heard(
        SdkHttpResponse.builder()
            .statusCode(200)
            .putHeader("Date", "Mon, 05 Jan 2026 09:00:00 GMT")
            .putHeader("x-simulated-time", "2026-01-05T13:30:00.123Z")
            .build());

    assertEquals(Instant.parse("2026-01-05T13:30:00.123Z"), time.instant());
  }

  @Test
  void whatIsNoTimeIsNotHeeded() {
    hear("Date", "Mon, 05 Jan 2026 11:00:01 GMT");
    hear("Date", "soon");
    hear("Server", "another");

    assertEquals(Instant.parse("2026-01-05T11:00:01Z"), time.instant());
  }

  private void hear(String header, String value) {
    time.heard(SdkHttpResponse.builder().statusCode(200).putHeader(header, value).build());
  }
}
