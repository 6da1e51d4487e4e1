package io.servergroup.simulator.aws;

import java.util.List;
import java.util.Map;

/** Where services put their events: the default event bus. */
@FunctionalInterface
public interface EventSink {
  /**
   * Emits an event; delivery is asynchronous and best effort.
   *
   * @param source such as {@code aws.autoscaling}
   * @param detailType such as {@code EC2 Instance-launch Lifecycle Action}
   * @param resources ARNs
   * @param detail JSON object as maps, lists, strings, numbers, booleans
   */
  void emit(String source, String detailType, List<String> resources, Map<String, Object> detail);
}
