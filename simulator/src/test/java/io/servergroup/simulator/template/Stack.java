package io.servergroup.simulator.template;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A template with parameters: loops written out, conditions decided, functions worked out. What
 * only AWS knows, such as the id of an instance, is the name of the resource between angle
 * brackets.
 */
final class Stack {
  private final Template template;
  private final Parameters parameters;
  private final Map<String, Boolean> conditions = new HashMap<>();
  private final Map<String, Object> declaredConditions;
  private final Map<String, Resource> resources = new LinkedHashMap<>();
  private final Set<String> leftOut = new TreeSet<>();
  private final Map<String, Object> outputs;
  private final Attributes attributes = new Attributes(this);

  /** A resource of the template. */
  record Resource(String id, Map<String, Object> declaration) {
    String type() {
      return Values.text(declaration.get("Type"));
    }

    /** Its properties as they are declared, functions and all. */
    Map<String, Object> properties() {
      return Values.mapIn(declaration, "Properties");
    }

    /** What it says it waits for, beside what it refers to. */
    List<String> dependsOn() {
      return Values.texts(declaration.get("DependsOn"));
    }
  }

  Stack(Template template, Parameters parameters) {
    this.template = template;
    this.parameters = parameters;
    Loops loops = new Loops(collection -> Values.texts(functions().value(collection)));
    this.declaredConditions = loops.section(template.section("Conditions"));
    loops
        .section(template.section("Resources"))
        .forEach((id, declared) -> add(id, Values.map(declared)));
    this.outputs = loops.section(template.section("Outputs"));
  }

  private void add(String id, Map<String, Object> declared) {
    if (declared.containsKey("Condition") && !holds(Values.text(declared.get("Condition")))) {
      leftOut.add(id);
      return;
    }
    Map<String, Object> declaration = new LinkedHashMap<>(declared);
    Map<String, Object> globals = template.globals(Values.text(declared.get("Type")));
    if (!globals.isEmpty()) {
      declaration.merge("Properties", globals, (own, global) -> Template.merged(global, own));
    }
    resources.put(id, new Resource(id, declaration));
  }

  Template template() {
    return template;
  }

  Parameters parameters() {
    return parameters;
  }

  /** The resources that there are with these parameters. */
  Map<String, Resource> resources() {
    return resources;
  }

  List<Resource> ofType(String type) {
    return resources.values().stream().filter(resource -> resource.type().equals(type)).toList();
  }

  Resource require(String id) {
    Resource resource = resources.get(id);
    if (resource == null) {
      throw new IllegalArgumentException(
          leftOut.contains(id)
              ? id + " is left out by its condition with these parameters, but is referred to"
              : "there is no resource " + id);
    }
    return resource;
  }

  /** A resource's properties with all functions worked out. */
  Map<String, Object> properties(String id) {
    return Values.map(functions().value(require(id).properties()));
  }

  /** The outputs that there are, worked out. */
  Map<String, Object> outputs() {
    Map<String, Object> worked = new LinkedHashMap<>();
    outputs.forEach(
        (name, output) -> {
          Map<String, Object> declared = Values.map(output);
          if (!declared.containsKey("Condition") || holds(Values.text(declared.get("Condition")))) {
            worked.put(name, functions().value(declared.get("Value")));
          }
        });
    return worked;
  }

  /** Works out a value of this template, such as one of a rule. */
  Object value(Object declared) {
    return functions().value(declared);
  }

  /** The resources that a declared value refers to, in the branches that are taken. */
  Set<String> references(Object declared) {
    Set<String> found = new LinkedHashSet<>();
    var _ = new Functions(knowledge(found)).value(declared);
    return found;
  }

  boolean holds(String condition) {
    if (!declaredConditions.containsKey(condition)) {
      throw new IllegalArgumentException("there is no condition " + condition);
    }
    Boolean known = conditions.get(condition);
    if (known == null) {
      known = (Boolean) functions().value(declaredConditions.get(condition));
      conditions.put(condition, known);
    }
    return known;
  }

  private Functions functions() {
    return new Functions(knowledge(new LinkedHashSet<>()));
  }

  private Functions.Knowledge knowledge(Set<String> references) {
    return new Functions.Knowledge() {
      @Override
      public Object ref(String name) {
        if (parameters.has(name)) {
          return parameters.value(name);
        }
        references.add(name);
        return attributes.ref(name);
      }

      @Override
      public String attribute(String resource, String attribute) {
        references.add(resource);
        return attributes.attribute(resource, attribute);
      }

      @Override
      public boolean holds(String condition) {
        return Stack.this.holds(condition);
      }

      @Override
      public Object mapped(String mapping, String first, String second) {
        Map<String, Object> rows = Values.mapIn(template.section("Mappings"), mapping);
        return Values.mapIn(rows, first).get(second);
      }
    };
  }
}
