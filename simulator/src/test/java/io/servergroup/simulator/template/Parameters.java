package io.servergroup.simulator.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The parameters of a template with the values of one deployment.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html">Parameters</a>
 */
final class Parameters {
  private final Map<String, Object> declared;
  private final Map<String, String> given;

  /**
   * @throws IllegalArgumentException when a value is given to a parameter that is not declared, or
   *     none to one without a default
   */
  Parameters(Map<String, Object> declared, Map<String, String> given) {
    this.declared = declared;
    this.given = given;
    Set<String> unknown = new TreeSet<>(given.keySet());
    unknown.removeAll(declared.keySet());
    List<String> missing =
        declared.keySet().stream()
            .filter(name -> !given.containsKey(name) && !declaration(name).containsKey("Default"))
            .toList();
    if (!unknown.isEmpty() || !missing.isEmpty()) {
      throw new IllegalArgumentException(
          "the template has no parameters %s; it needs values for %s".formatted(unknown, missing));
    }
  }

  Set<String> names() {
    return declared.keySet();
  }

  boolean has(String name) {
    return declared.containsKey(name);
  }

  Map<String, Object> declaration(String name) {
    return Values.map(declared.get(name));
  }

  String type(String name) {
    return Values.text(declaration(name).get("Type"));
  }

  /** The text given, or the default. */
  String text(String name) {
    String text = given.get(name);
    return text != null ? text : Values.text(declaration(name).get("Default"));
  }

  /** What {@code Ref} gives: a list for the types that are lists. */
  Object value(String name) {
    String type = type(name);
    if (type.startsWith("AWS::SSM::Parameter::Value<")) {
      return "<ssm:" + text(name) + ">";
    }
    return isList(type) ? items(text(name)) : text(name);
  }

  private static boolean isList(String type) {
    return type.equals("CommaDelimitedList") || type.startsWith("List<");
  }

  /** Items are separated by commas; spaces around them are left out; an empty text has one item. */
  private static List<Object> items(String text) {
    List<Object> items = new ArrayList<>();
    for (String item : text.split(",", -1)) {
      items.add(item.strip());
    }
    return items;
  }

  /** What CloudFormation refuses before it does anything, in words, by the parameter's name. */
  Map<String, String> refusals() {
    Map<String, String> refused = new LinkedHashMap<>();
    for (String name : declared.keySet()) {
      Map<String, Object> declaration = declaration(name);
      List<Object> values = isList(type(name)) ? items(text(name)) : List.of((Object) text(name));
      for (Object value : values) {
        if (!accepts(declaration, value.toString())) {
          refused.put(
              name,
              declaration.containsKey("ConstraintDescription")
                  ? Values.text(declaration.get("ConstraintDescription"))
                  : "");
        }
      }
    }
    return refused;
  }

  private static boolean accepts(Map<String, Object> declaration, String value) {
    if (declaration.containsKey("AllowedValues")
        && !Values.texts(declaration.get("AllowedValues")).contains(value)) {
      return false;
    }
    if (declaration.containsKey("AllowedPattern")
        && !Pattern.matches(Values.text(declaration.get("AllowedPattern")), value)) {
      return false;
    }
    return within(declaration, "Length", value.length())
        && (!"Number".equals(declaration.get("Type")) || numberAccepted(declaration, value));
  }

  private static boolean numberAccepted(Map<String, Object> declaration, String value) {
    return value.matches("-?[0-9]+") && within(declaration, "Value", Long.parseLong(value));
  }

  private static boolean within(Map<String, Object> declaration, String what, long value) {
    return value >= limit(declaration, "Min" + what, Long.MIN_VALUE)
        && value <= limit(declaration, "Max" + what, Long.MAX_VALUE);
  }

  private static long limit(Map<String, Object> declaration, String key, long otherwise) {
    return declaration.containsKey(key)
        ? Long.parseLong(Values.text(declaration.get(key)))
        : otherwise;
  }
}
