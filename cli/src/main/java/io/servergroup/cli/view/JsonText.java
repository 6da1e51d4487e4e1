package io.servergroup.cli.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** JSON on one line. */
public final class JsonText {
  private static final JsonMapper JSON =
      // Plain ASCII reads the same in whatever encoding the output has.
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private JsonText() {}

  /** An object without fields. */
  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** What a text says that is known to be JSON. */
  public static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not the JSON it should be: " + text, e);
    }
  }

  /** The fields of an object, as values, lists and maps. */
  public static Map<String, Object> fields(JsonNode object) {
    return JSON.convertValue(object, new TypeReference<>() {});
  }

  /** The text of an object, without a line break. */
  static String of(ObjectNode json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of text and numbers could not be written", e);
    }
  }
}
