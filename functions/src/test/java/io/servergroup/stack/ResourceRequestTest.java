package io.servergroup.stack;

import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.ParameterizedTest;
import java.util.HashMap;
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

  @Test
  void theAddressForTheAnswerIsReadAndNeverShown() {
    ResourceRequest request = ResourceRequest.of(create(Map.of("ServerGroup", "web")));

    assertEquals("https://secret.example", request.answerTo().value());
    assertTrue(request.toString().contains("(presigned, not shown)"), request::toString);
    assertTrue(!request.toString().contains("secret"), request::toString);
  }

  @Test
  void aResourceKeepsItsIdentityAndANewOneIsNamedAfterItsServerGroup() {
    Map<String, Object> event = create(Map.of("ServerGroup", "web"));
    assertEquals("web-Records", ResourceRequest.of(event).answeredId());

    event.put("PhysicalResourceId", "as-it-was");
    assertEquals("as-it-was", ResourceRequest.of(event).answeredId());
  }

  @ParameterizedTest
  @EnumSource(ResourceRequest.Kind.class)
  void everyKindIsReadAsItIsWritten(ResourceRequest.Kind kind) {
    Map<String, Object> event = create(Map.of());
    event.put("RequestType", kind.word());

    assertEquals(kind, ResourceRequest.of(event).kind());
  }

  @Test
  void aFailureHasAReasonAndASuccessNeedsNone() {
    assertThrows(IllegalArgumentException.class, () -> ResourceAnswer.failed(" "));
    assertEquals("SUCCESS", ResourceAnswer.success("").status());
    assertEquals("FAILED", ResourceAnswer.failed("no room").status());
  }

  private static Map<String, Object> create(Map<String, Object> properties) {
    Map<String, Object> event = new HashMap<>();
    event.put("RequestType", "Create");
    event.put("RequestId", "r");
    event.put("StackId", "s");
    event.put("LogicalResourceId", "Records");
    event.put("ResponseURL", "https://secret.example");
    event.put("ResourceProperties", properties);
    return event;
  }
}
