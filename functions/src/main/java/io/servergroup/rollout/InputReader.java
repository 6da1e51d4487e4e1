package io.servergroup.rollout;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Reads a rollout's input. Numbers and booleans may also come as text, since CloudFormation and
 * consoles send text; null means the default. Everything wrong is found at once.
 */
public final class InputReader {
  /** An input that can be used, or all that is wrong with it. */
  public sealed interface Result {
    record Valid(RolloutInput input) implements Result {}

    /** Never empty. */
    record Invalid(List<Finding> findings) implements Result {}
  }

  /**
   * What a state machine that starts another adds to its input, so that consoles link the two.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-nested-workflows.html">Start
   *     workflow executions from a task state</a>
   */
  private static final String STARTED_BY = "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID";

  /**
   * DescribeAlarms takes so many names at most, each of 1 to {@link #LONGEST_ALARM} characters.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html">DescribeAlarms</a>
   */
  private static final int MOST_ALARMS = 100;

  private static final int LONGEST_ALARM = 255;

  private final Map<String, ?> raw;
  private final List<Finding> findings = new ArrayList<>();

  private InputReader(Map<String, ?> raw) {
    this.raw = raw;
  }

  /** Reads the input as Step Functions hands it over. */
  public static Result read(Map<String, ?> raw) {
    return new InputReader(raw).read();
  }

  private Result read() {
    refuseUnknown();
    RolloutInput input =
        new RolloutInput(
            serverGroup(),
            batchSize(),
            isAbsent(InputField.CANARY) ? Optional.empty() : Optional.of(flag(InputField.CANARY)),
            flag(InputField.REPLACE_ALL),
            servers(),
            launchTemplateVersion(),
            flag(InputField.SKIP_HEALTH_CHECK),
            number(InputField.CONSECUTIVE_HEALTHY_CHECKS),
            number(InputField.MIN_UPTIME_SECONDS),
            alarms(),
            number(InputField.POLL_SECONDS),
            number(InputField.BAKE_SECONDS),
            number(InputField.BATCH_TIMEOUT_MINUTES),
            checkpoints(),
            number(InputField.CHECKPOINT_TIMEOUT_MINUTES),
            onFailure());
    checkTogether(input);
    return findings.isEmpty() ? new Result.Valid(input) : new Result.Invalid(List.copyOf(findings));
  }

  private void refuseUnknown() {
    raw.keySet().stream()
        .filter(key -> !InputField.keys().contains(key) && !key.equals(STARTED_BY))
        .sorted()
        .forEach(
            key ->
                findings.add(
                    new Finding(
                        "input",
                        "unknown field \"" + key + "\"",
                        "known are " + String.join(", ", InputField.keys()))));
  }

  private String serverGroup() {
    if (raw.get(InputField.SERVER_GROUP.key()) instanceof String name && !name.isBlank()) {
      return name.strip();
    }
    refuse(InputField.SERVER_GROUP, "a text: the ServerGroupName tag of the group to roll");
    return "";
  }

  private BatchSize batchSize() {
    if (isAbsent(InputField.BATCH_SIZE)) {
      return new BatchSize.Count(1);
    }
    return BatchSize.of(raw.get(InputField.BATCH_SIZE.key()))
        .orElseGet(
            () -> {
              refuse(
                  InputField.BATCH_SIZE,
                  "a whole number of servers from 1, or 1% to 100%, such as 2 or \"25%\"");
              return new BatchSize.Count(1);
            });
  }

  /** None where some could be named is a mistake of whoever made the list, and no wish for all. */
  private NavigableSet<Integer> servers() {
    if (isEmpty(raw.get(InputField.SERVERS.key()))) {
      refuse(
          InputField.SERVERS,
          "numbers of servers, such as [0, 4] or \"0,4\"; leave it out for all of them");
    }
    NavigableSet<Integer> servers = new TreeSet<>();
    for (String word : words(InputField.SERVERS)) {
      if (!word.matches("[0-9]{1,5}")) {
        refuse(InputField.SERVERS, "whole numbers from 0, such as [0, 4] or \"0,4\"");
        return new TreeSet<>();
      }
      servers.add(Integer.parseInt(word));
    }
    return servers;
  }

  private static boolean isEmpty(Object value) {
    return (value instanceof String text && text.isBlank())
        || (value instanceof List<?> list && list.isEmpty());
  }

  private Optional<String> launchTemplateVersion() {
    if (isAbsent(InputField.LAUNCH_TEMPLATE_VERSION)) {
      return Optional.empty();
    }
    String version = plain(raw.get(InputField.LAUNCH_TEMPLATE_VERSION.key()));
    if (!version.matches("[1-9][0-9]{0,17}|\\$Latest|\\$Default")) {
      refuse(InputField.LAUNCH_TEMPLATE_VERSION, "the number of a version, $Latest or $Default");
    }
    return Optional.of(version);
  }

