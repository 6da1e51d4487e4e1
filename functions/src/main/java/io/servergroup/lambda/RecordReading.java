package io.servergroup.lambda;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes records of what was read from JSON. A field that is missing is null, 0 or false, because a
 * state machine may still carry what an older version of the functions answered; one that is
 * unknown is left out.
 */
final class RecordReading {
  /** Asking a class for the types of its components costs more than reading most requests. */
  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return shapeOf(type);
        }
      };

  private RecordReading() {}

  /**
   * How records of a class are made.
   *
   * @param fields in the order of the constructor's parameters
   */
  private record Shape(Constructor<?> constructor, List<Field> fields) {}

  /** A component of a record. */
  private record Field(String name, Type type) {}

  private static Shape shapeOf(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return new Shape(
          constructor,
          Arrays.stream(components)
              .map(component -> new Field(component.getName(), component.getGenericType()))
              .toList());
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  /**
   * Makes one.
   *
   * @throws IllegalArgumentException naming the field that is of another kind than the record's
   */
  static <R extends Record> R of(Class<R> type, Map<?, ?> fields) {
    return type.cast(record(type, fields, ""));
  }

  private static Object record(Class<?> type, Map<?, ?> fields, String path) {
    Shape shape = SHAPES.get(type);
    Object[] values = new Object[shape.fields().size()];
    for (int i = 0; i < values.length; i++) {
      Field field = shape.fields().get(i);
      values[i] = value(field.type(), fields.get(field.name()), path + field.name());
    }
    try {
      return shape.constructor().newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(path + " cannot be such: " + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  private static Object value(Type type, Object value, String path) {
    return switch (type) {
      case ParameterizedType generic -> value == null ? null : collection(generic, value, path);
      case Class<?> plain when value == null -> missing(plain);
      case Class<?> plain when plain == Object.class -> value;
      case Class<?> plain when plain == String.class && value instanceof String -> value;
      case Class<?> plain when plain == boolean.class || plain == Boolean.class ->
          value instanceof Boolean ? value : refuse(path, value, "true or false");
      case Class<?> plain when plain == int.class || plain == Integer.class ->
          (int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE, path);
      case Class<?> plain when plain == long.class || plain == Long.class ->
          whole(value, Long.MIN_VALUE, Long.MAX_VALUE, path);
      case Class<?> plain when plain.isRecord() ->
          value instanceof Map<?, ?> fields
              ? record(plain, fields, path + ".")
              : refuse(path, value, "an object");
      case Class<?> plain when plain == String.class -> refuse(path, value, "a text");
      default -> throw new IllegalStateException("no field can be of " + type);
    };
  }

  private static Object missing(Class<?> type) {
    if (type == boolean.class) {
      return false;
    }
    if (type == int.class) {
      return 0;
    }
    return type == long.class ? 0L : null;
  }

  private static Object collection(ParameterizedType type, Object value, String path) {
    Type element = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
    if (type.getRawType() == List.class) {
      List<Object> all = new ArrayList<>();
      for (Object each :
          value instanceof List<?> list ? list : (List<?>) refuse(path, value, "a list")) {
        all.add(value(element, each, "%s[%d]".formatted(path, all.size())));
      }
      return all;
    }
    if (type.getRawType() == Map.class) {
      Map<String, Object> all = new LinkedHashMap<>();
      Map<?, ?> fields =
          value instanceof Map<?, ?> map ? map : (Map<?, ?>) refuse(path, value, "an object");
      fields.forEach(
          (name, each) ->
              all.put(String.valueOf(name), value(element, each, "%s.%s".formatted(path, name))));
      return all;
    }
    throw new IllegalStateException("no field can be of " + type);
  }

  private static long whole(Object value, long least, long most, String path) {
    if (value instanceof Number number) {
      BigDecimal exact = new BigDecimal(number.toString());
      if (exact.stripTrailingZeros().scale() <= 0
          && exact.compareTo(BigDecimal.valueOf(least)) >= 0
          && exact.compareTo(BigDecimal.valueOf(most)) <= 0) {
        return exact.longValue();
      }
    }
    return (long) refuse(path, value, "a whole number from %d to %d".formatted(least, most));
  }

  /** Never returns; has a type for those who call it in an expression. */
  private static Object refuse(String path, Object found, String right) {
    throw new IllegalArgumentException("%s is %s; right is %s".formatted(path, found, right));
  }
}
