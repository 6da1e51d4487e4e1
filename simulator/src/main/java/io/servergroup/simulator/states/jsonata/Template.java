package io.servergroup.simulator.states.jsonata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The value of a field of a state: JSON in which texts like <code>{% ... %}</code> are JSONata. */
public sealed interface Template {
  /** A part without any expression. */
  record Constant(Object value) implements Template {}

  /**
   * One expression.
   *
   * @param source without the delimiters and the white space around it
   * @param field where it stands below its state, such as {@code Output/items[0]}
   */
  record Query(String source, String field) implements Template {}

  /** An object with an expression somewhere below. */
  record Members(Map<String, Template> members) implements Template {}

  /** An array with an expression somewhere below. */
  record Elements(List<Template> elements) implements Template {}

  /** Reads the value of a field. */
  static Template of(String field, Object value) {
    return switch (value) {
      case String text when isQuery(text) -> new Query(sourceOf(text), field);
      case Map<?, ?> map -> ofMap(field, map);
      case List<?> list -> ofList(field, list);
      case null, default -> new Constant(value);
    };
  }

  /** Whether a text is an expression: the delimiters must be its first and last characters. */
  static boolean isQuery(String text) {
    return text.length() >= 4 && text.startsWith("{%") && text.endsWith("%}");
  }

  /** Calls {@code visitor} with every expression in this template. */
  default void forEachQuery(Consumer<Query> visitor) {
    switch (this) {
      case Constant ignored -> {}
      case Query query -> visitor.accept(query);
      case Members object -> object.members().values().forEach(m -> m.forEachQuery(visitor));
      case Elements array -> array.elements().forEach(e -> e.forEachQuery(visitor));
    }
  }

  private static String sourceOf(String text) {
    return text.substring(2, text.length() - 2).strip();
  }

  private static Template ofMap(String field, Map<?, ?> map) {
    Map<String, Template> members = new LinkedHashMap<>();
    boolean constant = true;
    for (Map.Entry<?, ?> member : map.entrySet()) {
      String name = (String) member.getKey();
      Template template = of(field + "/" + name, member.getValue());
      members.put(name, template);
      constant &= template instanceof Constant;
    }
    return constant ? new Constant(map) : new Members(members);
  }

  private static Template ofList(String field, List<?> list) {
    List<Template> elements = new ArrayList<>(list.size());
    boolean constant = true;
    for (Object element : list) {
      Template template = of(field + "[" + elements.size() + "]", element);
      elements.add(template);
      constant &= template instanceof Constant;
    }
    return constant ? new Constant(list) : new Elements(elements);
  }
}
