package io.servergroup.simulator.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The rules of a template, by which CloudFormation refuses wrong combinations of parameters before
 * it creates anything. Only the functions that it allows in rules are worked out; those of other
 * sections throw.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html">Rules</a>
 */
final class Rules {
  private final Map<String, Object> rules;
  private final Parameters parameters;
  private final UnaryOperator<String> vpcs;

  /**
   * @param vpcs tells the VPC of a subnet, which CloudFormation looks up
   */
  Rules(Template template, Map<String, String> given, UnaryOperator<String> vpcs) {
    this.rules = template.section("Rules");
    this.parameters = new Parameters(template.parameters(), given);
    this.vpcs = vpcs;
  }

  /** What is refused, in the words of the assertions. */
  List<String> refusals() {
    List<String> refusals = new ArrayList<>();
    rules.values().stream()
        .map(Values::map)
        .filter(rule -> !rule.containsKey("RuleCondition") || truth(rule.get("RuleCondition")))
        .flatMap(rule -> Values.list(rule.get("Assertions")).stream())
        .map(Values::map)
        .filter(assertion -> !truth(assertion.get("Assert")))
        .forEach(assertion -> refusals.add(Values.text(assertion.get("AssertDescription"))));
    return refusals;
  }

  private boolean truth(Object condition) {
    Map<String, Object> function = Values.map(condition);
    String name = function.keySet().iterator().next();
    List<Object> parts = Values.list(function.get(name));
    return switch (name) {
      case "Fn::Not" -> !truth(parts.getFirst());
      case "Fn::And" -> parts.stream().allMatch(this::truth);
      case "Fn::Or" -> parts.stream().anyMatch(this::truth);
      case "Fn::Equals" -> value(parts.get(0)).equals(value(parts.get(1)));
      case "Fn::Contains" -> values(parts.get(0)).contains(value(parts.get(1)));
      case "Fn::EachMemberEquals" ->
          values(parts.get(0)).stream().allMatch(value(parts.get(1))::equals);
      case "Fn::EachMemberIn" -> values(parts.get(1)).containsAll(values(parts.get(0)));
      default ->
          throw new IllegalArgumentException(name + " is no function that rules have, or not here");
    };
  }

  private String value(Object declared) {
    return parameter(declared).map(parameters::text).orElseGet(() -> Values.text(declared));
  }

  private List<String> values(Object declared) {
    if (declared instanceof Map<?, ?> map && map.containsKey("Fn::RefAll")) {
      return valuesOfType(Values.text(map.get("Fn::RefAll")));
    }
    if (declared instanceof Map<?, ?> map && map.containsKey("Fn::ValueOfAll")) {
      List<String> parts = Values.texts(map.get("Fn::ValueOfAll"));
      if (!parts.equals(List.of("AWS::EC2::Subnet::Id", "VpcId"))) {
        throw new IllegalArgumentException("the values of " + parts + " are not known here");
      }
      return valuesOfType(parts.getFirst()).stream().map(vpcs).toList();
    }
    return parameter(declared)
        .map(name -> Values.texts(parameters.value(name)))
        .orElseGet(() -> Values.texts(declared));
  }

  /** The values of all parameters of a type, and of lists of it. */
  private List<String> valuesOfType(String type) {
    return parameters.names().stream()
        .filter(name -> Set.of(type, "List<" + type + ">").contains(parameters.type(name)))
        .flatMap(name -> Values.texts(parameters.value(name)).stream())
        .toList();
  }

  private static Optional<String> parameter(Object declared) {
    return declared instanceof Map<?, ?>
        ? Optional.of(Values.text(Values.map(declared).get("Ref")))
        : Optional.empty();
  }
}
