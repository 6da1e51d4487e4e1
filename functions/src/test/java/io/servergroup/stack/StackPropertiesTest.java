package io.servergroup.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StackPropertiesTest {
  private static StackProperties of(Object value) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("P", value);
    return new StackProperties(properties);
  }

  @Test
  void anEmptyParameterThatIsAListIsNoEntryAtAll() {
    assertEquals(List.of(), of(List.of("")).list("P"));
    assertEquals(List.of(), of("").list("P"));
    assertEquals(List.of(), of(null).list("P"));
    assertEquals(List.of(), of(List.of("", " ", "")).list("P"), "padded with commas");
  }

  @Test
  void listsComeAsListsOrAsTextWithCommasAndKeepABlankEntryAmongOthers() {
    assertEquals(List.of("a", "b"), of(List.of("a", " b")).list("P"));
    assertEquals(List.of("a", "", "b"), of("a, ,b").list("P"));
  }

  @Test
  void onlyDigitsAreANumber() {
    assertEquals(OptionalInt.of(7), of(" 7 ").count("P"));
    assertEquals(OptionalInt.of(7), of(7).count("P"));
    for (String text : List.of("", "-1", "1.5", "7m", "1234567890")) {
      assertEquals(OptionalInt.empty(), of(text).count("P"), text);
    }
  }
}
