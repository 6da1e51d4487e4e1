package io.servergroup.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InputReaderTest {
  /** Their defaults depend on the group, or are what only a missing field says. */
  private static final EnumSet<InputField> DEFAULTS_IN_WORDS =
      EnumSet.of(
          InputField.CANARY,
          InputField.SERVERS,
          InputField.LAUNCH_TEMPLATE_VERSION,
          InputField.ALARMS,
          InputField.CHECKPOINTS);

  @Test
  void whatIsNotGivenGetsTheDocumentedDefault() {
    assertEquals(
        new RolloutInput(
            "web",
            new BatchSize.Count(1),
            Optional.empty(),
            false,
            new TreeSet<>(),
            Optional.empty(),
            false,
            2,
            0,
            List.of(),
            10,
            0,
            30,
            Checkpoints.NONE,
            1_440,
            OnFailure.STOP),
        valid(Map.of("serverGroup", "web")));
  }

  @Test
  void defaultsInTheTableAreTheOnesUsed() {
    Map<String, Object> spelledOut = new LinkedHashMap<>();
    for (InputField field : EnumSet.complementOf(DEFAULTS_IN_WORDS)) {
      spelledOut.put(field.key(), field == InputField.SERVER_GROUP ? "web" : field.defaultText());
    }

    assertEquals(valid(Map.of("serverGroup", "web")), valid(spelledOut));
  }

  @Test
  void anotherStateMachineMayStartTheRollout() {
    assertEquals(
        valid(Map.of("serverGroup", "web")),
        valid(
            Map.of("serverGroup", "web", "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID", "arn:one")));
  }

  @Test
  void numbersAndBooleansMayComeAsText() {
    assertEquals(
        valid(
            Map.of(
                "serverGroup", "web",
                "batchSize", "25%",
                "skipHealthCheck", true,
                "consecutiveHealthyChecks", 3,
                "pollSeconds", 5,
                "bakeSeconds", 60,
                "batchTimeoutMinutes", 45)),
        valid(
            Map.of(
                "serverGroup", "web",
                "batchSize", "25%",
                "skipHealthCheck", "true",
                "consecutiveHealthyChecks", "3",
                "pollSeconds", "5",
                "bakeSeconds", 60.0,
                "batchTimeoutMinutes", "45")));
  }

  @Test
  void allThatIsWrongIsFoundAtOnce() {
    Map<String, Object> raw = new LinkedHashMap<>();
    raw.put("serverGroup", " ");
    raw.put("batchsize", 2);
    raw.put("batchSize", "many");
    raw.put("skipHealthCheck", "yes");
    raw.put("pollSeconds", 0);
    raw.put("bakeSeconds", List.of(1));

    List<String> sentences = invalid(raw).stream().map(Finding::sentence).toList();

    assertEquals(6, sentences.size());
    assertTrue(sentences.get(0).startsWith("input: unknown field \"batchsize\"; known are "));
    assertEquals(
        "input pollSeconds: found 0; expected a whole number from 1 to 50", sentences.get(4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "1.5", "0%", "101%", "x", "5 %%", "99999999999"})
  void aBatchSizeIsACountFromOneOrAPercentage(String written) {
    assertEquals(
        "input batchSize",
        invalid(Map.of("serverGroup", "web", "batchSize", written)).getFirst().where());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 3, 1",
    "3, 3, 3",
    "4, 3, 4",
    "25%, 3, 1",
    "25%, 4, 1",
    "25%, 8, 2",
    "25%, 11, 2",
    "1%, 1000, 10",
    "100%, 7, 7",
    "99%, 1, 1",
    " 50 % , 5, 2"
  })
  void aPercentageIsRoundedDownButNeverToZero(String written, int groupSize, int servers) {
    assertEquals(servers, BatchSize.of(written).orElseThrow().servers(groupSize));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5", "1e3000000000", "ten", "2147483648", "51", "-1"})
  void aNumberIsWholeAndInRange(String written) {
    assertEquals(
        "input pollSeconds",
        invalid(Map.of("serverGroup", "web", "pollSeconds", written)).getFirst().where());
  }

  private static RolloutInput valid(Map<String, ?> raw) {
    return assertInstanceOf(InputReader.Result.Valid.class, InputReader.read(raw)).input();
  }

  private static List<Finding> invalid(Map<String, ?> raw) {
    return assertInstanceOf(InputReader.Result.Invalid.class, InputReader.read(raw)).findings();
  }
}
