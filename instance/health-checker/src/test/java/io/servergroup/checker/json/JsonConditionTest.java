package io.servergroup.checker.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.checker.json.JsonReader.NotJsonException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonConditionTest {
  private static final String BODY =
      """
      {"status": "healthy", "count": 3.0, "none": null, "a/b": {"~": [true, "x\\u00e9\\n"]},
       "text": "3"}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/status = healthy |",
        "/status = \"healthy\" |",
        "/status = ill | /status is healthy, not ill",
        "/status != ill |",
        "/status != healthy | /status is healthy",
        "/count = 3 |",
        "/text = 3 |",
        "/none exists |",
        "/none = null |",
        "/nothing exists | nothing is at /nothing",
        "/nothing != x | nothing is at /nothing",
        "/a~1b/~0/0 = true |",
        "/a~1b/~0/2 exists | nothing is at /a~1b/~0/2",
        "/status/0 exists | nothing is at /status/0",
      })
  void aConditionSaysWhatItFound(String written, String violation) throws NotJsonException {
    JsonCondition condition = JsonCondition.of(written).orElseThrow();

    assertEquals(Optional.ofNullable(violation), condition.violation(JsonReader.read(BODY)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"status = x", "/status", "/status exists today", "", "/a < 3"})
  void whatIsNoConditionIsRefused(String written) {
    assertTrue(JsonCondition.of(written).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"a\":}",
        "[1,]",
        "{\"a\":1} x",
        "\"a",
        "01",
        "+1",
        "tru",
        "{'a':1}",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\t\"",
        "<html>",
        "{\"a\" 1}"
      })
  void whatIsNotJsonIsNotTakenForIt(String text) {
    assertThrows(NotJsonException.class, () -> JsonReader.read(text));
  }

  @Test
  void aBodyThatIsNestedWithoutEndIsRefusedBeforeTheStackEnds() {
    assertThrows(NotJsonException.class, () -> JsonReader.read("[".repeat(100_000)));
  }
}
