package io.servergroup.cli.view;

import io.servergroup.rollout.Finding;
import io.servergroup.rollout.InputField;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How the fields of a rollout's input are spelled on the command line. */
public enum InputOption {
  BATCH_SIZE(InputField.BATCH_SIZE, "--batch-size"),
  CANARY(InputField.CANARY, "--canary"),
  REPLACE_ALL(InputField.REPLACE_ALL, "--replace-all"),
  ONLY(InputField.SERVERS, "--only"),
  TO_VERSION(InputField.LAUNCH_TEMPLATE_VERSION, "--to-version"),
  SKIP_HEALTH_CHECK(InputField.SKIP_HEALTH_CHECK, "--skip-health-check"),
  CONSECUTIVE_HEALTHY_CHECKS(InputField.CONSECUTIVE_HEALTHY_CHECKS, "--consecutive-healthy-checks"),
  MIN_UPTIME(InputField.MIN_UPTIME_SECONDS, "--min-uptime"),
  ALARM(InputField.ALARMS, "--alarm"),
  POLL(InputField.POLL_SECONDS, "--poll"),
  BAKE(InputField.BAKE_SECONDS, "--bake"),
  BATCH_TIMEOUT(InputField.BATCH_TIMEOUT_MINUTES, "--batch-timeout"),
  CHECKPOINT(InputField.CHECKPOINTS, "--checkpoint"),
  CHECKPOINT_TIMEOUT(InputField.CHECKPOINT_TIMEOUT_MINUTES, "--checkpoint-timeout"),
  ON_FAILURE(InputField.ON_FAILURE, "--on-failure");

  private final InputField field;
  private final String option;

  InputOption(InputField field, String option) {
    this.field = field;
    this.option = option;
  }

  /** Such as {@code --bake}. */
  public String option() {
    return option;
  }

  /** The name of the field in the input. */
  public String key() {
    return field.key();
  }

  /** What the rollout finds wrong with its input, said of the option that it came from. */
  public static String of(Finding finding) {
    String where =
        Arrays.stream(values())
            .filter(each -> finding.where().equals("input " + each.key()))
            .map(each -> each.option)
            .findFirst()
            .orElse(finding.where());
    return where + ": " + finding.found() + "; " + finding.wanted();
  }

  /** The options that ask for this input, in the order of the fields. */
  static Stream<String> words(Map<String, Object> input) {
    return Arrays.stream(values())
        .filter(each -> input.containsKey(each.key()))
        .flatMap(each -> each.words(input.get(each.key())));
  }

  private Stream<String> words(Object value) {
    return switch (value) {
      case List<?> many -> many.stream().flatMap(each -> Stream.of(option, String.valueOf(each)));
      case Boolean yes when yes -> Stream.of(option);
      case Boolean no -> Stream.of(option.replace("--", "--no-"));
      // A rehearsal knows only one version that is new.
      case Object number when this == TO_VERSION -> Stream.of(option);
      default -> Stream.of(option, String.valueOf(value));
    };
  }
}
