package io.servergroup.endpoint.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Makes a model object of what a request holds. AWS ignores members that it does not know; here
 * they are refused, because whoever sends them expects something to come of them.
 */
final class ModelReader {
  private final List<String> findings = new ArrayList<>();

  private ModelReader() {}

  /**
   * Builds a model object.
   *
   * @param builder the SDK's builder of the object to make
   * @throws MalformedRequestException when members are unknown or of the wrong type
   */
  static Object read(SdkPojo builder, WireValue value) {
    ModelReader reader = new ModelReader();
    try {
      Object model = reader.structure(builder, value, "");
      if (reader.findings.isEmpty()) {
        return model;
      }
    } catch (UnfitValueException e) {
      reader.findings.add("the request: " + e.getMessage());
    }
    throw new MalformedRequestException(reader.findings);
  }

  private Object structure(SdkPojo builder, WireValue value, String path) {
    Set<String> unknown = new LinkedHashSet<>(value.names());
    for (SdkField<?> field : builder.sdkFields()) {
      unknown.remove(field.locationName());
      value
          .member(field)
          .map(member -> value(field, member, below(path, field.locationName())))
          .ifPresent(member -> field.set(builder, member));
    }
    unknown.forEach(
        name -> findings.add("the member '%s' is unknown".formatted(below(path, name))));
    return ((Buildable) builder).build();
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** The value for a field; null, with a finding, when it does not fit. */
  private Object value(SdkField<?> field, WireValue value, String path) {
    try {
      return switch (field.marshallingType().getKnownType()) {
        case LIST -> list(field.getRequiredTrait(ListTrait.class), value, path);
        case MAP -> map(field.getRequiredTrait(MapTrait.class), value, path);
        case SDK_POJO -> structure(field.constructor().get(), value, path);
        default -> value.scalar(field);
      };
    } catch (UnfitValueException e) {
      findings.add(path + ": " + e.getMessage());
      return null;
    }
  }

  private List<Object> list(ListTrait list, WireValue value, String path) {
    List<Object> elements = new ArrayList<>();
    for (WireValue element : value.elements(list)) {
      elements.add(value(list.memberFieldInfo(), element, path + "[" + elements.size() + "]"));
    }
    return elements;
  }

  private Map<String, Object> map(MapTrait map, WireValue value, String path) {
    Map<String, Object> entries = new LinkedHashMap<>();
    value
        .entries(map)
        .forEach(
            (key, entry) -> entries.put(key, value(map.valueFieldInfo(), entry, below(path, key))));
    return entries;
  }
}
