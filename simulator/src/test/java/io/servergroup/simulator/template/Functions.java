package io.servergroup.simulator.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Works out the functions of a template: what a property says once parameters, mappings and
 * conditions are known. A function that is not listed here throws, so that no test passes because
 * something was left as it stood.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html">Intrinsic
 *     functions</a>
 */
final class Functions {
  private static final Pattern PLACE = Pattern.compile("\\$\\{(!?)([^}]+)}");

  /** Stands for {@code AWS::NoValue}: the property or item that has it is not there. */
  private static final Object NOTHING = new Object();

  /** What functions ask for that others know. */
  interface Knowledge {
    /** What {@code Ref} of a parameter or resource gives. */
    Object ref(String name);

    /** What {@code Fn::GetAtt} of a resource gives. */
    String attribute(String resource, String attribute);

    /** Whether a condition of the template holds. */
    boolean holds(String condition);

    /** A value of a mapping; null when there is none. */
    Object mapped(String mapping, String first, String second);
  }

  private final Knowledge knowledge;

  Functions(Knowledge knowledge) {
    this.knowledge = knowledge;
  }

  /** The value with all functions worked out, and without what has no value. */
  Object value(Object template) {
    Object value = worked(template);
    if (value == NOTHING) {
      throw new IllegalArgumentException("AWS::NoValue where a value is needed: " + template);
    }
    return value;
  }

  private Object worked(Object template) {
    return switch (template) {
      case Map<?, ?> map -> mapOrFunction(Values.map(map));
      case List<?> list -> {
        List<Object> items = new ArrayList<>();
        for (Object item : list) {
          Object value = worked(item);
          if (value != NOTHING) {
            items.add(value);
          }
        }
        yield items;
      }
      default -> template;
    };
  }

  private Object mapOrFunction(Map<String, Object> map) {
    if (map.size() == 1) {
      String key = map.keySet().iterator().next();
      Object argument = map.get(key);
      if (key.startsWith("Fn::") || key.equals("Ref") || isCondition(key, argument)) {
        return function(key, argument);
      }
    }
    Map<String, Object> worked = new LinkedHashMap<>();
    map.forEach(
        (key, each) -> {
          if (key.startsWith("Fn::")) {
            throw new IllegalArgumentException(key + " stands beside " + map.keySet());
          }
          Object value = worked(each);
          if (value != NOTHING) {
            worked.put(key, value);
          }
        });
    return worked;
  }

  /** The condition of a policy's statement is a map; a named condition is a text. */
  private static boolean isCondition(String key, Object argument) {
    return key.equals("Condition") && argument instanceof String;
  }

  private Object function(String name, Object argument) {
    return switch (name) {
      case "Ref" -> ref(Values.text(value(argument)));
      case "Condition" -> knowledge.holds(Values.text(argument));
      case "Fn::GetAtt" -> {
        List<String> path =
            argument instanceof String text
                ? List.of(text.split("\\.", 2))
                : Values.texts(value(argument));
        yield knowledge.attribute(path.get(0), path.get(1));
      }
      case "Fn::Sub" -> substituted(argument);
      case "Fn::If" -> {
        List<Object> parts = parts(name, argument, 3);
        yield worked(parts.get(knowledge.holds(Values.text(parts.get(0))) ? 1 : 2));
      }
      case "Fn::Equals" -> {
        List<Object> parts = parts(name, argument, 2);
        yield Values.text(value(parts.get(0))).equals(Values.text(value(parts.get(1))));
      }
      case "Fn::Not" -> !truth(parts(name, argument, 1).get(0));
      case "Fn::And" -> Values.list(argument).stream().allMatch(this::truth);
      case "Fn::Or" -> Values.list(argument).stream().anyMatch(this::truth);
      case "Fn::FindInMap" -> mapped(Values.list(argument));
      case "Fn::Join" -> {
        List<Object> parts = parts(name, argument, 2);
        yield String.join(Values.text(parts.get(0)), Values.texts(value(parts.get(1))));
      }
      case "Fn::Split" -> {
        List<Object> parts = parts(name, argument, 2);
        yield List.of(
            Values.text(value(parts.get(1)))
                .split(Pattern.quote(Values.text(value(parts.get(0)))), -1));
      }
      case "Fn::Select" -> selected(parts(name, argument, 2));
      case "Fn::Length" -> length(Values.list(value(argument)));
      case "Fn::Base64" ->
          Base64.getEncoder()
              .encodeToString(Values.text(value(argument)).getBytes(StandardCharsets.UTF_8));
      case "Fn::ToJsonString" -> json(value(argument));
      default ->
          throw new IllegalArgumentException(
              name + " is not worked out by these tests; add it to Functions");
    };
  }

  private Object ref(String name) {
    if (name.equals("AWS::NoValue")) {
      return NOTHING;
    }
    return Pseudo.isPseudo(name) ? Pseudo.value(name) : knowledge.ref(name);
  }

  private boolean truth(Object condition) {
    return value(condition) instanceof Boolean truth ? truth : notATruth(condition);
  }

  private static boolean notATruth(Object condition) {
    throw new IllegalArgumentException(condition + " is no condition");
  }

  private Object substituted(Object argument) {
    String text =
        argument instanceof String only ? only : Values.text(Values.list(argument).get(0));
    Map<String, Object> own =
        argument instanceof String ? Map.of() : Values.map(Values.list(argument).get(1));
    Matcher matcher = PLACE.matcher(text);
    return matcher.replaceAll(
        found -> {
          if (!found.group(1).isEmpty()) {
            return Matcher.quoteReplacement("${" + found.group(2) + "}");
          }
          String name = found.group(2).strip();
          return Matcher.quoteReplacement(
              Values.text(own.containsKey(name) ? value(own.get(name)) : named(name)));
        });
  }

  /** A parameter, a resource or an attribute of one, as {@code Fn::Sub} names them. */
  private Object named(String name) {
    int dot = name.indexOf('.');
    if (dot < 0 || SamResources.isReference(name)) {
      return ref(name);
    }
    return knowledge.attribute(name.substring(0, dot), name.substring(dot + 1));
  }

  private Object mapped(List<Object> parts) {
    String mapping = Values.text(value(parts.get(0)));
    String first = Values.text(value(parts.get(1)));
    String second = Values.text(value(parts.get(2)));
    Object found = knowledge.mapped(mapping, first, second);
    if (found != null) {
      return worked(found);
    }
    if (parts.size() == 4) {
      return worked(Values.map(parts.get(3)).get("DefaultValue"));
    }
    throw new IllegalArgumentException(
        "the mapping %s has nothing at %s, %s".formatted(mapping, first, second));
  }

  private Object selected(List<Object> parts) {
    int index = Integer.parseInt(Values.text(value(parts.get(0))));
    List<Object> items = Values.list(value(parts.get(1)));
    if (index < 0 || index >= items.size()) {
      throw new IllegalArgumentException(
          "there is no item %d in the %d of %s".formatted(index, items.size(), parts.get(1)));
    }
    return items.get(index);
  }

  private static long length(List<Object> items) {
    if (items.equals(List.of(""))) {
      throw new IllegalArgumentException(
          "Fn::Length of a list parameter that is empty: AWS does not say what it gives");
    }
    return items.size();
  }

  private static List<Object> parts(String name, Object argument, int count) {
    List<Object> parts = Values.list(argument);
    if (parts.size() != count) {
      throw new IllegalArgumentException(
          "%s takes %d parts and has %s".formatted(name, count, parts));
    }
    return parts;
  }

  private static String json(Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(value + " has no JSON", e);
    }
  }
}
