package io.servergroup.simulator.states.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads and writes JSON text; objects keep the order of their members. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final ObjectReader READER = MAPPER.readerFor(Object.class);
  private static final ObjectReader STRICT_READER =
      READER.with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  private static final ObjectWriter WRITER = MAPPER.writer();

  private Json() {}

  /**
   * Parses one JSON value.
   *
   * @throws MalformedJsonException when the text is not exactly one JSON value
   */
  public static Object parse(String text) {
    return read(READER, text);
  }

  /**
   * Parses one JSON value in which no object may name a member twice.
   *
   * @throws MalformedJsonException when the text is not exactly one such value
   */
  public static Object parseWithoutDuplicates(String text) {
    return read(STRICT_READER, text);
  }

  private static Object read(ObjectReader reader, String text) {
    try {
      Object value = reader.readValue(text);
      if (value == null && !"null".equals(text.strip())) {
        throw new MalformedJsonException("expected a JSON value, found nothing");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new MalformedJsonException(e.getOriginalMessage());
    }
  }

  /** Writes a value without any white space. */
  public static String print(Object value) {
    try {
      return WRITER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON value: " + e.getOriginalMessage(), e);
    }
  }
}
