package io.servergroup.simulator.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes out {@code Fn::ForEach}. Three programs do that and differ in what they accept
 * (CloudFormation, SAM's command line and cfn-lint), so only what all of them understand is
 * accepted here: the loop's identifier in a key, in {@code Ref} and in {@code Fn::Sub}, and {@code
 * Fn::Sub} for the name of a resource in {@code Ref} and {@code Fn::GetAtt}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html">Fn::ForEach</a>
 */
final class Loops {
  private static final String LOOP = "Fn::ForEach::";
  private static final Pattern IN_KEY = Pattern.compile("[$&]\\{(\\w+)}");

  private final Function<Object, List<String>> collections;

  /**
   * @param collections gives the items of a loop's collection, which may be a function of
   *     parameters and mappings
   */
  Loops(Function<Object, List<String>> collections) {
    this.collections = collections;
  }

  /**
   * A section ({@code Resources}, {@code Outputs}, {@code Conditions}) with its loops written out.
   */
  Map<String, Object> section(Map<String, Object> section) {
    Map<String, Object> written = entries(section, Map.of());
    written.forEach((name, each) -> refuseLoops(name, each));
    return written;
  }

  private Map<String, Object> entries(Map<String, Object> entries, Map<String, String> bound) {
    Map<String, Object> written = new LinkedHashMap<>();
    entries.forEach(
        (key, value) -> {
          Map<String, Object> more =
              key.startsWith(LOOP)
                  ? loop(key, Values.list(value), bound)
                  : Map.of(key(key, bound), entry(value, bound));
          more.forEach((name, each) -> define(written, name, each, key));
        });
    return written;
  }

  private static void define(
      Map<String, Object> written, String name, Object value, String origin) {
    if (written.containsKey(name)) {
      throw new IllegalArgumentException(name + " is defined twice, the second time by " + origin);
    }
    written.put(name, value);
  }

  private Map<String, Object> loop(String name, List<Object> parts, Map<String, String> bound) {
    if (parts.size() != 3) {
      throw new IllegalArgumentException(
          name + " takes an identifier, a collection and a map; it has " + parts.size() + " parts");
    }
    String identifier = Values.text(parts.get(0));
    Map<String, Object> body = Values.map(parts.get(2));
    body.keySet().stream()
        .filter(key -> !key.startsWith(LOOP) && !identifiers(key).contains(identifier))
        .findAny()
        .ifPresent(
            key -> {
              throw new IllegalArgumentException(
                  key + " in " + name + " needs ${" + identifier + "}, to differ in each round");
            });
    Map<String, Object> written = new LinkedHashMap<>();
    for (String item : collections.apply(bound(parts.get(1), bound))) {
      Map<String, String> inner = new LinkedHashMap<>(bound);
      inner.put(identifier, item);
      entries(body, inner).forEach((key, value) -> define(written, key, value, name));
    }
    return written;
  }

  /** One resource or output; a loop may also stand at the top of a resource's properties. */
  private Object entry(Object value, Map<String, String> bound) {
    if (!(value instanceof Map<?, ?>) || !Values.map(value).containsKey("Properties")) {
      return bound(value, bound);
    }
    Map<String, Object> written = new LinkedHashMap<>();
    Values.map(value)
        .forEach(
            (key, part) ->
                written.put(
                    key,
                    key.equals("Properties")
                        ? properties(Values.map(part), bound)
                        : bound(part, bound)));
    return written;
  }

  private Map<String, Object> properties(
      Map<String, Object> properties, Map<String, String> bound) {
    Map<String, Object> written = new LinkedHashMap<>();
    properties.forEach(
        (key, value) -> {
          if (key.startsWith(LOOP)) {
            written.putAll(loop(key, Values.list(value), bound));
          } else {
            written.put(key(key, bound), bound(value, bound));
          }
        });
    return written;
  }

  /** A part of a loop's body, as it is in one round. */
  private static Object bound(Object value, Map<String, String> bound) {
    return switch (value) {
      case Map<?, ?> map -> function(Values.map(map), bound);
      case List<?> list -> {
        List<Object> written = new ArrayList<>();
        list.forEach(item -> written.add(bound(item, bound)));
        yield written;
      }
      case String text -> {
        bound.keySet().stream()
            .filter(identifier -> text.contains("{" + identifier + "}"))
            .findAny()
            .ifPresent(
                identifier -> {
                  throw new IllegalArgumentException(
                      "\"%s\" has a loop's ${%s} outside Fn::Sub, which not every program that writes out loops replaces; put it into !Sub"
                          .formatted(text, identifier));
                });
        yield text;
      }
      default -> value;
    };
  }

  private static Object function(Map<String, Object> map, Map<String, String> bound) {
    if (map.size() == 1 && map.get("Ref") instanceof String name && bound.containsKey(name)) {
      return bound.get(name);
    }
    if (map.size() == 1 && map.containsKey("Fn::Sub")) {
      return substituted(map.get("Fn::Sub"), bound);
    }
    Map<String, Object> written = new LinkedHashMap<>();
    map.forEach((key, value) -> written.put(key(key, bound), bound(value, bound)));
    return written;
  }

  /** What is left of a substitution; its text alone when nothing is left to be substituted. */
  private static Object substituted(Object argument, Map<String, String> bound) {
    if (argument instanceof List<?> parts) {
      return Map.of(
          "Fn::Sub", List.of(filled(Values.text(parts.get(0)), bound), bound(parts.get(1), bound)));
    }
    String text = filled(Values.text(argument), bound);
    return text.contains("${") ? Map.of("Fn::Sub", text) : text;
  }

  private static String filled(String text, Map<String, String> bound) {
    String filled = text;
    for (Map.Entry<String, String> each : bound.entrySet()) {
      filled = filled.replace("${" + each.getKey() + "}", each.getValue());
    }
    return filled;
  }

  /** A key in one round; with an ampersand, only the letters and digits of the item go into it. */
  private static String key(String key, Map<String, String> bound) {
    return IN_KEY
        .matcher(key)
        .replaceAll(
            found -> {
              String item = bound.get(found.group(1));
              if (item == null) {
                return Matcher.quoteReplacement(found.group());
              }
              return found.group().startsWith("&") ? item.replaceAll("[^A-Za-z0-9]", "") : item;
            });
  }

  private static List<String> identifiers(String key) {
    return IN_KEY.matcher(key).results().map(found -> found.group(1)).toList();
  }

  private static void refuseLoops(String where, Object value) {
    switch (value) {
      case Map<?, ?> map ->
          map.forEach(
              (key, each) -> {
                if (key.toString().startsWith(LOOP)) {
                  throw new IllegalArgumentException(
                      where
                          + " has the loop "
                          + key
                          + " below the top of its properties, where not every program looks for it");
                }
                refuseLoops(where, each);
              });
      case List<?> list -> list.forEach(each -> refuseLoops(where, each));
      default -> {}
    }
  }
}
