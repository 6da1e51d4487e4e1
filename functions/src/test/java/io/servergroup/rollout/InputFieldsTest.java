package io.servergroup.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each field as its type in JSON and as text, and what is said when it is wrong. */
final class InputFieldsTest {
  static List<Arguments> sameMeaning() {
    return List.of(
        Arguments.of(InputField.CANARY, true, " True "),
        Arguments.of(InputField.CANARY, false, "false"),
        Arguments.of(InputField.REPLACE_ALL, true, "true"),
        Arguments.of(InputField.SERVERS, List.of(4, 0), "0, 4"),
        Arguments.of(InputField.SERVERS, List.of("4", 0.0, 0), "0,4"),
        Arguments.of(InputField.SERVERS, 3, "3"),
        Arguments.of(InputField.LAUNCH_TEMPLATE_VERSION, 7, " 7 "),
        Arguments.of(InputField.LAUNCH_TEMPLATE_VERSION, 7.0, "7"),
        Arguments.of(InputField.MIN_UPTIME_SECONDS, 90, "90"),
        Arguments.of(InputField.ALARMS, List.of("errors", "latency"), "errors, latency"),
        Arguments.of(InputField.ALARMS, List.of("errors", "errors"), "errors"),
        Arguments.of(InputField.ALARMS, List.of(), ""),
        Arguments.of(InputField.CHECKPOINTS, List.of("canary", "50%"), "50%,Canary"),
        Arguments.of(InputField.CHECKPOINTS, List.of(), ""),
        Arguments.of(InputField.CHECKPOINT_TIMEOUT_MINUTES, 60, "60"),
        Arguments.of(InputField.ON_FAILURE, "ROLLBACK", " rollback"),
        Arguments.of(InputField.SKIP_HEALTH_CHECK, true, "TRUE"),
        Arguments.of(InputField.CONSECUTIVE_HEALTHY_CHECKS, 20, "20"),
        Arguments.of(InputField.BATCH_TIMEOUT_MINUTES, 1440, "1440"));
  }

  @ParameterizedTest
  @MethodSource("sameMeaning")
  void aValueMeansTheSameAsItsTypeAndAsText(InputField field, Object typed, String text) {
    assertEquals(input(field, typed), input(field, text));
  }

  @ParameterizedTest
  @EnumSource(value = InputField.class, names = "SERVER_GROUP", mode = EnumSource.Mode.EXCLUDE)
  void nullMeansTheDefault(InputField field) {
    assertEquals(Inputs.of().input(), input(field, null));
  }

  @Test
  void theValuesArriveWhereTheyBelong() {
    assertEquals(Optional.of(true), input(InputField.CANARY, true).canary());
    assertEquals(Optional.of(false), input(InputField.CANARY, false).canary());
    assertTrue(input(InputField.REPLACE_ALL, true).replaceAll());
    assertEquals(new TreeSet<>(List.of(0, 4)), input(InputField.SERVERS, "4,0").servers());
    for (String version : List.of("7", "$Latest", "$Default", "999999999999999999")) {
      assertEquals(
          Optional.of(version),
          input(InputField.LAUNCH_TEMPLATE_VERSION, version).launchTemplateVersion());
    }
    assertEquals(90, input(InputField.MIN_UPTIME_SECONDS, 90).minUptimeSeconds());
    assertEquals(List.of("b", "a"), input(InputField.ALARMS, List.of("b", "a", "b")).alarms());
    assertEquals(
        List.of("canary", "50%"),
        input(InputField.CHECKPOINTS, "canary,50%").checkpoints().words());
    assertEquals(60, input(InputField.CHECKPOINT_TIMEOUT_MINUTES, 60).checkpointTimeoutMinutes());
    assertEquals(OnFailure.ROLLBACK, input(InputField.ON_FAILURE, "ROLLBACK").onFailure());
    assertEquals(50, input(InputField.POLL_SECONDS, 50).pollSeconds());
  }

