package io.servergroup.simulator.states.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.states.json.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Evaluates expressions for one run. Every evaluation gets a frame of its own, because the
 * library's frames keep what an evaluation assigned.
 */
public final class Evaluator {
  private final StatesFunctions functions;

  /**
   * @param clock what {@code $now} and {@code $millis} read
   * @param random what {@code $random}, {@code $shuffle} and {@code $uuid} draw from
   */
  public Evaluator(InstantSource clock, RandomStream random) {
    this.functions = new StatesFunctions(clock, random);
  }

  /** Brings a value into the form that {@link Bindings} hands out. */
  public static Object prepare(Object value) {
    return Values.toLibrary(value);
  }

  /**
   * The value of a template.
   *
   * @throws QueryFailure when an expression in it fails or has no value
   */
  public Object evaluate(Template template, Bindings bindings) {
    return switch (template) {
      case Template.Constant constant -> constant.value();
      case Template.Query query -> evaluate(query, bindings);
      case Template.Members object -> evaluateMembers(object, bindings);
      case Template.Elements array -> evaluateElements(array, bindings);
    };
  }

  private Object evaluateMembers(Template.Members object, Bindings bindings) {
    Map<String, Object> result = new LinkedHashMap<>();
    object.members().forEach((name, member) -> result.put(name, evaluate(member, bindings)));
    return result;
  }

  private Object evaluateElements(Template.Elements array, Bindings bindings) {
    List<Object> result = new ArrayList<>(array.elements().size());
    for (Template element : array.elements()) {
      result.add(evaluate(element, bindings));
    }
    return result;
  }

  private Object evaluate(Template.Query query, Bindings bindings) {
    Object result = run(query, bindings);
    if (result == null) {
      throw failure(query, "returned nothing (undefined).");
    }
    try {
      return Values.fromLibrary(result);
    } catch (Values.UnsupportedResultException e) {
      throw failure(query, "returned an unsupported result type.");
    }
  }

  // The library reports most errors as JException but lets other runtime exceptions, and the
  // overflow of a recursion without end, through.
  private Object run(Template.Query query, Bindings bindings) {
    try {
      Expression expression = Expression.of(query.source());
      return expression.jsonata().evaluate(null, frame(expression, bindings));
    } catch (StackOverflowError e) {
      throw failure(query, "threw an error during evaluation: stack overflow");
    } catch (JException e) {
      throw failure(
          query, "threw an error during evaluation" + JsonataMessages.coded(e, query.source()));
    } catch (RuntimeException e) {
      throw failure(query, "threw an error during evaluation" + JsonataMessages.uncoded(e));
    }
  }

  private Jsonata.Frame frame(Expression expression, Bindings bindings) {
    Jsonata.Frame frame = expression.jsonata().createFrame();
    StepLimit.bind(frame);
    for (String name : expression.names()) {
      Object value = bindings.lookup(name);
      Jsonata.JFunction function = functions.function(name);
      if (value != null) {
        frame.bind(name, value);
      } else if (function != null) {
        frame.bind(name, function);
      }
    }
    return frame;
  }

  /**
   * The failure AWS reports for a value of the wrong type.
   *
   * @param expected the type the field takes, such as {@code array}
   */
  public static QueryFailure unexpectedType(Template.Query query, String expected, Object value) {
    return failure(
        query,
        "returned an unexpected result type. Expected '%s', but was '%s' for value: %s"
            .formatted(expected, typeOf(value), Json.print(value)));
  }

  private static QueryFailure failure(Template.Query query, String what) {
    return new QueryFailure(
        query.field(),
        "The JSONata expression '%s' specified for the field '%s' %s"
            .formatted(query.source(), query.field(), what));
  }

  private static String typeOf(Object value) {
    return switch (value) {
      case null -> "null";
      case String ignored -> "string";
      case Boolean ignored -> "boolean";
      case Number ignored -> "number";
      case List<?> ignored -> "array";
      default -> "object";
    };
  }
}
