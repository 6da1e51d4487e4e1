package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.api.ApiCall;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Holds every request and every response of stories to the models of the services: what the model
 * requires is there, and what it lists the values of has one of them.
 */
final class ModelledMessages {
  private final RequiredMembers members = new RequiredMembers();
  private final Set<String> shapes = new TreeSet<>();
  private final Set<String> enums = new TreeSet<>();
  private final Set<String> required = new TreeSet<>();
  private final Set<String> wrong = new TreeSet<>();

  /** Looks at what is said in a story from now on. */
  void listen(Story story) {
    story.aws().calls().listen(call -> look(call, "request", call.request()));
    story.aws().calls().listenToAnswers((call, answer) -> look(call, "response", answer));
  }

  /** The shapes that were looked at. */
  Set<String> shapes() {
    return shapes;
  }

  /** The members with a list of values that were looked at. */
  Set<String> enums() {
    return enums;
  }

  /** The members that models require and that were looked at. */
  Set<String> required() {
    return required;
  }

  /** What no model allows. */
  Set<String> wrong() {
    return wrong;
  }

  /** Looks at a message of a call; those of services without a client of the SDK have no model. */
  void look(ApiCall call, String what, Object message) {
    if (message instanceof SdkPojo pojo) {
      String name = call.action() + " " + what;
      List<String> paths = members.of(call, what);
      if (paths == null) {
        wrong.add(name + " is not in the list of required members: add it, and write it anew");
      } else {
        paths.forEach(path -> required.add(name + " " + path));
        paths.stream()
            .filter(path -> !RequiredMembers.has(pojo, path))
            .forEach(path -> wrong.add(name + " lacks " + path));
      }
      look(pojo);
    }
  }

  private void look(SdkPojo pojo) {
    String shape = pojo.getClass().getName().replaceFirst(".*services\\.", "");
    shapes.add(shape);
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = field.getValueOrDefault(pojo);
      if (value != null) {
        listed(pojo, field)
            .ifPresent(shown -> values(shape + "." + field.memberName(), shown, value));
        below(value);
      }
    }
  }

  private void below(Object value) {
    switch (value) {
      case SdkPojo inner -> look(inner);
      case Collection<?> list -> list.forEach(this::below);
      case Map<?, ?> map -> map.values().forEach(this::below);
      default -> {
        // A scalar has nothing below.
      }
    }
  }

  /** Unknown values become one constant of every enum of the SDK. */
  private void values(String name, Object shown, Object sent) {
    Collection<?> values =
        switch (shown) {
          case Collection<?> list -> list;
          case Map<?, ?> map -> map.keySet();
          default -> Set.of(shown);
        };
    for (Object value : values) {
      if (value instanceof Enum<?> each) {
        enums.add(name);
        if (each.name().equals("UNKNOWN_TO_SDK_VERSION")) {
          wrong.add(name + " is '" + sent + "', which is none of its values");
        }
      }
    }
  }

  /** What the accessor of a member returns: enums where the model lists the values. */
  private static Optional<Object> listed(SdkPojo pojo, SdkField<?> field) {
    Optional<Method> accessor =
        Arrays.stream(pojo.getClass().getMethods())
            .filter(method -> method.getParameterCount() == 0)
            .filter(method -> method.getName().equalsIgnoreCase(field.memberName()))
            .filter(method -> !method.getReturnType().equals(void.class))
            .findFirst();
    return accessor.map(
        method -> {
          try {
            return method.invoke(pojo);
          } catch (IllegalAccessException | InvocationTargetException e) {
            throw new LinkageError(method + " cannot be asked", e);
          }
        });
  }
}
