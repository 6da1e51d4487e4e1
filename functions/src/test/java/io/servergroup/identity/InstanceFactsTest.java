package io.servergroup.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.identity.InstanceFacts.Card;
import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InstanceFactsTest {
  @ParameterizedTest
  @CsvSource({
    "1, attached, true",
    "1, attaching, false",
    "1, detaching, false",
    "1, detached, false",
    "0, attached, false",
    "2, attached, false"
  })
  void aDeviceIndexIsTakenByAnInterfaceThatIsCompletelyAttachedThere(
      int index, String status, boolean expected) {
    TreeMap<Integer, Card> cards = new TreeMap<>();
    cards.put(index, new Card("eni-1", "eni-attach-1", status, false));
    InstanceFacts facts =
        new InstanceFacts(
            "i-1",
            InstanceFacts.State.RUNNING,
            Instant.EPOCH,
            "vpc-1",
            new TreeMap<>(),
            cards,
            new TreeMap<>());

    assertEquals(expected, facts.hasAttachedAt(1));
  }
}
