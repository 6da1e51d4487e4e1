package io.servergroup.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.servergroup.rollout.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutPropertiesTest {
  @Test
  void whatIsNotSaidHasADefault() {
    RolloutProperties properties =
        assertInstanceOf(RolloutPropertiesReader.Result.Valid.class, Asked.toCreate().properties())
            .properties();

    assertEquals(
        new RolloutProperties(
            "web",
            "1",
            3,
            "1",
            false,
            false,
            Duration.ofMinutes(10),
            1,
            6,
            Optional.empty(),
            Map.of()),
        properties);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ServerGroup | ' ' | property ServerGroup: found nothing; expected the ServerGroupName tag of the group to roll",
        "LaunchTemplateVersion | '' | property LaunchTemplateVersion: found nothing; expected the number of a launch template version",
        "ClusterSize | 0 | property ClusterSize: found \"0\"; expected a whole number from 1 to 1000",
        "ClusterSize | 9999999999 | property ClusterSize: found \"9999999999\"; expected a whole number from 1 to 1000",
        "BatchSize | all | input batchSize: found \"all\"; expected a whole number of servers from 1, or 1% to 100%, such as 2 or \"25%\"",
        "SkipHealthCheck | yes | property SkipHealthCheck: found \"yes\"; expected true or false",
        "WaitForCapacityTimeoutMinutes | 10m | property WaitForCapacityTimeoutMinutes: found \"10m\"; expected a whole number from 0 to 2880",
        "Link | 7 | property Link: found \"7\"; expected a whole number from 1 to 6"
      })
  void whatIsWrongIsRefusedWithWhatWouldBeRight(String property, String value, String expected) {
    RolloutPropertiesReader.Result.Invalid invalid =
        assertInstanceOf(
            RolloutPropertiesReader.Result.Invalid.class,
            Asked.toCreate().with(property, value).properties());

    assertEquals(List.of(expected), invalid.findings().stream().map(Finding::sentence).toList());
  }

  @Test
  void optionsThatAreNoObjectAreRefused() {
    assertEquals(
        List.of(
            "property RolloutOptions: found \"[]\"; expected a JSON object with fields of a"
                + " rollout's input, such as {}"),
        refused(Asked.toCreate().with("RolloutOptions", "[]"), Optional.empty()));
  }

  @Test
  void optionsMayNotSayWhatTheStackSaysAndAreThenNotJudgedFurther() {
    assertEquals(
        List.of(
            "property RolloutOptions: found the field \"launchTemplateVersion\"; leave it out: the"
                + " template says what instances are launched from"),
        refused(
            Asked.toCreate(),
            Optional.of(Map.of("launchTemplateVersion", "newest", "bakeSeconds", 60))));
  }

  @Test
  void aNumberOfLinksThatIsNoneIsRefusedForItselfAlone() {
    assertEquals(
        List.of("property Links: found \"many\"; expected a whole number from 1 to 20"),
        refused(Asked.toCreate().with("Links", "many"), Optional.of(Map.of())));
  }

  private static List<String> refused(Asked asked, Optional<Map<String, Object>> options) {
    return assertInstanceOf(
            RolloutPropertiesReader.Result.Invalid.class,
            RolloutPropertiesReader.read(asked.request(), text -> options))
        .findings()
        .stream()
        .map(Finding::sentence)
        .toList();
  }
}
