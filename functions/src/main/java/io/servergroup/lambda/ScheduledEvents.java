package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * EventBridge's events.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html">
 *     Structure of events</a>
 */
final class ScheduledEvents {
  private ScheduledEvents() {}

  /**
   * Reads an event but for its time, which is that of the clock that made it and decides nothing.
   *
   * @throws IOException when it is no object of JSON
   */
  static ScheduledEvent read(InputStream json) throws IOException {
    Map<String, Object> fields = JsonFunction.object(json);
    ScheduledEvent event = new ScheduledEvent();
    event.setId(text(fields, "id"));
    event.setAccount(text(fields, "account"));
    event.setRegion(text(fields, "region"));
    event.setSource(text(fields, "source"));
    event.setDetailType(text(fields, "detail-type"));
    if (fields.get("resources") instanceof List<?> resources) {
      event.setResources(resources.stream().map(String::valueOf).toList());
    }
    if (fields.get("detail") instanceof Map<?, ?> detail) {
      Map<String, Object> copy = new LinkedHashMap<>();
      detail.forEach((name, value) -> copy.put(String.valueOf(name), value));
      event.setDetail(copy);
    }
    return event;
  }

  private static String text(Map<String, Object> fields, String name) {
    return fields.get(name) instanceof String text ? text : null;
  }
}
