package io.servergroup.simulator.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The maps, lists and scalars that a template consists of, seen as what they are. */
final class Values {
  private Values() {}

  static Map<String, Object> map(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("expected a map and found " + value);
    }
    Map<String, Object> typed = new LinkedHashMap<>();
    map.forEach((key, each) -> typed.put((String) key, each));
    return typed;
  }

  /** A map; an empty one when there is none. */
  static Map<String, Object> mapIn(Map<String, Object> parent, String key) {
    return parent.containsKey(key) ? map(parent.get(key)) : Map.of();
  }

  static List<Object> list(Object value) {
    if (!(value instanceof List<?> list)) {
      throw new IllegalArgumentException("expected a list and found " + value);
    }
    return new ArrayList<>(list);
  }

  /** A list, or the only item where one may leave the list out, as in policies and DependsOn. */
  static List<Object> listOrOne(Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> new ArrayList<>(list);
      default -> List.of(value);
    };
  }

  static List<String> texts(Object value) {
    return listOrOne(value).stream().map(Values::text).toList();
  }

  /** Text, also of a number or a truth. */
  static String text(Object value) {
    return switch (value) {
      case String text -> text;
      case Long number -> number.toString();
      case Boolean truth -> truth.toString();
      case null, default ->
          throw new IllegalArgumentException("expected a text and found " + value);
    };
  }
}
