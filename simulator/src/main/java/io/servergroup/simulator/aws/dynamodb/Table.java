package io.servergroup.simulator.aws.dynamodb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table and its items, each with the version before the last write. */
final class Table {
  /** An item, what it was before, and since when it is what it is; deleted ones are empty. */
  record Versions(
      Map<String, AttributeValue> before, Map<String, AttributeValue> now, Instant since) {}

  private static final Versions NEVER_WRITTEN = new Versions(Map.of(), Map.of(), Instant.MIN);

  private final String name;
  private final List<String> keyAttributes;
  private final Map<List<AttributeValue>, Versions> items = new LinkedHashMap<>();

  Table(String name, List<String> keyAttributes) {
    this.name = name;
    this.keyAttributes = List.copyOf(keyAttributes);
  }

  String name() {
    return name;
  }

  List<String> keyAttributes() {
    return keyAttributes;
  }

  /** The key within a whole item. */
  List<AttributeValue> keyOf(Map<String, AttributeValue> item) {
    List<AttributeValue> key = new ArrayList<>();
    for (String attribute : keyAttributes) {
      AttributeValue value = item.get(attribute);
      if (value == null) {
        throw DynamoErrors.validation(
            "One or more parameter values were invalid: Missing the key "
                + attribute
                + " in the item");
      }
      if (value.type() == AttributeValue.Type.S && value.s().isEmpty()) {
        throw DynamoErrors.validation(
            "One or more parameter values are not valid. The AttributeValue for a key attribute"
                + " cannot contain an empty string value. Key: "
                + attribute);
      }
      key.add(value);
    }
    return key;
  }

  /** A key by itself, which must name the key attributes and no others. */
  List<AttributeValue> exactKey(Map<String, AttributeValue> key) {
    if (key.size() != keyAttributes.size() || !key.keySet().containsAll(keyAttributes)) {
      throw DynamoErrors.validation("The provided key element does not match the schema");
    }
    return keyOf(key);
  }

  Versions versions(List<AttributeValue> key) {
    return items.getOrDefault(key, NEVER_WRITTEN);
  }

  void write(List<AttributeValue> key, Map<String, AttributeValue> item, Instant now) {
    Map<String, AttributeValue> stored = new TreeMap<>();
    item.forEach((attribute, value) -> stored.put(attribute, Values.stored(value)));
    items.put(key, new Versions(versions(key).now(), Collections.unmodifiableMap(stored), now));
  }
}
