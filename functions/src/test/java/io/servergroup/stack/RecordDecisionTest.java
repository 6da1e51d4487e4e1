package io.servergroup.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.identity.AddressRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordDecisionTest {
  private static final RecordClaim CLAIM = new RecordClaim("Z1", "0.tools.example.com", "10.0.0.4");

  private static AddressRecord simple(long ttl, String... addresses) {
    return new AddressRecord(Duration.ofSeconds(ttl), List.of(addresses));
  }

  @Test
  void aRecordOfTheServersAddressAloneIsRemovedWithTheTimeToLiveThatItHas() {
    assertEquals(
        new RecordDecision.Remove(Duration.ofSeconds(301)),
        RecordDecision.of(CLAIM, Optional.of(simple(301, "10.0.0.4"))));
    assertEquals(
        new RecordDecision.Remove(Duration.ofSeconds(5)),
        RecordDecision.of(CLAIM, Optional.of(simple(5, "10.0.0.4"))),
        "who changed the time only, changed a record of ours");
  }

  @Test
  void whereNoRecordIsNothingIsToBeDone() {
    assertEquals(new RecordDecision.Absent(), RecordDecision.of(CLAIM, Optional.empty()));
  }

  static Stream<Arguments> foreign() {
    return Stream.of(
        Arguments.of(simple(301, "10.9.9.9"), "says 10.9.9.9"),
        Arguments.of(simple(301, "10.0.0.4", "10.9.9.9"), "says 10.0.0.4, 10.9.9.9"),
        Arguments.of(AddressRecord.special("an alias of lb.example.com."), "is an alias of lb"),
        Arguments.of(
            AddressRecord.special("a weighted record with the set identifiers a, b"),
            "is a weighted record with the set identifiers a, b"),
        Arguments.of(
            AddressRecord.special("a record with the health check hc-1"),
            "is a record with the health check hc-1"));
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void everyOtherRecordIsLeftAloneAndToldOf(AddressRecord found, String words) {
    RecordDecision.LeaveAlone left =
        assertInstanceOf(
            RecordDecision.LeaveAlone.class, RecordDecision.of(CLAIM, Optional.of(found)));

    assertTrue(
        left.reason().contains("0.tools.example.com in hosted zone Z1 " + words), left.reason());
    assertTrue(left.reason().contains("10.0.0.4 alone"), left.reason());
    assertTrue(left.reason().contains("remove it if nobody needs it"), left.reason());
  }

  @Test
  void namesAndZonesAreComparedInOneSpelling() {
    RecordClaim written =
        RecordClaim.of(
            new StackProperties(
                Map.of(
                    "HostedZoneId", "/hostedzone/Z1",
                    "Name", "0.Tools.Example.com.",
                    "Address", "10.0.0.4")));

    assertEquals(CLAIM, written);
    assertTrue(written.hasNameOf(new RecordClaim("Z1", "0.tools.example.com", "10.0.0.5")));
    assertFalse(written.hasNameOf(new RecordClaim("Z2", "0.tools.example.com", "10.0.0.4")));
    assertFalse(written.hasNameOf(new RecordClaim("Z1", "1.tools.example.com", "10.0.0.4")));
  }

  @Test
  void whatIsMissingIsNamed() {
    assertEquals(List.of(), CLAIM.missing());
    assertEquals(
        List.of("HostedZoneId", "Name", "Address"),
        RecordClaim.of(new StackProperties(Map.of("Name", " "))).missing());
  }
}
