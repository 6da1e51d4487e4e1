package io.servergroup.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainNameTest {
  private static final String LABEL = "x".repeat(61) + ".";

  @Test
  void aNameHasAtMost253Characters() {
    String longest = LABEL.repeat(4) + "abcde";

    assertEquals(Optional.empty(), DomainName.fault(longest));
    assertEquals(Optional.of("is longer than 253 characters"), DomainName.fault(longest + "f"));
  }

  @ParameterizedTest
  @CsvSource({
    "example.com, example.com, true",
    "a.example.com, example.com, true",
    "notexample.com, example.com, false",
    "example.com, a.example.com, false"
  })
  void aNameIsWithinItsZoneOrBelow(String name, String zone, boolean within) {
    assertEquals(within, DomainName.isWithin(name, zone));
  }

  @Test
  void aHostAloneIsInNoZone() {
    assertEquals(Optional.of("has no domain"), DomainName.fault("localhost"));
    assertEquals(Optional.empty(), DomainName.fault("x".repeat(63) + ".example.com"));
    assertEquals(
        Optional.of("has the part \"" + "x".repeat(64) + "\""),
        DomainName.fault("x".repeat(64) + ".example.com"));
  }
}
