package io.servergroup.simulator.aws.sdk;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.protocols.core.ExceptionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * A real client of the SDK without a network: every request is answered with one error, as it comes
 * over the wire, and the SDK makes an exception of it from its model of the service.
 */
final class AnsweredClient implements AutoCloseable {
  private final Class<?> client;
  private final SdkAutoCloseable real;
  private String code = "";
  private int status;

  /**
   * @param client the interface, such as {@code Ec2Client}
   */
  AnsweredClient(Class<?> client) throws ReflectiveOperationException {
    this.client = client;
    AwsClientBuilder<?, ?> builder =
        (AwsClientBuilder<?, ?>) client.getMethod("builder").invoke(null);
    ((AwsSyncClientBuilder<?, ?>) builder).httpClient(new Wire());
    builder
        .region(Region.EU_WEST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    this.real = (SdkAutoCloseable) builder.build();
  }

  /** The operations that a class overrides, such as a simulated client. */
  List<Method> operationsOf(Class<?> implementation) {
    return Arrays.stream(client.getMethods())
        .filter(
            method ->
                method.getParameterCount() == 1
                    && SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                    && SdkResponse.class.isAssignableFrom(method.getReturnType()))
        .filter(method -> overrides(implementation, method))
        .toList();
  }

  private static boolean overrides(Class<?> implementation, Method method) {
    return Arrays.stream(implementation.getDeclaredMethods())
        .anyMatch(
            own ->
                own.getName().equals(method.getName())
                    && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
  }

  /**
   * What the SDK throws when an operation is answered with an error.
   *
   * @param status the HTTP status; without one (0) JSON errors get the one of their model
   */
  AwsServiceException thrown(Method operation, String code, int status)
      throws ReflectiveOperationException {
    this.code = code;
    this.status = status;
    // What names an endpoint of EventBridge has to look like one.
    int depth = client == EventBridgeClient.class ? 0 : 1;
    Object request =
        ModelShapes.filled(ModelShapes.builder(operation.getParameterTypes()[0]), depth);
    try {
      operation.invoke(real, request);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof AwsServiceException thrown) {
        return thrown;
      }
      throw e;
    }
    throw new AssertionError(operation.getName() + " succeeded");
  }

  /**
   * The HTTP status that the model of the service gives an error. Clients that read JSON fall back
   * to it when a response has none; those that read XML only keep it.
   *
   * @return 0 when the model gives none
   */
  int modelledStatus(Method operation, String code) throws ReflectiveOperationException {
    int status = thrown(operation, code, 0).statusCode();
    return status == 0 ? keptStatus(code) : status;
  }

  private int keptStatus(String code) throws ReflectiveOperationException {
    List<?> modelled = (List<?>) kept(kept(real, "protocolFactory"), "modeledExceptions");
    for (Object each : modelled) {
      ExceptionMetadata error = (ExceptionMetadata) each;
      if (error.errorCode().equals(code)) {
        return error.httpStatusCode() == null ? 0 : error.httpStatusCode();
      }
    }
    throw new AssertionError("the model of " + client.getSimpleName() + " has no error " + code);
  }

  private static Object kept(Object owner, String field) throws ReflectiveOperationException {
    for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
      for (Field each : type.getDeclaredFields()) {
        if (each.getName().equals(field)) {
          each.setAccessible(true);
          return each.get(owner);
        }
      }
    }
    throw new NoSuchFieldException(owner.getClass() + " has no " + field);
  }

  @Override
  public void close() {
    real.close();
  }

  private final class Wire implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          byte[] body = body().getBytes(StandardCharsets.UTF_8);
          return HttpExecuteResponse.builder()
              .response(
                  SdkHttpResponse.builder()
                      .statusCode(status)
                      .putHeader("x-amzn-query-error", code + ";Sender")
                      .build())
              .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
              .build();
        }

        @Override
        public void abort() {
          // There is nothing under way.
        }
      };
    }

    /** Services that speak JSON, EC2 and all others write their errors differently. */
    private String body() {
      String error = "<Error><Code>" + code + "</Code><Message>why</Message></Error>";
      return switch (client.getSimpleName()) {
        case "DynamoDbClient", "EventBridgeClient", "SfnClient", "SqsClient" ->
            "{\"__type\":\"" + shape() + "\",\"message\":\"why\"}";
        case "Ec2Client" -> "<Response><Errors>" + error + "</Errors></Response>";
        default -> "<ErrorResponse>" + error + "</ErrorResponse>";
      };
    }

    /** SQS sends its own name of an error and, in a header, that of its older protocol. */
    private String shape() {
      return code.equals("AWS.SimpleQueueService.NonExistentQueue") ? "QueueDoesNotExist" : code;
    }

    @Override
    public String clientName() {
      return "wire";
    }

    @Override
    public void close() {
      // Holds nothing that would have to be released.
    }
  }
}
