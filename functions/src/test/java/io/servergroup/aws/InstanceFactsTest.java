package io.servergroup.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.identity.InstanceFacts;
import io.servergroup.identity.InstanceFacts.Card;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.Tag;

class InstanceFactsTest {
  @Test
  void factsAreStateStartTagsVolumesAndTheInterfacesOfTheFirstNetworkCard() {
    InstanceFacts facts =
        InstanceGateway.facts(
            Instance.builder()
                .instanceId("i-1")
                .state(state -> state.name("shutting-down"))
                .vpcId("vpc-1")
                .launchTime(Instant.EPOCH)
                .blockDeviceMappings(
                    InstanceBlockDeviceMapping.builder()
                        .deviceName("/dev/sdf")
                        .ebs(ebs -> ebs.volumeId("vol-1").status("attached"))
                        .build())
                .tags(Tag.builder().key("Name").value("tools-1").build())
                .networkInterfaces(eni("eni-a", 0, null), eni("eni-b", 1, 0), eni("eni-c", 1, 1))
                .build());
    assertEquals(InstanceFacts.State.SHUTTING_DOWN, facts.state());
    assertEquals(Map.of("Name", "tools-1"), facts.tags());
    assertEquals(
        Map.of(
            0, new Card("eni-a", "eni-attach-a", "attached", false),
            1, new Card("eni-b", "eni-attach-b", "attached", false)),
        facts.interfaces());
    assertEquals(Map.of("vol-1", "attached"), facts.volumes());
    assertTrue(facts.hasAttachedAt(1));
    assertFalse(facts.hasAttachedAt(2));
    assertEquals("vpc-1", facts.vpcId());
    assertEquals(Instant.EPOCH, facts.startedAt());
  }

  private static InstanceNetworkInterface eni(String id, int device, Integer card) {
    return InstanceNetworkInterface.builder()
        .networkInterfaceId(id)
        .attachment(
            attachment ->
                attachment
                    .attachmentId(id.replace("eni-", "eni-attach-"))
                    .status("attached")
                    .deviceIndex(device)
                    .networkCardIndex(card))
        .build();
  }
}
