package io.servergroup.simulator.states.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import io.servergroup.simulator.states.jsonata.ExpressionTokens.Kind;
import io.servergroup.simulator.states.jsonata.ExpressionTokens.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What can be said about an expression before it runs. */
public final class Dialect {
  private static final Set<String> KEYWORDS = Set.of("true", "false", "null", "function", "λ");

  /** https://docs.jsonata.org at 2.0.6, without eval, and the six functions of Step Functions. */
  private static final Set<String> FUNCTIONS =
      Set.of(
          ("abs append assert average base64decode base64encode boolean ceil clone "
                  + "contains count decodeUrl decodeUrlComponent distinct each encodeUrl "
                  + "encodeUrlComponent error exists filter floor formatBase formatInteger "
                  + "formatNumber fromMillis join keys length lookup lowercase map match "
                  + "max merge millis min not now number pad parseInteger power random "
                  + "reduce replace reverse round shuffle sift single sort split spread "
                  + "sqrt string substring substringAfter substringBefore sum toMillis trim "
                  + "type uppercase zip partition range hash uuid parse")
              .split(" "));

  private Dialect() {}

  /**
   * Everything AWS refuses an expression for when a state machine is created: what does not parse,
   * what came after JSONata 2.0.6, {@code $eval}, and references that need a context item, of which
   * there is none. Empty when there is nothing to object to.
   */
  public static List<String> objections(String source) {
    List<String> objections = new ArrayList<>();
    if (source.isEmpty()) {
      objections.add("the expression is empty; write one between {% and %}");
      return objections;
    }
    ExpressionTokens tokens = ExpressionTokens.of(source);
    checkOperators(tokens, objections);
    if (tokens.variables().contains("eval")) {
      objections.add("$eval is not available in Step Functions; use $parse for JSON text");
    }
    checkTopLevelReferences(tokens, objections);
    String syntaxError = syntaxError(source);
    if (syntaxError != null) {
      objections.add("the expression does not parse: " + syntaxError);
    }
    return objections;
  }

  /** The variables an expression reads that it does not bind itself; functions are among them. */
  public static Set<String> freeVariables(String source) {
    List<Token> tokens = ExpressionTokens.of(source).tokens();
    Set<String> free = new LinkedHashSet<>(new ExpressionTokens(tokens).variables());
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).kind() == Kind.VARIABLE && isBinding(tokens, i)) {
        free.remove(tokens.get(i).text());
      }
    }
    return free;
  }

  /** Whether JSONata or Step Functions has a function of that name. */
  public static boolean isFunction(String name) {
    return FUNCTIONS.contains(name);
  }

  private static boolean isBinding(List<Token> tokens, int at) {
    if (at + 1 < tokens.size() && tokens.get(at + 1).is(":=")) {
      return true;
    }
    if (at > 0 && (tokens.get(at - 1).is("@") || tokens.get(at - 1).is("#"))) {
      return true;
    }
    return isParameter(tokens, at);
  }

  private static boolean isParameter(List<Token> tokens, int at) {
    int i = at - 1;
    while (i >= 0 && (tokens.get(i).is(",") || tokens.get(i).kind() == Kind.VARIABLE)) {
      i--;
    }
    return i > 0
        && tokens.get(i).is("(")
        && (tokens.get(i - 1).text().equals("function") || tokens.get(i - 1).text().equals("λ"));
  }

  private static void checkOperators(ExpressionTokens tokens, List<String> objections) {
    for (Token token : tokens.tokens()) {
      if (token.is("?:") || token.is("??")) {
        objections.add(
            "the operator "
                + token.text()
                + " came after JSONata 2.0.6, which Step Functions runs; use a ? b : c with $exists");
      }
    }
  }

  /**
   * An expression of a state has no context item, so a bare name, {@code $} or {@code $$} reads
   * nothing, and AWS refuses it. Within a path, a predicate or an order-by there is one.
   */
  private static void checkTopLevelReferences(ExpressionTokens source, List<String> objections) {
    Deque<Boolean> hasContext = new ArrayDeque<>();
    hasContext.push(false);
    Token before = new Token(Kind.OPERATOR, "");
    Token beforeThat = before;
    for (Token token : source.tokens()) {
      if (token.is("(") || token.is("[") || token.is("{")) {
        hasContext.push(hasContext.peek() || givesContext(token, before, beforeThat));
      } else if (token.is(")") || token.is("]") || token.is("}")) {
        if (hasContext.size() > 1) {
          hasContext.pop();
        }
      } else if (!hasContext.peek() && !before.is(".") && isReference(token)) {
        objections.add(
            "Reference to '%s' at the top level is not supported; start from $states or a variable"
                .formatted(token.kind() == Kind.VARIABLE ? "$" + token.text() : token.text()));
      }
      beforeThat = before;
      before = token;
    }
  }

  private static boolean givesContext(Token bracket, Token before, Token beforeThat) {
    if (before.is(".") || before.is("^")) {
      return true;
    }
    if (bracket.is("(")) {
      return before.kind() == Kind.VARIABLE && beforeThat.is(".");
    }
    // A function's body follows its parameters but sees the context of its definition; treating it
    // as a group only makes the check milder.
    return before.endsOperand();
  }

  private static boolean isReference(Token token) {
    return switch (token.kind()) {
      case VARIABLE -> token.text().isEmpty() || token.text().equals("$");
      case NAME ->
          !KEYWORDS.contains(token.text()) && !ExpressionTokens.isWordOperator(token.text());
      case NUMBER, TEXT, REGEX, OPERATOR -> false;
    };
  }

  private static String syntaxError(String source) {
    try {
      Jsonata.jsonata(source);
      return null;
    } catch (JException e) {
      return JsonataMessages.coded(e, source).substring(2);
    } catch (RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
