package io.servergroup.simulator.states.jsonata;

import com.dashjoin.jsonata.Jsonata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Translates values between the engine, where null is JSON's null, and the library, where null
 * means that there is nothing and a constant of its own stands for JSON's null. Parts that need no
 * translation are shared, not copied.
 */
final class Values {
  private Values() {}

  static Object toLibrary(Object value) {
    return switch (value) {
      case null -> Jsonata.NULL_VALUE;
      case List<?> list -> listToLibrary(list);
      case Map<?, ?> map -> mapToLibrary(map);
      default -> value;
    };
  }

  /**
   * @throws UnsupportedResultException when the value holds something JSON has no form for, such as
   *     a function
   */
  static Object fromLibrary(Object value) {
    if (value == null || value == Jsonata.NULL_VALUE) {
      return null;
    }
    return switch (value) {
      case String text -> text;
      case Boolean bool -> bool;
      case Number number -> numberFromLibrary(number);
      case List<?> list -> listFromLibrary(list);
      case Map<?, ?> map -> mapFromLibrary(map);
      default -> throw new UnsupportedResultException();
    };
  }

  private static Object numberFromLibrary(Number number) {
    if (number instanceof Double d && (d.isNaN() || d.isInfinite())) {
      throw new UnsupportedResultException();
    }
    return number;
  }

  private static Object listToLibrary(List<?> list) {
    List<Object> copy = null;
    for (int i = 0; i < list.size(); i++) {
      Object element = list.get(i);
      Object translated = toLibrary(element);
      if (translated != element && copy == null) {
        copy = new ArrayList<>(list);
      }
      if (copy != null) {
        copy.set(i, translated);
      }
    }
    return copy == null ? list : copy;
  }

  private static Object mapToLibrary(Map<?, ?> map) {
    Map<Object, Object> copy = null;
    for (Map.Entry<?, ?> member : map.entrySet()) {
      Object translated = toLibrary(member.getValue());
      if (translated != member.getValue()) {
        if (copy == null) {
          copy = new LinkedHashMap<>(map);
        }
        copy.put(member.getKey(), translated);
      }
    }
    return copy == null ? map : copy;
  }

  private static Object listFromLibrary(List<?> list) {
    boolean plain = list.getClass() == ArrayList.class;
    List<Object> copy = plain ? null : new ArrayList<>(list);
    for (int i = 0; i < list.size(); i++) {
      Object element = list.get(i);
      Object translated = fromLibrary(element);
      if (translated != element && copy == null) {
        copy = new ArrayList<>(list);
      }
      if (copy != null) {
        copy.set(i, translated);
      }
    }
    return copy == null ? list : copy;
  }

  private static Object mapFromLibrary(Map<?, ?> map) {
    Map<Object, Object> copy = null;
    for (Map.Entry<?, ?> member : map.entrySet()) {
      Object translated = fromLibrary(member.getValue());
      if (translated != member.getValue()) {
        if (copy == null) {
          copy = new LinkedHashMap<>(map);
        }
        copy.put(member.getKey(), translated);
      }
    }
    return copy == null ? map : copy;
  }

  /** A result that is no JSON. */
  static final class UnsupportedResultException extends RuntimeException {
    UnsupportedResultException() {
      super("not a JSON value", null, false, false);
    }
  }
}
