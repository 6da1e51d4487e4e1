package io.servergroup.rollout;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
            flag(InputField.SKIP_HEALTH_CHECK),
            number(InputField.CONSECUTIVE_HEALTHY_CHECKS),
            number(InputField.POLL_SECONDS),
            number(InputField.BAKE_SECONDS),
            number(InputField.BATCH_TIMEOUT_MINUTES));
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
