package io.servergroup.stack;

import io.servergroup.rollout.BatchSize;
import io.servergroup.rollout.Finding;
import io.servergroup.rollout.InputField;
import io.servergroup.rollout.InputReader;
import io.servergroup.rollout.RolloutInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether a rollout would accept what the stack will start it with. */
final class RolloutChecks {
  private final ClusterInputs inputs;
  private final RolloutOptions options;
  private final List<Finding> findings = new ArrayList<>();

  RolloutChecks(ClusterInputs inputs, RolloutOptions options) {
    this.inputs = inputs;
    this.options = options;
  }

  List<Finding> check() {
    checkBatchSize();
    switch (options) {
      case RolloutOptions.NoObject(String why) ->
          refuse(
              ClusterInputs.OPTIONS,
              "found no JSON object: " + why,
              "give an object such as {\"bakeSeconds\": 60}, or {}");
      case RolloutOptions.Fields(Map<String, ?> fields) -> checkFields(fields);
    }
    return findings;
  }

  private void checkBatchSize() {
    String written = inputs.properties().text(ClusterInputs.BATCH_SIZE);
    Optional<BatchSize> batchSize = BatchSize.of(written);
    String most = inputs.size().isPresent() ? Integer.toString(inputs.size().getAsInt()) : "N";
    boolean tooMany =
        inputs.size().isPresent()
            && batchSize.isPresent()
            && batchSize.get().servers(inputs.size().getAsInt()) > inputs.size().getAsInt();
    if (batchSize.isEmpty() || tooMany) {
      refuse(
          ClusterInputs.BATCH_SIZE,
          "found \"" + written + "\"" + (tooMany ? " for a cluster of " + most : ""),
          "give a whole number of servers from 1 to " + most + ", or 1% to 100%");
    }
  }

  private void checkFields(Map<String, ?> fields) {
    Map<String, Object> input = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    fields.forEach(
        (key, value) -> {
          Optional<InputField> field =
              Arrays.stream(InputField.values()).filter(each -> each.key().equals(key)).findFirst();
          if (field.isEmpty()) {
            unknown.add("\"" + key + "\"");
          } else if (StackFields.OWN.containsKey(field.get())) {
            refuse(
                ClusterInputs.OPTIONS,
                "found \"" + key + "\"",
                "leave it out: " + StackFields.OWN.get(field.get()));
          } else {
            input.put(key, value);
          }
        });
    if (!unknown.isEmpty()) {
      refuse(
          ClusterInputs.OPTIONS,
          "unknown fields " + String.join(", ", unknown),
          "known are " + allowed());
    }
    // What the stack adds itself; the cluster's name is checked elsewhere.
    input.put(InputField.SERVER_GROUP.key(), "cluster");
    switch (InputReader.read(input)) {
      case InputReader.Result.Invalid(List<Finding> wrong) ->
          wrong.forEach(
              finding ->
                  refuse(
                      finding.where().replaceFirst("^input", ClusterInputs.OPTIONS),
                      finding.found(),
                      finding.wanted()));
      case InputReader.Result.Valid(RolloutInput valid) -> checkServers(valid.servers());
    }
  }

  private void checkServers(Set<Integer> servers) {
    if (inputs.size().isEmpty()) {
      return;
    }
    int size = inputs.size().getAsInt();
    NavigableSet<Integer> unknown = new TreeSet<>(servers).tailSet(size, true);
    if (!unknown.isEmpty()) {
      refuse(
          ClusterInputs.OPTIONS + " " + InputField.SERVERS.key(),
          "found the numbers %s in a cluster of %d".formatted(unknown, size),
          "name servers from 0 to " + (size - 1));
    }
  }

  private static String allowed() {
    return Arrays.stream(InputField.values())
        .filter(field -> !StackFields.OWN.containsKey(field))
        .map(InputField::key)
        .collect(Collectors.joining(", "));
  }

  private void refuse(String where, String found, String wanted) {
    findings.add(new Finding(where, found, wanted));
  }
}
