package io.servergroup.lambda;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** JSON objects as texts. */
final class JsonObject {
  private JsonObject() {}

  /** The fields of an object; empty when the text is none. */
  static Optional<Map<String, Object>> of(String text) {
    try {
      return Optional.ofNullable(JSON.std.mapFrom(text));
    } catch (IOException notAnObject) {
      return Optional.empty();
    }
  }

  static String text(Map<String, ?> fields) {
    try {
      return JSON.std.asString(fields);
    } catch (IOException e) {
      throw new UncheckedIOException("not to be written as JSON", e);
    }
  }
}
