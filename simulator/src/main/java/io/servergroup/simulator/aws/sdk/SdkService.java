package io.servergroup.simulator.aws.sdk;

import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** The operations of one SDK client, by name. */
public final class SdkService {
  private final String name;
  private final Map<String, SdkOperation> operations = new TreeMap<>();

  private SdkService(String name) {
    this.name = name;
  }

  /**
   * The operations of a synchronous client; paginators, waiters and streams are none.
   *
   * @param type the client's interface, such as {@code Ec2Client.class}
   */
  public static <T> SdkService of(Class<T> type, T client) {
    String simpleName = type.getSimpleName();
    if (!type.isInterface() || !simpleName.endsWith("Client")) {
      throw new IllegalArgumentException(
          type.getName() + " is not the interface of an SDK client, such as Ec2Client");
    }
    SdkService service =
        new SdkService(simpleName.substring(0, simpleName.length() - "Client".length()));
    for (Method method : type.getMethods()) {
      if (isOperation(method)) {
        service.operations.put(method.getName(), new SdkOperation(client, method));
      }
    }
    return service;
  }

  private static boolean isOperation(Method method) {
    return method.getParameterCount() == 1
        && SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0])
        && SdkResponse.class.isAssignableFrom(method.getReturnType());
  }

  /** The SDK's name of the service, such as {@code DynamoDb} or {@code Ec2}. */
  public String name() {
    return name;
  }

  /** The names of all operations, in alphabetical order. */
  public Set<String> operations() {
    return Collections.unmodifiableSet(operations.keySet());
  }

  /**
   * The operation of that name.
   *
   * @param operation as the client's method, such as {@code putItem}
   * @throws IllegalArgumentException when there is none
   */
  public SdkOperation operation(String operation) {
    SdkOperation found = operations.get(operation);
    if (found == null) {
      throw new IllegalArgumentException(
          name + " has no operation '" + operation + "'" + suggestion(operation));
    }
    return found;
  }

  private String suggestion(String operation) {
    for (String candidate : operations.keySet()) {
      if (candidate.equalsIgnoreCase(operation)) {
        return "; write '" + candidate + "'";
      }
    }
    return "; it begins with a small letter, such as '"
        + operations.keySet().iterator().next()
        + "'";
  }
}
