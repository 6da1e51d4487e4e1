package io.servergroup.simulator.states;

import java.util.Objects;

/** Where the engine pretends to be. */
public record EngineSettings(String partition, String region, String accountId) {
  public EngineSettings {
    Objects.requireNonNull(partition);
    Objects.requireNonNull(region);
    Objects.requireNonNull(accountId);
  }

  String machineArn(String name) {
    return "arn:%s:states:%s:%s:stateMachine:%s".formatted(partition, region, accountId, name);
  }

  String executionArn(String machine, String name) {
    return "arn:%s:states:%s:%s:execution:%s:%s"
        .formatted(partition, region, accountId, machine, name);
  }

  String mapRunArn(String machine, String label, String id) {
    return "arn:%s:states:%s:%s:mapRun:%s/%s:%s"
        .formatted(partition, region, accountId, machine, label, id);
  }
}