  static List<Arguments> wrong() {
    String servers = "whole numbers from 0, such as [0, 4] or \"0,4\"";
    String some = "numbers of servers, such as [0, 4] or \"0,4\"; leave it out for all of them";
    String version = "the number of a version, $Latest or $Default";
    String checkpoints = "any of canary, every-batch and 1% to 99%";
    return List.of(
        Arguments.of(InputField.CANARY, "yes", "found \"yes\"; expected true or false"),
        Arguments.of(InputField.CANARY, 1, "found 1; expected true or false"),
        Arguments.of(InputField.REPLACE_ALL, List.of(), "found []; expected true or false"),
        Arguments.of(InputField.SERVERS, List.of(-1), "found [-1]; expected " + servers),
        Arguments.of(InputField.SERVERS, List.of(), "found []; expected " + some),
        Arguments.of(InputField.SERVERS, " ", "found \" \"; expected " + some),
        Arguments.of(InputField.SERVERS, List.of(1.5), "found [1.5]; expected " + servers),
        Arguments.of(InputField.SERVERS, "0,,4", "found \"0,,4\"; expected " + servers),
        Arguments.of(InputField.SERVERS, "all", "found \"all\"; expected " + servers),
        Arguments.of(InputField.SERVERS, 123456, "found 123456; expected " + servers),
        Arguments.of(
            InputField.SERVERS, true, "found true; expected a list, or a text with commas"),
        Arguments.of(InputField.LAUNCH_TEMPLATE_VERSION, 0, "found 0; expected " + version),
        Arguments.of(InputField.LAUNCH_TEMPLATE_VERSION, "", "found \"\"; expected " + version),
        Arguments.of(InputField.LAUNCH_TEMPLATE_VERSION, 1.5, "found 1.5; expected " + version),
        Arguments.of(
            InputField.LAUNCH_TEMPLATE_VERSION, "latest", "found \"latest\"; expected " + version),
        Arguments.of(
            InputField.MIN_UPTIME_SECONDS,
            86_401,
            "found 86401; expected a whole number from 0 to 86400"),
        Arguments.of(
            InputField.BAKE_SECONDS, -1, "found -1; expected a whole number from 0 to 86400"),
        Arguments.of(
            InputField.CONSECUTIVE_HEALTHY_CHECKS,
            21,
            "found 21; expected a whole number from 1 to 20"),
        Arguments.of(
            InputField.BATCH_TIMEOUT_MINUTES,
            1441,
            "found 1441; expected a whole number from 1 to 1440"),
        Arguments.of(
            InputField.ALARMS,
            Map.of("a", "b"),
            "found {a=b}; expected a list, or a text with commas"),
        Arguments.of(
            InputField.CHECKPOINTS,
            List.of("canary", 50),
            "found [canary, 50]; expected " + checkpoints),
        Arguments.of(InputField.CHECKPOINTS, "100%", "found \"100%\"; expected " + checkpoints),
        Arguments.of(
            InputField.CHECKPOINT_TIMEOUT_MINUTES,
            0,
            "found 0; expected a whole number from 1 to 43200"),
        Arguments.of(
            InputField.CHECKPOINT_TIMEOUT_MINUTES,
            43_201,
            "found 43201; expected a whole number from 1 to 43200"),
        Arguments.of(InputField.ON_FAILURE, "RETRY", "found \"RETRY\"; expected STOP or ROLLBACK"),
        Arguments.of(InputField.ON_FAILURE, 1, "found 1; expected STOP or ROLLBACK"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatIsWrongIsToldWithWhatWasFoundAndWhatWouldBeRight(
      InputField field, Object value, String expected) {
    assertEquals(
        List.of("input " + field.key() + ": " + expected), invalid(Map.of(field.key(), value)));
  }

  @Test
  void asManyAlarmsAsCanBeAskedAboutAtOnce() {
    List<String> most = IntStream.range(0, 100).mapToObj(i -> "alarm-" + i).toList();
    List<String> more = IntStream.range(0, 101).mapToObj(i -> "alarm-" + i).toList();

    assertEquals(most, input(InputField.ALARMS, most).alarms());
    assertEquals(
        "input alarms: found " + more + "; expected at most 100 names",
        invalid(Map.of("alarms", more)).getFirst());
  }

  @Test
  void everyAlarmHasANameThatAlarmsCanHave() {
    String wanted = "; expected names of 1 to 255 characters";
    String longest = "x".repeat(255);

    assertEquals(
        List.of("input alarms: found \"errors,\"" + wanted), invalid(Map.of("alarms", "errors,")));
    assertEquals(
        List.of("input alarms: found [ ]" + wanted), invalid(Map.of("alarms", List.of(" "))));
    assertEquals(
        List.of("input alarms: found \"" + longest + "x\"" + wanted),
        invalid(Map.of("alarms", longest + "x")));
    assertEquals(List.of(longest), input(InputField.ALARMS, longest).alarms());
  }

  @Test
  void anInstanceThatHasToBeUpForLongerThanABatchMayTakeNeverIs() {
    Map<String, Object> raw = Map.of("minUptimeSeconds", 120, "batchTimeoutMinutes", 2);

    assertEquals(
        List.of(
            "input minUptimeSeconds: found 120 seconds, and a batch may take only 2 minutes;"
                + " expected less, or a longer batchTimeoutMinutes"),
        invalid(raw));
    assertEquals(
        119,
        Inputs.of()
            .with(InputField.MIN_UPTIME_SECONDS, 119)
            .with(InputField.BATCH_TIMEOUT_MINUTES, 2)
            .input()
            .minUptimeSeconds());
  }

  @Test
  void aCheckpointAfterACanaryNeedsACanary() {
    assertEquals(
        List.of(
            "input checkpoints: found a checkpoint after the canary, but no canary; expected canary"
                + " true, or another checkpoint"),
        invalid(Map.of("canary", false, "checkpoints", "canary")));
    assertTrue(input(InputField.CHECKPOINTS, "canary").checkpoints().afterCanary());
  }

  @Test
  void spacesAroundATextDoNotMatter() {
    assertEquals(
        Inputs.of().with(InputField.POLL_SECONDS, 5).input(),
        input(InputField.POLL_SECONDS, " 5 "));
    assertEquals(input(InputField.CANARY, false), input(InputField.CANARY, " false "));
    RolloutInput named =
        assertInstanceOf(
                InputReader.Result.Valid.class, InputReader.read(Map.of("serverGroup", " web ")))
            .input();
    assertEquals(Inputs.of().input(), named);
  }

  @Test
  void unknownFieldsAreToldInTheOrderOfTheirNames() {
    Map<String, Object> raw = new LinkedHashMap<>();
    raw.put("zones", 1);
    raw.put("serverGroup", "web");
    raw.put("azs", 1);

    assertEquals(
        List.of("unknown field \"azs\"", "unknown field \"zones\""),
        assertInstanceOf(InputReader.Result.Invalid.class, InputReader.read(raw))
            .findings()
            .stream()
            .map(Finding::found)
            .toList());
  }

  @ParameterizedTest
  @EnumSource(InputField.class)
  void everyFieldSaysWhatItTakesAndMeans(InputField field) {
    for (String told : List.of(field.type(), field.defaultText(), field.range(), field.meaning())) {
      assertFalse(told.isBlank(), field.key());
    }
  }

  @Test
  void theTableNamesEveryFieldOnce() {
    assertEquals(
        Arrays.stream(InputField.values()).map(InputField::key).distinct().toList(),
        InputField.keys());
  }

  private static RolloutInput input(InputField field, Object value) {
    return Inputs.of().with(field, value).input();
  }

  private static List<String> invalid(Map<String, ?> fields) {
    Map<String, Object> raw = new TreeMap<>(fields);
    raw.put("serverGroup", "web");
    return assertInstanceOf(InputReader.Result.Invalid.class, InputReader.read(raw))
        .findings()
        .stream()
        .map(Finding::sentence)
        .toList();
  }
}
