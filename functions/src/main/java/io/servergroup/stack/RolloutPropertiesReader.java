package io.servergroup.stack;

import io.servergroup.rollout.Finding;
import io.servergroup.rollout.InputReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the properties of a {@code Custom::Rollout}, and finds everything wrong at once. */
public final class RolloutPropertiesReader {
  /** Properties that can be used, or all that is wrong with them. */
  public sealed interface Result {
    record Valid(RolloutProperties properties) implements Result {}

    /** Never empty. */
    record Invalid(List<Finding> findings) implements Result {}
  }

  private static final int MOST_SERVERS = 1_000;
  private static final int MOST_LINKS = 20;
  private static final int MOST_MINUTES = 2_880;

  private RolloutPropertiesReader() {}

  /**
   * Reads them.
   *
   * @param json reads a JSON object; empty when a text is none
   */
  public static Result read(
      ResourceRequest request, Function<String, Optional<Map<String, Object>>> json) {
    PropertyReader reader = new PropertyReader(request);
    int links = reader.number("Links", 1, MOST_LINKS);
    RolloutProperties properties =
        new RolloutProperties(
            reader.required(
                ResourceRequest.SERVER_GROUP, "the ServerGroupName tag of the group to roll"),
            reader.required("LaunchTemplateVersion", "the number of a launch template version"),
            reader.number("ClusterSize", 1, MOST_SERVERS),
            request.property("BatchSize").orElse("1"),
            reader.truth("SkipHealthCheck"),
            reader.truth("SkipRollingDeploy"),
            Duration.ofMinutes(reader.number("WaitForCapacityTimeoutMinutes", 0, MOST_MINUTES)),
            reader.number("Link", 1, links),
            links,
            request.property("Follows"),
            options(request, json, reader));
    reader.add(inputFindings(properties));
    return reader.findings().isEmpty()
        ? new Result.Valid(properties)
        : new Result.Invalid(reader.findings());
  }

  private static Map<String, Object> options(
      ResourceRequest request,
      Function<String, Optional<Map<String, Object>>> json,
      PropertyReader reader) {
    Optional<Map<String, Object>> options =
        json.apply(request.property("RolloutOptions").orElse("{}"));
    if (options.isEmpty()) {
      reader.refuse("RolloutOptions", "a JSON object with fields of a rollout's input, such as {}");
      return Map.of();
    }
    List<Finding> refused = new ArrayList<>();
    StackFields.OWN.forEach(
        (field, instead) -> {
          if (options.get().containsKey(field.key())) {
            refused.add(
                new Finding(
                    "property RolloutOptions",
                    "found the field \"" + field.key() + "\"",
                    "leave it out: " + instead));
          }
        });
    reader.add(refused);
    Map<String, Object> allowed = new LinkedHashMap<>(options.get());
    StackFields.OWN.keySet().forEach(field -> allowed.remove(field.key()));
    return allowed;
  }

  /** The rollout itself would refuse it too, but only after the stack has changed the template. */
  private static List<Finding> inputFindings(RolloutProperties properties) {
    if (properties.serverGroup().isEmpty()) {
      return List.of();
    }
    return InputReader.read(properties.rolloutInput(false))
            instanceof InputReader.Result.Invalid(List<Finding> findings)
        ? findings
        : List.of();
  }
}
