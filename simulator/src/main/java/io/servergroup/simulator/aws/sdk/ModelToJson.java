package io.servergroup.simulator.aws.sdk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Turns model objects into JSON values. */
public final class ModelToJson {
  private ModelToJson() {}

  /**
   * The members of a model object in the order of the service's model, without those that were
   * never set. A list that was set stays, even when it is empty.
   */
  public static Map<String, Object> of(SdkPojo model, Notation notation) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (SdkField<?> field : model.sdkFields()) {
      Object value = field.getValueOrDefault(model);
      if (isPresent(value)) {
        json.put(notation.memberName(field), value(field, value, notation));
      }
    }
    return json;
  }

  private static boolean isPresent(Object value) {
    return value != null
        && !(value instanceof SdkAutoConstructList)
        && !(value instanceof SdkAutoConstructMap);
  }

  private static Object value(SdkField<?> field, Object value, Notation notation) {
    return switch (value) {
      case SdkPojo model -> of(model, notation);
      case List<?> list -> list(field, list, notation);
      case Map<?, ?> map -> map(field, map, notation);
      case Instant time -> notation.timestamp(field, time);
      case SdkBytes bytes -> notation.blob(bytes);
      case String text -> text;
      case Number number -> number;
      case Boolean truth -> truth;
      default ->
          throw new UnsupportedOperationException(
              "member %s holds a %s, which the bridge does not convert"
                  .formatted(field.memberName(), value.getClass().getName()));
    };
  }

  private static List<Object> list(SdkField<?> field, List<?> list, Notation notation) {
    SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
    List<Object> json = new ArrayList<>(list.size());
    for (Object element : list) {
      json.add(element == null ? null : value(member, element, notation));
    }
    return json;
  }

  private static Map<String, Object> map(SdkField<?> field, Map<?, ?> map, Notation notation) {
    SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
    Map<String, Object> json = new LinkedHashMap<>();
    map.forEach(
        (key, element) ->
            json.put(
                String.valueOf(key), element == null ? null : value(member, element, notation)));
    return json;
  }
}
