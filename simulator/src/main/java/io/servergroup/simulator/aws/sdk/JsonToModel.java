package io.servergroup.simulator.aws.sdk;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Fills model objects from JSON values and collects everything that does not fit. */
public final class JsonToModel {
  private final Notation notation;
  private final List<String> findings = new ArrayList<>();

  private JsonToModel(Notation notation) {
    this.notation = notation;
  }

  /**
   * Builds a model object. A member that is null counts as absent. Words of the findings are those
   * of Step Functions: {@code The field 'x' is not supported by Step Functions}.
   *
   * @param builder the SDK's builder of the object to make
   * @throws InvalidArgumentsException when a member is unknown or of the wrong type
   */
  public static Object build(SdkPojo builder, Map<?, ?> json, Notation notation) {
    JsonToModel conversion = new JsonToModel(notation);
    Object model = conversion.structure(builder, json, "");
    if (!conversion.findings.isEmpty()) {
      throw new InvalidArgumentsException(model.getClass().getSimpleName(), conversion.findings);
    }
    return model;
  }

  private Object structure(SdkPojo builder, Map<?, ?> json, String path) {
    Map<String, SdkField<?>> fields = new LinkedHashMap<>();
    builder.sdkFields().forEach(field -> fields.put(notation.memberName(field), field));
    for (Map.Entry<?, ?> member : json.entrySet()) {
      String name = String.valueOf(member.getKey());
      String memberPath = path.isEmpty() ? name : path + "." + name;
      SdkField<?> field = fields.get(name);
      if (field == null) {
        findings.add(unknown(memberPath, name, fields));
      } else if (member.getValue() != null) {
        Object value = value(field, member.getValue(), memberPath);
        if (value != null) {
          field.set(builder, value);
        }
      }
    }
    return ((Buildable) builder).build();
  }

  private static String unknown(String path, String name, Map<String, SdkField<?>> fields) {
    String sentence = "The field '%s' is not supported by Step Functions".formatted(path);
    for (String candidate : fields.keySet()) {
      if (candidate.equalsIgnoreCase(name)) {
        return sentence + "; write '" + candidate + "'";
      }
    }
    return sentence + "; supported: " + String.join(", ", fields.keySet());
  }

  /** The value for a field; null, with a finding, when it does not fit. */
  private Object value(SdkField<?> field, Object json, String path) {
    return switch (field.marshallingType().getKnownType()) {
      case STRING -> typed(json, String.class, path, "a STRING");
      case BOOLEAN -> typed(json, Boolean.class, path, "a BOOLEAN");
      case BYTE -> whole(json, Byte.MIN_VALUE, Byte.MAX_VALUE, Long::byteValue, path);
      case SHORT -> whole(json, Short.MIN_VALUE, Short.MAX_VALUE, Long::shortValue, path);
      case INTEGER -> whole(json, Integer.MIN_VALUE, Integer.MAX_VALUE, Long::intValue, path);
      case LONG -> whole(json, Long.MIN_VALUE, Long.MAX_VALUE, value -> value, path);
      case FLOAT -> json instanceof Number n ? n.floatValue() : mismatch(json, path, "a NUMBER");
      case DOUBLE -> json instanceof Number n ? n.doubleValue() : mismatch(json, path, "a NUMBER");
      case BIG_DECIMAL ->
          json instanceof Number n
              ? new BigDecimal(n.toString())
              : mismatch(json, path, "a NUMBER");
      case INSTANT -> timestamp(json, path);
      case SDK_BYTES -> blob(json, path);
      case LIST -> list(field, json, path);
      case MAP -> map(field, json, path);
      case SDK_POJO ->
          json instanceof Map<?, ?> members
              ? structure(field.constructor().get(), members, path)
              : mismatch(json, path, "an OBJECT");
      case DOCUMENT, NULL ->
          throw new UnsupportedOperationException(
              "member "
                  + path
                  + " is of the type "
                  + field.marshallingType().getKnownType()
                  + ", which the bridge does not convert");
    };
  }

  private Object typed(Object json, Class<?> type, String path, String expected) {
    return type.isInstance(json) ? json : mismatch(json, path, expected);
  }

  // Expressions yield whole numbers as floating-point ones now and then, so 2.0 is as good as 2.
  private Object whole(
      Object json, long least, long most, Function<Long, Object> narrow, String path) {
    if (json instanceof Number number) {
      try {
        long value = new BigDecimal(number.toString()).longValueExact();
        if (value >= least && value <= most) {
          return narrow.apply(value);
        }
      } catch (ArithmeticException _) {
        // Not a whole number, or beyond 64 bits: the finding below says so.
      }
    }
    return mismatch(json, path, "an INTEGER from %d to %d".formatted(least, most));
  }

  private Instant timestamp(Object json, String path) {
    try {
      Instant time = notation.parseTimestamp(json);
      if (time != null) {
        return time;
      }
    } catch (DateTimeException _) {
      // The finding below names the text.
    }
    mismatch(json, path, "a TIMESTAMP such as 2026-01-05T09:00:00Z");
    return null;
  }

  private Object blob(Object json, String path) {
    try {
      return json instanceof String text
          ? notation.parseBlob(text)
          : mismatch(json, path, "a STRING");
    } catch (IllegalArgumentException e) {
      return mismatch(json, path, "a STRING in Base64");
    }
  }

  private Object list(SdkField<?> field, Object json, String path) {
    if (!(json instanceof List<?> elements)) {
      return mismatch(json, path, "an ARRAY");
    }
    SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
    List<Object> values = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      values.add(element(member, elements.get(i), path + "[" + i + "]"));
    }
    return values;
  }

  private Object map(SdkField<?> field, Object json, String path) {
    if (!(json instanceof Map<?, ?> members)) {
      return mismatch(json, path, "an OBJECT");
    }
    SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
    Map<String, Object> values = new LinkedHashMap<>();
    members.forEach(
        (key, value) -> values.put(String.valueOf(key), element(member, value, path + "." + key)));
    return values;
  }

  private Object element(SdkField<?> field, Object json, String path) {
    return json == null ? mismatch(null, path, "present") : value(field, json, path);
  }

  private Object mismatch(Object json, String path, String expected) {
    findings.add(
        "The value for the field '%s' must be %s but was %s"
            .formatted(path, expected, describe(json)));
    return null;
  }

  private static String describe(Object json) {
    return switch (json) {
      case null -> "null";
      case String text -> "the STRING \"" + abbreviate(text) + "\"";
      case Number number -> "the NUMBER " + number;
      case Boolean truth -> "the BOOLEAN " + truth;
      case List<?> list -> "an ARRAY";
      case Map<?, ?> map -> "an OBJECT";
      default -> "a " + json.getClass().getName();
    };
  }

  private static String abbreviate(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}
