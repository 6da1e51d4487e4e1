package io.servergroup.simulator.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The resources that CloudFormation sees of a stack: those of the template, and those that SAM
 * makes of functions and state machines, under the names that SAM gives them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html">Generated
 *     resources</a>
 */
final class SamResources {
  private static final String FUNCTION = "AWS::Serverless::Function";
  private static final String STATE_MACHINE = "AWS::Serverless::StateMachine";

  /**
   * A resource that CloudFormation creates.
   *
   * @param references ids of the resources that must be there before it is made, and are deleted
   *     after it
   */
  record Made(String id, String type, Set<String> references) {}

  private final Stack stack;
  private final List<Made> made = new ArrayList<>();

  private SamResources(Stack stack) {
    this.stack = stack;
  }

  static List<Made> of(Stack stack) {
    SamResources resources = new SamResources(stack);
    stack.resources().values().forEach(resources::add);
    return List.copyOf(resources.made);
  }

  /**
   * Whether a name is that of something SAM makes of a function, such as {@code Reconcile.Alias}.
   */
  static boolean isReference(String name) {
    return name.endsWith(".Alias") || name.endsWith(".Version");
  }

  /** The function that a reference to something SAM made is about. */
  static String owner(String reference) {
    return reference.substring(0, reference.indexOf('.'));
  }

  static String alias(String function, Object name) {
    return function + "Alias" + name;
  }

  static String version(String function) {
    return function + "Version";
  }

  private void add(Stack.Resource resource) {
    Map<String, Object> own = new LinkedHashMap<>(resource.properties());
    if (resource.type().equals(FUNCTION)) {
      // What these refer to is waited for by the resources that SAM makes of them.
      own.keySet().removeAll(Set.of("Events", "EventInvokeConfig"));
    }
    Set<String> references = new LinkedHashSet<>(resource.dependsOn());
    references.addAll(references(own));
    switch (resource.type()) {
      case FUNCTION -> addFunction(resource, references);
      case STATE_MACHINE -> addStateMachine(resource, references);
      default -> {
        if (resource.type().startsWith("AWS::Serverless::")) {
          throw new IllegalArgumentException(
              "what SAM makes of " + resource.type() + " is not known to these tests");
        }
        made.add(new Made(resource.id(), resource.type(), references));
      }
    }
  }

  private Set<String> references(Object declared) {
    Set<String> references = new LinkedHashSet<>();
    stack.references(declared).forEach(name -> references.add(madeName(name)));
    return references;
  }

  private Set<String> references(Object declared, String... more) {
    Set<String> references = references(declared);
    references.addAll(List.of(more));
    return references;
  }

  private String madeName(String name) {
    if (!isReference(name)) {
      return name;
    }
    String function = owner(name);
    return name.endsWith(".Alias")
        ? alias(function, stack.properties(function).get("AutoPublishAlias"))
        : version(function);
  }

  private void addFunction(Stack.Resource function, Set<String> references) {
    Map<String, Object> properties = stack.properties(function.id());
    require(properties, "Role", function.id());
    require(properties, "AutoPublishAlias", function.id());
    String alias = alias(function.id(), properties.get("AutoPublishAlias"));
    made.add(new Made(function.id(), "AWS::Lambda::Function", references));
    made.add(new Made(version(function.id()), "AWS::Lambda::Version", Set.of(function.id())));
    made.add(new Made(alias, "AWS::Lambda::Alias", Set.of(function.id(), version(function.id()))));
    Map<String, Object> declared = function.properties();
    if (declared.containsKey("EventInvokeConfig")) {
      made.add(
          new Made(
              function.id() + "EventInvokeConfig",
              "AWS::Lambda::EventInvokeConfig",
              references(declared.get("EventInvokeConfig"), function.id(), alias)));
    }
    Values.mapIn(declared, "Events")
        .forEach((name, event) -> addEvent(function.id(), alias, name, Values.map(event)));
  }

  private void addEvent(String function, String alias, String name, Map<String, Object> event) {
    String type = Values.text(event.get("Type"));
    if (!Set.of("EventBridgeRule", "CloudWatchEvent", "Schedule").contains(type)) {
      throw new IllegalArgumentException(
          "what SAM makes of an event of type %s (%s of %s) is not known to these tests"
              .formatted(type, name, function));
    }
    String rule = function + name;
    made.add(new Made(rule, "AWS::Events::Rule", references(event, alias)));
    made.add(new Made(rule + "Permission", "AWS::Lambda::Permission", Set.of(alias, rule)));
  }

  private void addStateMachine(Stack.Resource machine, Set<String> references) {
    Map<String, Object> properties = stack.properties(machine.id());
    require(properties, "Role", machine.id());
    if (properties.containsKey("Events") || properties.containsKey("AutoPublishAlias")) {
      throw new IllegalArgumentException(
          "what SAM makes of events and aliases of "
              + machine.id()
              + " is not known to these tests");
    }
    made.add(new Made(machine.id(), "AWS::StepFunctions::StateMachine", references));
  }

  private static void require(Map<String, Object> properties, String name, String id) {
    if (!properties.containsKey(name)) {
      throw new IllegalArgumentException(
          id + " has no " + name + ", so SAM would make one more resource; give it one");
    }
  }
}
