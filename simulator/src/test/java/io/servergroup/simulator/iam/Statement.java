package io.servergroup.simulator.iam;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One statement of a role's policy.
 *
 * @param id the policy's name and the statement's {@code Sid}
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html">Elements
 *     of a policy</a>
 */
public record Statement(
    String id,
    boolean allow,
    List<String> actions,
    List<String> resources,
    List<ConditionTest> conditions) {
  private static final Set<String> KNOWN =
      Set.of("Sid", "Effect", "Action", "Resource", "Condition");

  /**
   * Reads a statement.
   *
   * @throws IllegalArgumentException for an element that no role of ours should have, such as
   *     {@code NotAction}, which allows what nobody has thought of
   */
  public static Statement of(String policy, Map<String, Object> declared) {
    String id = policy + "/" + declared.getOrDefault("Sid", "(no Sid)");
    Set<String> unknown = new TreeSet<>(declared.keySet());
    unknown.removeAll(KNOWN);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(id + " has " + unknown + ", which no role should need");
    }
    List<ConditionTest> conditions = new ArrayList<>();
    map(declared.getOrDefault("Condition", Map.of()))
        .forEach(
            (operator, keys) ->
                map(keys)
                    .forEach(
                        (key, values) ->
                            conditions.add(new ConditionTest(operator, key, texts(values)))));
    return new Statement(
        id,
        declared.get("Effect").equals("Allow"),
        texts(declared.get("Action")),
        texts(declared.get("Resource")),
        List.copyOf(conditions));
  }

  /** Whether the statement is about a request. */
  public boolean matches(AccessRequest request) {
    return actions.stream().anyMatch(action -> isAction(action, request))
        && resources.stream().anyMatch(resource -> Wildcards.matches(resource, request.resource()))
        && conditions.stream().allMatch(condition -> condition.holds(request.context()));
  }

  /** Whether the request needs this action of the statement. */
  public boolean matches(String action, AccessRequest request) {
    return isAction(action, request) && matches(request);
  }

  /** Whether the request needs this resource of the statement. */
  public boolean matchesOn(String resource, AccessRequest request) {
    return Wildcards.matches(resource, request.resource()) && matches(request);
  }

  /** Why the statement, which names the request's action, is not about it, in words. */
  String whyNot(AccessRequest request) {
    List<String> reasons = new ArrayList<>();
    if (resources.stream().noneMatch(each -> Wildcards.matches(each, request.resource()))) {
      reasons.add("it is about " + resources);
    }
    conditions.stream()
        .filter(condition -> !condition.holds(request.context()))
        .forEach(condition -> reasons.add("it asks for " + condition));
    return id + ": " + String.join(", and ", reasons);
  }

  /** Actions are compared without regard to case. */
  boolean isAction(String action, AccessRequest request) {
    return Wildcards.matches(
        action.toLowerCase(Locale.ROOT), request.action().toLowerCase(Locale.ROOT));
  }

  boolean names(AccessRequest request) {
    return actions.stream().anyMatch(action -> isAction(action, request));
  }

  private static Map<String, Object> map(Object value) {
    Map<String, Object> typed = new LinkedHashMap<>();
    ((Map<?, ?>) value).forEach((key, each) -> typed.put((String) key, each));
    return typed;
  }

  private static List<String> texts(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : List.of(value.toString());
  }
}
