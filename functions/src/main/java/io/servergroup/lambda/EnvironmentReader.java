package io.servergroup.lambda;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the variables of an environment, all of them, before it complains about any. */
final class EnvironmentReader {
  private final Map<String, String> environment;
  private final List<String> wrong = new ArrayList<>();

  EnvironmentReader(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The value of a variable; empty when it is missing or blank. */
  Optional<String> text(String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /**
   * The value of a variable that has to be there.
   *
   * @param meaning what to set it to
   */
  String required(String name, String meaning) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      wrong.add("%s is missing: set it to %s".formatted(name, meaning));
    }
    return value.orElse("");
  }

  /**
   * What a variable means; empty when it is missing, or means nothing.
   *
   * @param right what values have a meaning
   */
  <T> Optional<T> value(String name, Function<String, Optional<T>> meaning, String right) {
    Optional<String> text = text(name);
    Optional<T> value = text.flatMap(meaning);
    if (text.isPresent() && value.isEmpty()) {
      wrong.add("%s is '%s': set it to %s".formatted(name, text.get(), right));
    }
    return value;
  }

  Optional<Boolean> truth(String name) {
    return value(
        name,
        text ->
            Optional.of(text)
                .filter(word -> word.equals("true") || word.equals("false"))
                .map(Boolean::valueOf),
        "true or false");
  }

  Optional<Duration> seconds(String name, int least, int most) {
    return value(
        name,
        text ->
            Optional.of(text)
                .filter(number -> number.matches("[0-9]{1,9}"))
                .map(Integer::parseInt)
                .filter(number -> number >= least && number <= most)
                .map(Duration::ofSeconds),
        "seconds from %d to %d".formatted(least, most));
  }

  /**
   * @throws IllegalStateException naming everything that was missing or wrong; nothing when all was
   *     right
   */
  void complain() {
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(
          "the function's environment is not complete: " + String.join("; ", wrong));
    }
  }
}
