package io.servergroup.simulator.rehearsal;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The item of the lock of a story's cluster, as it is in the table. */
final class LockByHand {
  private final Story story;

  LockByHand(Story story) {
    this.story = story;
  }

  /** The ARN of the execution that holds it; empty text for none. */
  String holder() {
    return text("ExecutionArn").orElse("");
  }

  Optional<String> token() {
    return text("TaskToken");
  }

  Optional<String> question() {
    return text("WaitingFor");
  }

  Optional<String> pause() {
    return text("PauseRequested");
  }

  /** The last progress record in one line; empty text for none. */
  String summary() {
    return text("Summary").orElse("");
  }

  /** The last progress record. */
  Map<String, Object> progress() {
    try {
      return JSON.std.mapFrom(text("Progress").orElse("{}"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All its fields, in alphabetical order. */
  NavigableMap<String, String> fields() {
    NavigableMap<String, String> fields = new TreeMap<>();
    story
        .aws()
        .tables()
        .item(
            ControlPlane.LOCK_TABLE,
            Map.of("ServerGroupName", AttributeValue.fromS(story.stage().cluster().name())))
        .forEach((name, value) -> fields.put(name, value.s()));
    return fields;
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(fields().get(name));
  }
}
