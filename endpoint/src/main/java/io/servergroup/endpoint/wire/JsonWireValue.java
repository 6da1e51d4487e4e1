package io.servergroup.endpoint.wire;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** A value of JSON: a map, list, text, number or truth value. A member that is null is absent. */
record JsonWireValue(Object json) implements WireValue {
  @Override
  public Optional<WireValue> member(SdkField<?> field) {
    return Optional.ofNullable(object().get(field.locationName())).map(JsonWireValue::new);
  }

  @Override
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    object().keySet().forEach(name -> names.add(String.valueOf(name)));
    return names;
  }

  @Override
  public List<WireValue> elements(ListTrait list) {
    if (!(json instanceof List<?> values)) {
      throw new UnfitValueException(String.valueOf(json), "a list");
    }
    List<WireValue> elements = new ArrayList<>();
    values.forEach(value -> elements.add(new JsonWireValue(value)));
    return elements;
  }

  @Override
  public Map<String, WireValue> entries(MapTrait map) {
    Map<String, WireValue> entries = new LinkedHashMap<>();
    object().forEach((key, value) -> entries.put(String.valueOf(key), new JsonWireValue(value)));
    return entries;
  }

  private Map<?, ?> object() {
    if (json instanceof Map<?, ?> members) {
      return members;
    }
    throw new UnfitValueException(String.valueOf(json), "an object");
  }

  @Override
  public Object scalar(SdkField<?> field) {
    return switch (field.marshallingType().getKnownType()) {
      case STRING -> json instanceof String ? json : unfit("a text");
      case BOOLEAN -> json instanceof Boolean ? json : unfit("true or false");
      case BYTE, SHORT, INTEGER, LONG, FLOAT, DOUBLE, BIG_DECIMAL ->
          json instanceof Number ? TextScalars.read(field, whole(json)) : unfit("a number");
      case INSTANT -> time();
      case SDK_BYTES -> blob();
      case LIST, MAP, SDK_POJO, DOCUMENT, NULL ->
          throw new IllegalStateException(field.memberName() + " is no scalar");
    };
  }

  /** Whole numbers may be written as {@code 2.0}. */
  private static String whole(Object number) {
    BigDecimal exact = new BigDecimal(number.toString()).stripTrailingZeros();
    return exact.toPlainString();
  }

  private Instant time() {
    try {
      return switch (json) {
        case Number seconds ->
            Instant.ofEpochMilli(new BigDecimal(seconds.toString()).movePointRight(3).longValue());
        case String text -> Instant.parse(text);
        case null, default -> (Instant) unfit("a time in seconds since 1970");
      };
    } catch (DateTimeException _) {
      return (Instant) unfit("a time in seconds since 1970");
    }
  }

  private SdkBytes blob() {
    try {
      return json instanceof String text
          ? SdkBytes.fromByteArray(Base64.getDecoder().decode(text))
          : (SdkBytes) unfit("a text in Base64");
    } catch (IllegalArgumentException _) {
      return (SdkBytes) unfit("in Base64");
    }
  }

  private Object unfit(String expected) {
    throw new UnfitValueException(String.valueOf(json), expected);
  }
}
