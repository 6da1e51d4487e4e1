package io.servergroup.simulator.aws.lambda;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The type arguments with which a class implements {@link RequestHandler}, also when it inherits
 * them.
 */
record HandlerTypes(Type input, Type output) {

  /**
   * @throws IllegalArgumentException when the class leaves an argument open, as every lambda does;
   *     Lambda's runtime refuses it too
   */
  static HandlerTypes of(Class<?> handler) {
    HandlerTypes types = search(handler, Map.of());
    if (types == null || isOpen(types.input) || isOpen(types.output)) {
      throw new IllegalArgumentException(
          "class "
              + handler.getName()
              + " does not implement RequestHandler with concrete type parameters; declare a class"
              + " that does");
    }
    return types;
  }

  private static boolean isOpen(Type type) {
    return type instanceof TypeVariable<?>;
  }

  private static HandlerTypes search(Type type, Map<TypeVariable<?>, Type> bindings) {
    return switch (type) {
      case null -> null;
      case ParameterizedType generic -> {
        Class<?> raw = (Class<?>) generic.getRawType();
        Map<TypeVariable<?>, Type> inner = bind(raw, generic, bindings);
        yield raw == RequestHandler.class
            ? new HandlerTypes(
                inner.get(raw.getTypeParameters()[0]), inner.get(raw.getTypeParameters()[1]))
            : searchParents(raw, inner);
      }
      case Class<?> plain -> searchParents(plain, Map.of());
      default -> null;
    };
  }

  private static HandlerTypes searchParents(Class<?> type, Map<TypeVariable<?>, Type> bindings) {
    for (Type parent : type.getGenericInterfaces()) {
      HandlerTypes found = search(parent, bindings);
      if (found != null) {
        return found;
      }
    }
    return search(type.getGenericSuperclass(), bindings);
  }

  private static Map<TypeVariable<?>, Type> bind(
      Class<?> raw, ParameterizedType generic, Map<TypeVariable<?>, Type> outer) {
    Map<TypeVariable<?>, Type> bindings = new LinkedHashMap<>();
    for (int i = 0; i < raw.getTypeParameters().length; i++) {
      Type argument = generic.getActualTypeArguments()[i];
      bindings.put(raw.getTypeParameters()[i], outer.getOrDefault(argument, argument));
    }
    return bindings;
  }
}
