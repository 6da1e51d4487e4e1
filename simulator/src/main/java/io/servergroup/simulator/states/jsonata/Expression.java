package io.servergroup.simulator.states.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import io.servergroup.simulator.kernel.OnVirtualThread;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A compiled expression.
 *
 * @param names the variables and functions it mentions
 */
record Expression(Jsonata jsonata, List<String> names) {
  /** Expressions do not depend on a run, and the runs of one process evaluate the same few. */
  private static final Map<String, Expression> COMPILED = new ConcurrentHashMap<>();

  /**
   * The expression of that source, which all runs share.
   *
   * @throws JException when it does not parse
   */
  static Expression of(String source) {
    Expression known = COMPILED.get(source);
    if (known != null) {
      return known;
    }
    // A thread evaluates whatever it evaluates with the fields of the expression it compiled last,
    // or else of a copy of its own. Compiled on a thread that ends, an expression is never written
    // to again, so that several runs may evaluate it at once.
    Expression compiled = OnVirtualThread.call("compile", () -> compile(source));
    COMPILED.putIfAbsent(source, compiled);
    return compiled;
  }

  private static Expression compile(String source) {
    Jsonata jsonata = Jsonata.jsonata(source);
    jsonata.setOutputConvertNulls(false);
    return new Expression(jsonata, List.copyOf(ExpressionTokens.of(source).variables()));
  }
}