  private List<String> alarms() {
    List<String> names = words(InputField.ALARMS).stream().distinct().toList();
    if (names.size() > MOST_ALARMS) {
      refuse(InputField.ALARMS, "at most " + MOST_ALARMS + " names");
    }
    if (names.stream().anyMatch(name -> name.isEmpty() || name.length() > LONGEST_ALARM)) {
      refuse(InputField.ALARMS, "names of 1 to " + LONGEST_ALARM + " characters");
    }
    return names;
  }

  private Checkpoints checkpoints() {
    return Checkpoints.of(words(InputField.CHECKPOINTS))
        .orElseGet(
            () -> {
              refuse(InputField.CHECKPOINTS, "any of canary, every-batch and 1% to 99%");
              return Checkpoints.NONE;
            });
  }

  private OnFailure onFailure() {
    if (isAbsent(InputField.ON_FAILURE)) {
      return OnFailure.STOP;
    }
    String word = plain(raw.get(InputField.ON_FAILURE.key())).toUpperCase(Locale.ROOT);
    return Arrays.stream(OnFailure.values())
        .filter(each -> each.name().equals(word))
        .findFirst()
        .orElseGet(
            () -> {
              refuse(InputField.ON_FAILURE, "STOP or ROLLBACK");
              return OnFailure.STOP;
            });
  }

  /** What no field is wrong with by itself. */
  private void checkTogether(RolloutInput input) {
    if (input.minUptimeSeconds() >= 60L * input.batchTimeoutMinutes()) {
      findings.add(
          new Finding(
              "input " + InputField.MIN_UPTIME_SECONDS.key(),
              "found "
                  + input.minUptimeSeconds()
                  + " seconds, and a batch may take only "
                  + input.batchTimeoutMinutes()
                  + " minutes",
              "expected less, or a longer " + InputField.BATCH_TIMEOUT_MINUTES.key()));
    }
    if (input.checkpoints().afterCanary() && input.canary().equals(Optional.of(false))) {
      findings.add(
          new Finding(
              "input " + InputField.CHECKPOINTS.key(),
              "found a checkpoint after the canary, but no canary",
              "expected canary true, or another checkpoint"));
    }
  }

  /** A list, or a text with commas; numbers become texts. */
  private List<String> words(InputField field) {
    return switch (raw.get(field.key())) {
      case null -> List.of();
      case String text when text.isBlank() -> List.of();
      case String text -> Arrays.stream(text.split(",", -1)).map(String::strip).toList();
      case List<?> list -> list.stream().map(InputReader::plain).toList();
      case Number number -> List.of(plain(number));
      default -> {
        refuse(field, "a list, or a text with commas");
        yield List.of();
      }
    };
  }

  private static String plain(Object value) {
    return switch (value) {
      case String text -> text.strip();
      case Number number -> new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
      case null, default -> String.valueOf(value);
    };
  }

  private boolean flag(InputField field) {
    return switch (raw.get(field.key())) {
      case null -> false;
      case Boolean flag -> flag;
      case String text when text.strip().toLowerCase(Locale.ROOT).equals("true") -> true;
      case String text when text.strip().toLowerCase(Locale.ROOT).equals("false") -> false;
      default -> {
        refuse(field, "true or false");
        yield false;
      }
    };
  }

  private int number(InputField field) {
    if (isAbsent(field)) {
      return field.defaultNumber();
    }
    try {
      int number = wholeNumber(raw.get(field.key()));
      if (field.accepts(number)) {
        return number;
      }
    } catch (ArithmeticException | NumberFormatException notWhole) {
      // Refused below, like a number out of range.
    }
    refuse(field, "a whole number from " + field.range());
    return field.defaultNumber();
  }

  private static int wholeNumber(Object value) {
    return switch (value) {
      case Number number -> new BigDecimal(number.toString()).intValueExact();
      case String text -> new BigDecimal(text.strip()).intValueExact();
      default -> throw new NumberFormatException("neither number nor text");
    };
  }

  private boolean isAbsent(InputField field) {
    return raw.get(field.key()) == null;
  }

  private void refuse(InputField field, String expected) {
    findings.add(
        new Finding(
            "input " + field.key(),
            "found " + shown(raw.get(field.key())),
            "expected " + expected));
  }

  private static String shown(Object value) {
    return switch (value) {
      case null -> "nothing";
      case String text -> "\"" + text + "\"";
      default -> value.toString();
    };
  }
}
