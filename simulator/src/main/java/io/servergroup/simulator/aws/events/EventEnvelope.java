package io.servergroup.simulator.aws.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Writes the envelope of events: its fields in the order AWS sends them, the detail's by name. */
final class EventEnvelope {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private final String account;
  private final String region;

  EventEnvelope(String region, String account) {
    this.region = region;
    this.account = account;
  }

  ObjectNode write(
      String id,
      Instant time,
      String source,
      String detailType,
      List<String> resources,
      Map<String, Object> detail) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("version", "0")
            .put("id", id)
            .put("detail-type", detailType)
            .put("source", source)
            .put("account", account)
            .put("time", time.truncatedTo(ChronoUnit.SECONDS).toString())
            .put("region", region);
    resources.forEach(json.putArray("resources")::add);
    try {
      json.set("detail", JSON.valueToTree(detail));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "detail of '" + detailType + "' is not JSON: " + detail, e);
    }
    return json;
  }

  /**
   * Reads the detail of an entry of PutEvents.
   *
   * @throws IllegalArgumentException when it is not a JSON object
   */
  static Map<String, Object> parseDetail(String detail) {
    try {
      return JSON.readerForMapOf(Object.class).readValue(detail);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON object: " + detail, e);
    }
  }
}
