package io.servergroup.stack;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What CloudFormation is answered about a custom resource.
 *
 * @param success false lets the operation of the stack fail, and roll back
 * @param reason why, in words; the events of the stack show it
 * @param data what {@code Fn::GetAtt} reads; may be empty
 * @param secret whether CloudFormation masks the data wherever it shows them
 */
public record ResourceAnswer(
    boolean success, String reason, Map<String, String> data, boolean secret) {
  /**
   * @throws IllegalArgumentException when nothing is said of why something failed: CloudFormation
   *     demands it
   */
  public ResourceAnswer {
    if (!success && reason.isBlank()) {
      throw new IllegalArgumentException("FAILED without a reason");
    }
    data = Collections.unmodifiableSortedMap(new TreeMap<>(data));
  }

  public static ResourceAnswer success(String reason) {
    return success(reason, Map.of());
  }

  public static ResourceAnswer success(String reason, Map<String, String> data) {
    return new ResourceAnswer(true, reason, data, false);
  }

  public static ResourceAnswer failed(String reason) {
    return failed(reason, Map.of());
  }

  public static ResourceAnswer failed(String reason, Map<String, String> data) {
    return new ResourceAnswer(false, reason, data, false);
  }

  /** {@code SUCCESS} or {@code FAILED}, as CloudFormation calls it. */
  public String status() {
    return success ? "SUCCESS" : "FAILED";
  }
}
