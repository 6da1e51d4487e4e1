package io.servergroup.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.identity.IdentityAction.AttachInterface;
import io.servergroup.identity.IdentityAction.AttachVolume;
import io.servergroup.identity.IdentityAction.DetachInterface;
import io.servergroup.identity.IdentityAction.DetachVolume;
import io.servergroup.identity.IdentityAction.Heartbeat;
import io.servergroup.identity.IdentityAction.KeepInterface;
import io.servergroup.identity.IdentityAction.TagInstance;
import io.servergroup.identity.IdentityAction.UpsertRecord;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IdentityActionTest {
  static Stream<IdentityAction> onSlots() {
    return Stream.of(
        new AttachInterface(3, "eni-3", "i-1"),
        new KeepInterface(3, "eni-3", "a-3", "i-1"),
        new DetachInterface(3, "eni-3", "a-3", "i-1"),
        new AttachVolume(3, "vol-3", "/dev/sdf", "i-1"),
        new DetachVolume(3, "vol-3", "i-1"),
        new UpsertRecord(3, World.name(3), "10.0.0.13", "i-1"),
        new TagInstance(3, Map.of("Name", "tools-3"), "i-1"));
  }

  @ParameterizedTest
  @MethodSource("onSlots")
  void whatChangesASlotNamesItsServer(IdentityAction action) {
    assertEquals(OptionalInt.of(3), action.server());
  }

  @Test
  void aHeartbeatIsAboutAnInstanceAlone() {
    assertEquals(OptionalInt.empty(), new Heartbeat("tools", "i-1").server());
  }

  @ParameterizedTest
  @CsvSource({
    "pending, PENDING",
    "running, RUNNING",
    "stopping, STOPPING",
    "stopped, STOPPED",
    "shutting-down, SHUTTING_DOWN",
    "terminated, TERMINATED",
    "rebooting, UNKNOWN",
    ", UNKNOWN"
  })
  void everyStateThatEc2HasIsKnownAndAnyOtherIsUnknown(String text, InstanceFacts.State state) {
    assertEquals(state, InstanceFacts.State.of(text));
  }
}
