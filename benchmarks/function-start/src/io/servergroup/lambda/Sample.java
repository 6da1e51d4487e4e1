package io.servergroup.lambda;

import java.util.LinkedHashMap;
import java.util.Map;

/** The decision that everybody writes. */
final class Sample {
  static final String NAMESPACE = "ServerGroup";
  static final String DECISION = "AttachInterface";
  static final String GROUP = "tools";
  static final double LATENCY = 1200;

  private Sample() {}

  static Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("group", GROUP);
    fields.put("server", 1);
    fields.put("instance", "i-0123456789abcdef0");
    fields.put("reason", "slot 1 is free and in its zone");
    fields.put("outcome", "Done");
    return fields;
  }
}
