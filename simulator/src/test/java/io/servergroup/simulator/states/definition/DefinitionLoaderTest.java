package io.servergroup.simulator.states.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionLoaderTest {
  /** A machine with one task in which something can be put wrong. */
  private static final String MACHINE =
      """
      {"QueryLanguage": "JSONata", "StartAt": "A", "States": {
        "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "W"},
        "W": {"Type": "Wait", "Seconds": 1, "Next": "P"},
        "P": {"Type": "Pass", "Next": "F"},
        "F": {"Type": "Choice", "Choices": [{"Condition": "{% $states.input.x %}", "Next": "M"}],
              "Default": "L"},
        "M": {"Type": "Map", "Next": "S", "ItemProcessor": {"StartAt": "I", "States": {
              "I": {"Type": "Pass", "End": true}}}},
        "L": {"Type": "Parallel", "Next": "S", "Branches": [{"StartAt": "B", "States": {
              "B": {"Type": "Pass", "End": true}}}]},
        "S": {"Type": "Succeed"}}}
      """;

  private static List<Finding> findings(String definition) {
    return DefinitionLoader.read(definition).findings();
  }

  /** The findings after replacing a part of the machine; single quotes stand for double ones. */
  private static String after(String part, String replacement) {
    String old = part.replace('\'', '"');
    assertTrue(MACHINE.contains(old), () -> "the machine has no " + old);
    return findings(MACHINE.replace(old, replacement.replace('\'', '"'))).toString();
  }

  @Test
  void aMachineWithoutMistakesHasNoFindings() {
    assertEquals(List.of(), findings(MACHINE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          'Next': 'W'                | 'Next': 'X'                        | $.States.A.Next: there is no state 'X'
          'StartAt': 'A'             | 'StartAt': 'X'                     | $.StartAt: there is no state 'X'
          'StartAt': 'A',            | 'Comment': 'A',                    | $: missing 'StartAt'
          'Next': 'P'                | 'Next': 'S'                        | $.States.P: state 'P' is unreachable
          'Type': 'Succeed'          | 'Type': 'Pass', 'Next': 'A'        | $.States: no reachable state ends
          'Type': 'Succeed'          | 'Type': 'Success'                  | $.States.S.Type: there is no type 'Success'
          'Type': 'Pass', 'Next'     | 'Type': 'Pass', 'InputPath': '$', 'Next' | $.States.P.InputPath: Field 'InputPath' belongs to JSONPath
          'Type': 'Pass', 'Next'     | 'Type': 'Pass', 'Parameters': {}, 'Next' | $.States.P.Parameters: Field 'Parameters' belongs to JSONPath
          'Type': 'Pass', 'Next'     | 'Type': 'Pass', 'ResultPath': '$.x', 'Next' | $.States.P.ResultPath: Field 'ResultPath' belongs to JSONPath
          'Type': 'Pass', 'Next'     | 'Type': 'Pass', 'OutputPath': '$', 'Next' | $.States.P.OutputPath: Field 'OutputPath' belongs to JSONPath
          'Next': 'W'                | 'Next': 'W', 'ResultSelector': {}  | $.States.A.ResultSelector: Field 'ResultSelector' belongs to JSONPath
          'Type': 'Map'              | 'Type': 'Map', 'ItemsPath': '$.x'  | $.States.M.ItemsPath: Field 'ItemsPath' belongs to JSONPath
          'Seconds': 1               | 'SecondsPath': '$.x'               | $.States.W.SecondsPath: Field 'SecondsPath' belongs to JSONPath
          'Condition': '{% $states.input.x %}' | 'Variable': '$.x'        | $.States.F.Choices[0].Variable: Field 'Variable' belongs to JSONPath
          'Type': 'Pass', 'Next'     | 'Type': 'Pass', 'Catch': [], 'Next' | $.States.P.Catch: Field 'Catch' is not supported in a Pass state
          'Type': 'Pass', 'Next'     | 'Type': 'Pass', 'TimeoutSeconds': 1, 'Next' | $.States.P.TimeoutSeconds: Field 'TimeoutSeconds' is not supported
          'Type': 'Pass', 'Next'     | 'Type': 'Pass', 'Nxt': 1, 'Next'   | $.States.P.Nxt: Field 'Nxt' is not supported in a Pass state
          'Seconds': 1               | 'Seconds': -1                      | $.States.W.Seconds: expected a whole number from 0
          'Seconds': 1               | 'Seconds': 'soon'                  | $.States.W.Seconds: expected a whole number
          'Seconds': 1               | 'Timestamp': 'tomorrow'            | $.States.W.Timestamp: expected a time
          'Seconds': 1               | 'Seconds': 1, 'Timestamp': '2026-01-05T09:00:00Z' | $.States.W: a Wait state needs exactly one
          'Next': 'W'                | 'Next': 'W', 'End': true           | $.States.A: state 'A' needs exactly one of
          'Next': 'W'                | 'Next': 'W', 'TimeoutSeconds': 0   | $.States.A.TimeoutSeconds: expected a whole number from 1
          'Next': 'W'                | 'Next': 'W', 'TimeoutSeconds': 5, 'HeartbeatSeconds': 5 | $.States.A.HeartbeatSeconds: must be smaller
          'Next': 'W'                | 'Next': 'W', 'Retry': [{'ErrorEquals': []}] | $.States.A.Retry[0].ErrorEquals: expected a list
          'Next': 'W'                | 'Next': 'W', 'Retry': [{'ErrorEquals': ['X', 'States.ALL']}] | $.States.A.Retry[0].ErrorEquals: States.ALL must stand alone
          'Next': 'W'                | 'Next': 'W', 'Retry': [{'ErrorEquals': ['States.ALL']}, {'ErrorEquals': ['X']}] | $.States.A.Retry[0].ErrorEquals: States.ALL must stand alone
          'Next': 'W'                | 'Next': 'W', 'Retry': [{'ErrorEquals': ['X'], 'BackoffRate': 0.5}] | $.States.A.Retry[0].BackoffRate: expected a number of at least 1.0
          'Next': 'W'                | 'Next': 'W', 'Retry': [{'ErrorEquals': ['X'], 'IntervalSeconds': 0}] | $.States.A.Retry[0].IntervalSeconds: expected a whole number
          'Next': 'W'                | 'Next': 'W', 'Retry': [{'ErrorEquals': ['X'], 'MaxAttempts': -1}] | $.States.A.Retry[0].MaxAttempts: expected a whole number
          'Next': 'W'                | 'Next': 'W', 'Retry': [{'ErrorEquals': ['X'], 'IntervalSeconds': 5, 'MaxDelaySeconds': 5}] | $.States.A.Retry[0].MaxDelaySeconds: must be greater
          'Next': 'W'                | 'Next': 'W', 'Retry': [{'ErrorEquals': ['X'], 'JitterStrategy': 'SOME'}] | $.States.A.Retry[0].JitterStrategy: expected FULL or NONE
          'Next': 'W'                | 'Next': 'W', 'Catch': [{'ErrorEquals': ['X']}] | $.States.A.Catch[0]: missing 'Next'
          'Next': 'W'                | 'Next': 'W', 'Catch': [{'ErrorEquals': ['X'], 'Next': 'X'}] | $.States.A.Catch[0].Next: there is no state 'X'
          'Next': 'W'                | 'Next': 'W', 'Catch': [{'ErrorEquals': ['States.Sad'], 'Next': 'W'}] | WARNING $.States.A.Catch[0].ErrorEquals: 'States.Sad' is not among
          lambda:invoke              | lambda                             | $.States.A.Resource: expected the ARN
          'Type': 'Pass', 'Next'     | 'Type': 'Pass', 'Output': '{% 1 + %}', 'Next' | $.States.P.Output: the expression does not parse
          'Type': 'Pass', 'Next'     | 'Type': 'Pass', 'Output': {'a': ['{% 1 + %}']}, 'Next' | $.States.P.Output.a[0]: the expression does not parse
          'Type': 'Pass', 'Next'     | 'Type': 'Pass', 'Output': '{%%}', 'Next' | $.States.P.Output: the expression is empty
          'Type': 'Pass', 'Next'     | 'Type': 'Pass', 'Output': '{% $eval(1) %}', 'Next' | $.States.P.Output: $eval is not available
          'Type': 'Pass', 'Next'     | 'Type': 'Pass', 'Output': '{% $states.input.a ?: 1 %}', 'Next' | $.States.P.Output: the operator ?:
          'Type': 'Pass', 'Next'     | 'Type': 'Pass', 'Output': '{% $states.input.a ?? 1 %}', 'Next' | $.States.P.Output: the operator ??
          'Type': 'Pass', 'Next'     | 'Type': 'Pass', 'Output': '{% phone %}', 'Next' | $.States.P.Output: Reference to 'phone' at the top level
          'Type': 'Pass', 'Next'     | 'Type': 'Pass', 'Output': '{% $$ %}', 'Next' | $.States.P.Output: Reference to '$$' at the top level
          'Type': 'Pass', 'Next'     | 'Type': 'Pass', 'Output': '{% $states.errorOutput %}', 'Next' | $.States.P.Output: $states.errorOutput exists only
          'Type': 'Pass', 'Next'     | 'Type': 'Pass', 'Output': '{% $nobody %}', 'Next' | WARNING $.States.P.Output: no state in scope assigns the variable '$nobody'
          'Type': 'Pass', 'Next'     | 'Type': 'Pass', 'Assign': {'states': 1}, 'Next' | $.States.P.Assign: the variable 'states' is reserved
          'Type': 'Pass', 'Next'     | 'Type': 'Pass', 'Assign': {'1st': 1}, 'Next' | $.States.P.Assign: '1st' is no name
          'Type': 'Pass', 'Next'     | 'Type': 'Pass', 'Assign': 1, 'Next' | $.States.P.Assign: expected an object
          'Default': 'L'             | 'Default': 'X'                     | $.States.F.Default: there is no state 'X'
          'Next': 'M'                | 'Next': 'X'                        | $.States.F.Choices[0].Next: there is no state 'X'
          'I': {'Type'               | 'A': {'Type'                       | $.States.M.ItemProcessor.States.A: another state
          'StartAt': 'B'             | 'StartAt': 'X'                     | $.States.L.Branches[0].StartAt: there is no state 'X'
          'Type': 'Map'              | 'Type': 'Map', 'MaxConcurrency': -1 | $.States.M.MaxConcurrency: expected a whole number
          'Type': 'Map'              | 'Type': 'Map', 'ToleratedFailurePercentage': 101 | $.States.M.ToleratedFailurePercentage: expected a whole number from 0 to 100
          'Type': 'Map'              | 'Type': 'Map', 'Items': 'x'        | $.States.M.Items: expected an array
          'Type': 'Map'              | 'Type': 'Map', 'ItemReader': {}    | $.States.M.ItemReader: Field 'ItemReader' is not supported
          'QueryLanguage': 'JSONata', | 'QueryLanguage': 'JSONPath',       | $.States.A.QueryLanguage: this engine runs JSONata only
          'QueryLanguage': 'JSONata', | 'Comment': '',                     | $.States.A.QueryLanguage: this engine runs JSONata only
          'Type': 'Pass', 'Next'     | 'Type': 'Pass', 'QueryLanguage': 'JSONPath', 'Next' | $.States.P.QueryLanguage: 'QueryLanguage' can not be 'JSONPath'
          'QueryLanguage': 'JSONata', | 'QueryLanguage': 'JSONata', 'TimeoutSeconds': 0, | $.TimeoutSeconds: expected a whole number
          'QueryLanguage': 'JSONata', | 'QueryLanguage': 'JSONata', 'Version': '2.0', | $.Version: expected
          'QueryLanguage': 'JSONata', | 'QueryLanguage': 'JSONata', 'Stats': {}, | $.Stats: Field 'Stats' is not supported in a state machine
          """)
  void saysWhereWhatIsWrong(String part, String replacement, String finding) {
    String findings = after(part, replacement);

    assertTrue(findings.contains(finding), () -> "no '" + finding + "' in " + findings);
  }

  @Test
  void saysEverythingThatIsWrongAtOnce() {
    InvalidDefinitionException refused =
        assertThrows(
            InvalidDefinitionException.class,
            () ->
                DefinitionLoader.load(
                    MACHINE.replace("\"Seconds\": 1", "\"Seconds\": -1").replace("Succeed", "X")));

    assertEquals(
        List.of("$.States.W.Seconds", "$.States.S.Type"),
        refused.findings().stream().map(Finding::path).toList());
  }

  @Test
  void aStateNamedTwiceIsNotSilentlyReplaced() {
    String findings =
        findings(
                """
                {"QueryLanguage": "JSONata", "StartAt": "A", "States": {
                  "A": {"Type": "Succeed"}, "A": {"Type": "Fail"}}}
                """)
            .toString();

    assertTrue(findings.contains("Duplicate field 'A'"), findings);
  }

  @Test
  void namesOfStatesHaveAtMostEightyCharacters() {
    String machine =
        "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"%1$s\", \"States\": {\"%1$s\":"
            + " {\"Type\": \"Succeed\"}}}";

    assertEquals(List.of(), findings(machine.formatted("x".repeat(80))));
    assertTrue(
        findings(machine.formatted("x".repeat(81))).toString().contains("1 to 80 characters"));
  }

  @Test
  void anInnerScopeCannotAssignAnOuterVariable() {
    String findings =
        findings(
                """
                {"QueryLanguage": "JSONata", "StartAt": "A", "States": {
                  "A": {"Type": "Pass", "Assign": {"x": 1}, "Next": "L"},
                  "L": {"Type": "Parallel", "End": true, "Branches": [{"StartAt": "B", "States": {
                    "B": {"Type": "Pass", "Assign": {"x": 2}, "End": true}}}]}}}
                """)
            .toString();

    assertTrue(
        findings.contains(
            "ERROR $.States.L.Branches[0].States.B.Assign: the variable 'x' belongs to an outer"),
        findings);
  }

  @Test
  void expressionsMayUseBareNamesWhereThereIsAContextItem() {
    String expression =
        "$states.input.items[price > 3 and name = 'x'].{'n': name, 'p': $sum(prices.(a + b))}"
            + "^(>n) ~> $map(function($v, $i) { $v.p / $i })";
    assertEquals(
        List.of(),
        findings(
            """
            {"QueryLanguage": "JSONata", "StartAt": "A", "States": {
              "A": {"Type": "Pass", "Output": "{%% %s %%}", "End": true}}}
            """
                .formatted(expression)));
  }

  @Test
  void aStateMayTurnToJsonataInAMachineThatDefaultsToJsonPath() {
    assertEquals(
        List.of(),
        findings(
            """
            {"StartAt": "A", "States": {
              "A": {"Type": "Pass", "QueryLanguage": "JSONata", "End": true}}}
            """));
  }
}
