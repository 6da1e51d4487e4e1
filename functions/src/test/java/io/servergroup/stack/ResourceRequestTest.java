package io.servergroup.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResourceRequestTest {
  @Test
  void anEventThatCanNotBeAnsweredIsRefusedWithAllItLacks() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> ResourceRequest.of(Map.of("RequestType", "Replace", "StackId", "arn")));

    assertEquals(
        "the event is no request of CloudFormation for a custom resource: it lacks RequestType"
            + " (Create, Update or Delete), RequestId, LogicalResourceId, ResponseURL",
        refused.getMessage());
  }

  @Test
  void anEventThatIsRefusedDoesNotShowItsAddress() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> ResourceRequest.of(Map.of("ResponseURL", "https://secret.example")));

    assertTrue(!refused.getMessage().contains("secret"), refused.getMessage());
  }

  @Test
  void aPropertyThatIsBlankOrNoTextIsNone() {
    ResourceRequest request =
        ResourceRequest.of(
            Map.of(
                "RequestType", "Create",
                "RequestId", "r",
                "StackId", "s",
                "LogicalResourceId", "Records",
                "ResponseURL", "https://secret.example",
                "ResourceProperties", Map.of("A", " a ", "B", " ", "C", java.util.List.of("c"))));

    assertEquals(Optional.of("a"), request.property("A"));
    assertEquals(Optional.empty(), request.property("B"));
    assertEquals(Optional.empty(), request.property("C"));
    assertEquals("Records", request.answeredId());
  }
}
