package io.servergroup.simulator.states.jsonata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.kernel.EventQueue;
import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.states.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluatorTest {
  private final EventQueue clock = new EventQueue(Simulation.START);
  private final Evaluator evaluator = new Evaluator(clock, new RandomStream(1, "engine"));
  private final Map<String, Object> variables = new LinkedHashMap<>();

  private Object evaluate(String expression) {
    return evaluator.evaluate(Template.of("Output", "{% " + expression + " %}"), variables::get);
  }

  private void bind(String name, String json) {
    variables.put(name, Evaluator.prepare(Json.parse(json)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          $partition([1,2,3,4,5], 2)   | [[1,2],[3,4],[5]]
          $partition([], 2)            | []
          $range(0, 6, 2)              | [0,2,4,6]
          $range(5, 1, -2)             | [5,3,1]
          $range(0, 1, 0.25)           | [0,0.25,0.5,0.75,1]
          $range(3, 1, 1)              | []
          $hash('input', 'SHA-1')      | "140f86aae51ab9e1cda9b4254fe98a74eb54c1a1"
          $hash('', 'MD5')             | "d41d8cd98f00b204e9800998ecf8427e"
          $random(42)                  | 0.7275636800328681
          $parse('{"a": [1, null]}')   | {"a":[1,null]}
          $parse('null')               | null
          $parse('{"a":1}').a + 1      | 2
          [null, 1][0]                 | null
          $list[1]                     | null
          $list                        | [1,null,{"a":null}]
          $list[2].a                   | null
          $type($list[1])              | "null"
          $count($list)                | 3
          $merge([{'a': null}, {'b': 1}]) | {"a":null,"b":1}
          $millis()                    | 1767603600000
          $now()                       | "2026-01-05T09:00:00.000Z"
          """)
  void evaluatesAsStepFunctionsDoes(String expression, String result) {
    bind("list", "[1, null, {\"a\": null}]");

    assertEquals(result, Json.print(evaluate(expression)));
  }

  @Test
  void nowIsVirtualTime() {
    clock.runUntil(Simulation.START.plus(Duration.ofMinutes(5)));

    assertEquals("2026-01-05T09:05:00.000Z", evaluate("$now()"));
  }

  @Test
  void randomValuesComeFromTheSeed() {
    Evaluator same = new Evaluator(clock, new RandomStream(1, "engine"));
    Template template = Template.of("Output", "{% [$uuid(), $random(), $shuffle([1..20])] %}");

    assertEquals(
        evaluator.evaluate(template, variables::get), same.evaluate(template, variables::get));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          $nobody           | returned nothing (undefined).
          $list.x           | returned nothing (undefined).
          function($x){$x}  | returned an unsupported result type.
          [$sum]            | returned an unsupported result type.
          1 + 'a'           | threw an error during evaluation. T2002: The right side of the "+" operator must evaluate to a number
          $abs('x')         | threw an error during evaluation. T0410: Argument 1 of function "abs" does not match function signature
          $sum(['a'])       | threw an error during evaluation. T0412: Argument 1 of function "sum" must be an array of "numbers"
          $foo(1)           | threw an error during evaluation. T1006: Attempted to invoke a non-function
          $number('x')      | threw an error during evaluation. D3030: Unable to cast value to a number: "x"
          $error('boom')    | threw an error during evaluation. D3137: boom
          """)
  void saysWhatWentWrongAsAwsDoes(String expression, String message) {
    bind("list", "[1]");
    QueryFailure failure = assertThrows(QueryFailure.class, () -> evaluate(expression));

    assertEquals(
        "The JSONata expression '" + expression + "' specified for the field 'Output' " + message,
        failure.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ($f := function($x){ $f($x + 1) }; $f(1))
          ($f := function($x){ 1 + $f($x + 1) }; $f(1))
          $partition([1], 0)
          $range(1, 2, 0)
          $range(1, 10000000, 1)
          $hash('a', 'CRC')
          $parse('{')
          """)
  void anExpressionThatCannotEndWellFailsInsteadOfHangingOrCrashing(String expression) {
    QueryFailure failure = assertThrows(QueryFailure.class, () -> evaluate(expression));

    assertTrue(failure.getMessage().contains("threw an error"), failure.getMessage());
  }

  @Test
  void evaluatesTemplatesToTheirDepthAndLeavesOtherTextsAlone() {
    bind("n", "2");
    Object template =
        Json.parse(
            """
            {"a": ["{% $n * 3 %}", {"b": "{% $n %}"}], "c": " {% $n %} ", "d": "$n", "e": null}
            """);

    assertEquals(
        "{\"a\":[6,{\"b\":2}],\"c\":\" {% $n %} \",\"d\":\"$n\",\"e\":null}",
        Json.print(evaluator.evaluate(Template.of("Output", template), variables::get)));
  }

  @Test
  void namesTheFieldThatFailedByItsPath() {
    Object template = Json.parse("{\"a\": [1, {\"b\": \"{% $nobody %}\"}]}");
    QueryFailure failure =
        assertThrows(
            QueryFailure.class,
            () -> evaluator.evaluate(Template.of("Assign", template), variables::get));

    assertEquals("Assign/a[1]/b", failure.field());
  }

  @Test
  void anEvaluationLeavesNothingBehindForTheNext() {
    evaluate("($kept := 5; $kept)");

    assertThrows(QueryFailure.class, () -> evaluate("$kept"));
  }

  @Test
  void anEvaluationDoesNotChangeItsInputs() {
    bind("list", "[3, 1, 2]");
    bind("object", "{\"a\": [1]}");
    evaluate("[$append($list, 4), $sort($list), $reverse($list), $object ~> |$|{'b': 1}|]");
    evaluate("$merge([$object, {'a': 2}])");

    assertEquals(List.of(3, 1, 2), variables.get("list"));
    assertEquals(Map.of("a", List.of(1)), variables.get("object"));
  }
}
