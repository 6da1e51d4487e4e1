package io.servergroup.simulator.iam;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiPredicate;

/**
 * One line of a statement's conditions: an operator, a key and the values of which one has to
 * match.
 *
 * @param operator such as {@code ForAllValues:StringEquals}
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">Condition
 *     operators</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html">Keys
 *     with several values</a>
 */
record ConditionTest(String operator, String key, List<String> values) {
  private static final String FOR_ALL = "ForAllValues:";
  private static final String FOR_ANY = "ForAnyValue:";
  private static final String IF_EXISTS = "IfExists";

  /** Keys that may have several values in one request, for which IAM wants a set operator. */
  private static final Set<String> SEVERAL =
      Set.of(
          "aws:TagKeys",
          "dynamodb:Attributes",
          "dynamodb:LeadingKeys",
          "route53:ChangeResourceRecordSetsActions",
          "route53:ChangeResourceRecordSetsNormalizedRecordNames",
          "route53:ChangeResourceRecordSetsRecordTypes");

  private static final Map<String, BiPredicate<String, String>> OPERATORS =
      Map.of(
          "StringEquals",
          String::equals,
          "StringEqualsIgnoreCase",
          String::equalsIgnoreCase,
          "StringLike",
          (value, pattern) -> Wildcards.matches(pattern, value),
          "ArnEquals",
          (value, pattern) -> Wildcards.matchesArn(pattern, value),
          "ArnLike",
          (value, pattern) -> Wildcards.matchesArn(pattern, value),
          "Bool",
          String::equalsIgnoreCase);

  /**
   * @throws IllegalArgumentException for an operator that is not decided here, and for one that IAM
   *     would apply to one value of a key that has several
   */
  ConditionTest {
    values = List.copyOf(values);
    String base = base(operator);
    if (!base.equals("Null") && !OPERATORS.containsKey(base)) {
      throw new IllegalArgumentException(
          "the operator " + operator + " is not decided by these tests; add it to ConditionTest");
    }
    if (SEVERAL.contains(key) && !base.equals("Null") && !isSet(operator)) {
      throw new IllegalArgumentException(
          "%s of %s, which may have several values, needs ForAllValues or ForAnyValue"
              .formatted(operator, key));
    }
  }

  boolean holds(SortedMap<String, List<String>> context) {
    List<String> present = context.get(key);
    if (operator.equals("Null")) {
      return values.contains(Boolean.toString(present == null));
    }
    if (operator.startsWith(FOR_ALL)) {
      return present == null || present.stream().allMatch(this::matches);
    }
    if (present == null) {
      return operator.endsWith(IF_EXISTS);
    }
    return present.stream().anyMatch(this::matches);
  }

  private boolean matches(String present) {
    BiPredicate<String, String> test = OPERATORS.get(base(operator));
    return values.stream().anyMatch(value -> test.test(present, value));
  }

  private static boolean isSet(String operator) {
    return operator.startsWith(FOR_ALL) || operator.startsWith(FOR_ANY);
  }

  private static String base(String operator) {
    String base = operator.substring(operator.indexOf(':') + 1);
    return base.endsWith(IF_EXISTS) ? base.substring(0, base.length() - IF_EXISTS.length()) : base;
  }
}
