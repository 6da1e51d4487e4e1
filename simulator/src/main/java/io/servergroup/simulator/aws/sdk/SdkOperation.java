package io.servergroup.simulator.aws.sdk;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** One operation of a client. */
public final class SdkOperation {
  private final Object client;
  private final Method method;

  SdkOperation(Object client, Method method) {
    this.client = client;
    this.method = method;
  }

  /** The operation's name as the client's method, such as {@code describeAutoScalingGroups}. */
  public String name() {
    return method.getName();
  }

  /**
   * Converts arguments; calls nothing.
   *
   * @throws InvalidArgumentsException when a member is unknown or of the wrong type
   */
  public SdkRequest request(Map<?, ?> arguments, Notation notation) {
    return (SdkRequest) JsonToModel.build(newBuilder(), arguments, notation);
  }

  /**
   * Makes the call.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException as the client throws it
   * @throws UnsupportedOperationException when the client does not implement the operation
   */
  public SdkResponse call(SdkRequest request) {
    try {
      return (SdkResponse) method.invoke(client, request);
    } catch (InvocationTargetException e) {
      throw unwrapped(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(method + " is not accessible", e);
    }
  }

  // An error, such as the death of a fiber, passes through; the clients declare nothing checked.
  private static RuntimeException unwrapped(Throwable thrown) {
    return switch (thrown) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new IllegalStateException("an SDK client threw a checked exception", thrown);
    };
  }

  /** An empty builder of the operation's request. */
  public SdkPojo newBuilder() {
    Class<?> type = method.getParameterTypes()[0];
    try {
      return (SdkPojo) type.getMethod("builder").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " has no builder()", e);
    }
  }
}
