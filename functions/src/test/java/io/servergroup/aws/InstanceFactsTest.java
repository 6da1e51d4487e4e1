package io.servergroup.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.identity.InstanceFacts;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.Tag;

class InstanceFactsTest {
  @Test
  void factsAreStateTagsAndTheInterfacesOfTheFirstNetworkCard() {
    InstanceFacts facts =
        InstanceGateway.facts(
            Instance.builder()
                .instanceId("i-1")
                .state(state -> state.name("shutting-down"))
                .tags(Tag.builder().key("Name").value("tools-1").build())
                .networkInterfaces(eni("eni-a", 0, null), eni("eni-b", 1, 0), eni("eni-c", 1, 1))
                .build());
    assertEquals(InstanceFacts.State.SHUTTING_DOWN, facts.state());
    assertEquals(Map.of("Name", "tools-1"), facts.tags());
    assertEquals(Map.of(0, "eni-a", 1, "eni-b"), facts.interfaces());
  }

  private static InstanceNetworkInterface eni(String id, int device, Integer card) {
    return InstanceNetworkInterface.builder()
        .networkInterfaceId(id)
        .attachment(attachment -> attachment.deviceIndex(device).networkCardIndex(card))
        .build();
  }
}
