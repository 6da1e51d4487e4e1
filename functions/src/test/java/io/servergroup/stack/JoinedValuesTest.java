package io.servergroup.stack;

import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.ParameterizedTest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JoinedValuesTest {
  @Test
  void valuesComeInTheOrderOfTheirNumbers() {
    Map<String, String> properties = new HashMap<>();
    for (int i = 0; i < 12; i++) {
      properties.put("Value" + i, "10.0.0." + i);
    }
    properties.put("ServiceToken", "arn");

    assertEquals(
        new JoinedValues(
            "10.0.0.0,10.0.0.1,10.0.0.2,10.0.0.3,10.0.0.4,10.0.0.5,10.0.0.6,10.0.0.7,10.0.0.8,10.0.0.9,"
                + "10.0.0.10,10.0.0.11",
            0),
        JoinedValues.of(new StackProperties(properties)));
  }

  @Test
  void whatDoesNotFitIntoAnAnswerIsLeftOutWhole() {
    Map<String, String> properties = new HashMap<>();
    for (int i = 0; i < 50; i++) {
      properties.put("Value" + i, i + ".%s.example.com".formatted("x".repeat(63)));
    }

    JoinedValues joined = JoinedValues.of(new StackProperties(properties));

    String more = ",... (" + joined.leftOut() + " more)";
    assertTrue(joined.text().length() <= 3_000 + more.length(), joined::text);
    assertTrue(joined.text().endsWith(".example.com" + more), joined::text);
    assertEquals(50, joined.text().split(",", -1).length - 1 + joined.leftOut());
    assertTrue(joined.leftOut() > 0);
  }

  @Test
  void withoutValuesTheTextIsEmpty() {
    assertEquals(new JoinedValues("", 0), JoinedValues.of(new StackProperties(Map.of())));
  }

  @ParameterizedTest
  @CsvSource({"999, 0", "1000, 1"})
  void anAnswerHoldsThreeThousandCharactersAndNotOneMore(int second, int leftOut) {
    Map<String, String> properties =
        Map.of("Value0", "x".repeat(2_000), "Value1", "y".repeat(second));

    assertEquals(leftOut, JoinedValues.of(new StackProperties(properties)).leftOut());
  }
}
