package io.servergroup.endpoint.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * Parameters of a form as a tree: {@code Filters.member.1.Name=x} is a value five levels down.
 *
 * <p>Lists are written in three ways, which are told apart by what is there: {@code Name.member.1}
 * or {@code Name.OtherWord.1} in the query protocol, {@code Name.1} in that of EC2 and for
 * flattened lists. A name without a number and with empty text is an empty list.
 */
final class FormValue implements WireValue {
  private final Map<String, FormValue> below = new LinkedHashMap<>();
  private String text = "";

  private FormValue() {}

  /** The tree of a form, which may be in a body or in a query string. */
  static FormValue parse(String form) {
    FormValue root = new FormValue();
    for (Map.Entry<String, String> parameter : parameters(form)) {
      FormValue value = root;
      for (String part : parameter.getKey().split("\\.", -1)) {
        value = value.below.computeIfAbsent(part, _ -> new FormValue());
      }
      value.text = parameter.getValue();
    }
    return root;
  }

  /** The decoded parameters of a form, in their order. */
  static List<Map.Entry<String, String>> parameters(String form) {
    List<Map.Entry<String, String>> parameters = new ArrayList<>();
    for (String parameter : form.split("&", -1)) {
      if (!parameter.isEmpty()) {
        int end = parameter.indexOf('=');
        parameters.add(
            end < 0
                ? Map.entry(decoded(parameter), "")
                : Map.entry(
                    decoded(parameter.substring(0, end)), decoded(parameter.substring(end + 1))));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Takes a parameter away that belongs to the protocol and not to the request. */
  Optional<String> take(String name) {
    return Optional.ofNullable(below.remove(name)).map(value -> value.text);
  }

  /** The parameter of that name itself. */
  Optional<String> parameter(String name) {
    return Optional.ofNullable(below.get(name)).map(value -> value.text);
  }

  @Override
  public Optional<WireValue> member(SdkField<?> field) {
    return Optional.ofNullable(below.get(field.locationName()));
  }

  @Override
  public Set<String> names() {
    return below.keySet();
  }

  @Override
  public List<WireValue> elements(ListTrait list) {
    return List.copyOf(elements());
  }

  @Override
  public Map<String, WireValue> entries(MapTrait map) {
    String key = Optional.ofNullable(map.keyLocationName()).orElse("key");
    String value = Optional.ofNullable(map.valueLocationName()).orElse("value");
    Map<String, WireValue> entries = new LinkedHashMap<>();
    for (FormValue entry : elements()) {
      FormValue name = entry.below.get(key);
      FormValue content = entry.below.get(value);
      if (name == null || content == null) {
        throw new UnfitValueException(
            String.join(", ", entry.below.keySet()), "a pair of %s and %s".formatted(key, value));
      }
      entries.put(name.text, content);
    }
    return entries;
  }

  @Override
  public Object scalar(SdkField<?> field) {
    if (!below.isEmpty()) {
      throw new UnfitValueException(String.join(", ", below.keySet()), "a single value");
    }
    return TextScalars.read(field, text);
  }

  /** What is below the name, or below the one word that may stand between name and numbers. */
  private List<FormValue> elements() {
    return below.size() == 1 && !isNumber(below.keySet().iterator().next())
        ? below.values().iterator().next().numbered()
        : numbered();
  }

  /** What is below, by number. */
  private List<FormValue> numbered() {
    TreeMap<Integer, FormValue> byNumber = new TreeMap<>();
    below.forEach(
        (name, value) -> {
          if (!isNumber(name)) {
            throw new UnfitValueException(name, "the number of an element");
          }
          byNumber.put(Integer.valueOf(name), value);
        });
    return new ArrayList<>(byNumber.values());
  }

  private static boolean isNumber(String name) {
    return name.matches("\\d{1,9}");
  }
}
