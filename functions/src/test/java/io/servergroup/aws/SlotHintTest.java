package io.servergroup.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SlotHintTest {
  @Test
  void metadataNamesTheServerAndItsGroup() {
    assertEquals(Optional.of(new SlotHint("tools", 12)), SlotHint.of("server 12 of tools"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"team\": \"data\"}",
        "server of tools",
        "server -1 of tools",
        "server 3 of ",
        "server 99999999999999999999 of tools"
      })
  void whatAnybodyElseWroteThereSaysNothing(String metadata) {
    assertEquals(Optional.empty(), SlotHint.of(metadata));
  }
}
