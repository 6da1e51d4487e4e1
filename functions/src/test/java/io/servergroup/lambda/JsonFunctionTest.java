package io.servergroup.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a function reads of its request, and how its answer is written. */
final class JsonFunctionTest {
  record Server(int index, String instance) {}

  record Request(
      String name,
      long seconds,
      boolean canary,
      Boolean volumes,
      List<Server> servers,
      Map<String, Long> targets,
      Map<String, Object> input) {}

  record Answer(String status, String error, Request request, List<Server> none) {}

  /** Answers with what it read. */
  private static final class Echo extends JsonFunction<Request, Answer> {
    Echo() {
      super(record(Request.class));
    }

    @Override
    public Answer handleRequest(Request request, Context context) {
      return new Answer("READ", null, request, List.of());
    }
  }

  @Test
  void aRequestIsReadWithAllThatIsInIt() throws IOException {
    String json =
        """
        {"name": "tools \\u00e4 \\" \\\\", "seconds": 5000000000, "canary": true, "volumes": false,
         "servers": [{"index": 2, "instance": "i-1"}, {"index": 3, "instance": ""}],
         "targets": {"lt-1 $Latest": 7},
         "input": {"batchSize": 2, "part": 0.5, "pause": null, "all": [1, "two", {"three": 3}]}}
        """;

    Request read = JsonFunction.record(Request.class).of(bytes(json));

    assertEquals(
        new Request(
            "tools \u00e4 \" \\",
            5_000_000_000L,
            true,
            false,
            List.of(new Server(2, "i-1"), new Server(3, "")),
            Map.of("lt-1 $Latest", 7L),
            read.input()),
        read);
    assertEquals(2, read.input().get("batchSize"));
    assertEquals(0.5, read.input().get("part"));
    assertTrue(read.input().containsKey("pause"));
    assertEquals(List.of(1, "two", Map.of("three", 3)), read.input().get("all"));
  }

  @Test
  void whatIsMissingIsNullOrZeroAndWhatIsUnknownIsLeftOut() throws IOException {
    Request read =
        JsonFunction.record(Request.class).of(bytes("{\"name\": null, \"next\": {\"a\": [1]}}"));

    assertEquals(new Request(null, 0, false, null, null, null, null), read);
  }

  @Test
  void anAnswerTellsFieldsThatAreNull() throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();

    new Echo()
        .handleRequest(
            bytes("{\"name\": \"\u00e4\", \"servers\": [{\"index\": 1}]}"),
            answer,
            new SampleInvocation("one"));

    assertEquals(
        """
        {"status":"READ","error":null,"request":{"name":"\u00e4","seconds":0,"canary":false,\
        "volumes":null,"servers":[{"index":1,"instance":null}],"targets":null,"input":null},\
        "none":[]}""",
        answer.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aRequestOfAnotherKindIsRefusedByTheNameOfTheFunction() {
    for (String json : List.of("no JSON", "[1]", "\"text\"", "{\"seconds\": \"many\"}", "")) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  new Echo()
                      .handleRequest(
                          bytes(json), new ByteArrayOutputStream(), new SampleInvocation("one")),
              json);
      assertTrue(
          refused.getMessage().startsWith("the request is not what Echo reads: "),
          refused::getMessage);
    }
  }

  @Test
  void aFieldOfAnotherKindIsNamed() {
    Map.of(
            "{\"seconds\": \"many\"}",
            "seconds is many; right is a whole number from ",
            "{\"seconds\": 1.5}",
            "seconds is 1.5; right is a whole number from ",
            "{\"servers\": [{\"index\": 1}, {\"index\": 3000000000}]}",
            "servers[1].index is 3000000000; right is a whole number from ",
            "{\"servers\": [7]}",
            "servers[0] is 7; right is an object",
            "{\"servers\": {}}",
            "servers is {}; right is a list",
            "{\"targets\": {\"lt-1\": true}}",
            "targets.lt-1 is true; right is a whole number from ",
            "{\"targets\": []}",
            "targets is []; right is an object",
            "{\"canary\": \"yes\"}",
            "canary is yes; right is true or false",
            "{\"name\": 5}",
            "name is 5; right is a text")
        .forEach(
            (json, wrong) -> {
              String said =
                  assertThrows(
                          IllegalArgumentException.class,
                          () -> JsonFunction.record(Request.class).of(bytes(json)))
                      .getMessage();
              assertTrue(said.startsWith(wrong), said);
            });
  }

  @Test
  void aWholeNumberMayBeWrittenWithAPointAsStateMachinesDo() throws IOException {
    Request read = JsonFunction.record(Request.class).of(bytes("{\"seconds\": 15.0}"));

    assertEquals(15, read.seconds());
  }

  @Test
  void anEventOfEventBridgeIsReadWithItsDetail() throws IOException {
    ScheduledEvent event =
        ScheduledEvents.read(
            bytes(
                """
                {"version": "0", "id": "1-2", "detail-type": "EC2 Instance-launch Lifecycle Action",
                 "source": "aws.autoscaling", "account": "123456789012",
                 "time": "2026-01-05T09:00:00Z", "region": "eu-west-1", "resources": ["arn:1"],
                 "detail": {"AutoScalingGroupName": "tools-1", "Deep": {"One": 1}}}
                """));

    assertEquals("1-2", event.getId());
    assertEquals("EC2 Instance-launch Lifecycle Action", event.getDetailType());
    assertEquals("aws.autoscaling", event.getSource());
    assertEquals("123456789012", event.getAccount());
    assertEquals("eu-west-1", event.getRegion());
    assertEquals(List.of("arn:1"), event.getResources());
    assertEquals(
        Map.of("AutoScalingGroupName", "tools-1", "Deep", Map.of("One", 1)), event.getDetail());
  }

  @Test
  void anEventThatIsNoneIsReadAsNothing() throws IOException {
    ScheduledEvent event = ScheduledEvents.read(bytes("{\"detail\": \"text\", \"id\": 7}"));

    assertEquals(null, event.getDetail());
    assertEquals(null, event.getId());
    assertTrue(
        Wakeup.of(event, java.util.Optional.empty()) instanceof Wakeup.Nothing, event::toString);
  }

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
