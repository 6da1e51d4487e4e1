package io.servergroup.rollout;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Input of a rollout of group {@code web} that says only what a test is about. */
final class Inputs {
  private final Map<String, Object> raw = new LinkedHashMap<>(Map.of("serverGroup", "web"));

  private Inputs() {}

  static Inputs of() {
    return new Inputs();
  }

  static Inputs ofSkippingHealth() {
    return of().with(InputField.SKIP_HEALTH_CHECK, true);
  }

  Inputs batchSize(int servers) {
    return with(InputField.BATCH_SIZE, servers);
  }

  Inputs with(InputField field, Object value) {
    raw.put(field.key(), value);
    return this;
  }

  RolloutInput input() {
    return switch (InputReader.read(raw)) {
      case InputReader.Result.Valid(RolloutInput valid) -> valid;
      case InputReader.Result.Invalid(List<Finding> findings) ->
          throw new AssertionError(Finding.message("the sample input is invalid:", findings));
    };
  }
}
