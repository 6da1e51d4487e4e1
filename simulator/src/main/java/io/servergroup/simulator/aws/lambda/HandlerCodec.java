package io.servergroup.simulator.aws.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/**
 * Calls a handler with JSON and turns its result into JSON, with the serializers that Lambda's Java
 * runtime interface client chooses: its event serializers for the classes of {@code
 * aws-lambda-java-events}, its plain Jackson for all others.
 */
interface HandlerCodec {
  /**
   * Serializers learn a class when they first meet it, which takes longer than a whole invocation.
   * They hold nothing of a run, so all runs share them, in whatever thread they are.
   */
  ClassValue<HandlerCodec> SHARED =
      new ClassValue<>() {
        @Override
        protected HandlerCodec computeValue(Class<?> handler) {
          return make(handler);
        }
      };

  String call(Object handler, String payload, Context context);

  /**
   * The codec of all handlers of a class.
   *
   * @throws IllegalArgumentException when Lambda could not call such a handler
   */
  static HandlerCodec of(Class<?> handler) {
    return SHARED.get(handler);
  }

  private static HandlerCodec make(Class<?> handler) {
    if (RequestStreamHandler.class.isAssignableFrom(handler)) {
      return HandlerCodec::callStream;
    }
    if (!RequestHandler.class.isAssignableFrom(handler)) {
      throw new IllegalArgumentException(
          "class " + handler.getName() + " implements no handler interface of Lambda");
    }
    HandlerTypes types = HandlerTypes.of(handler);
    PojoSerializer<Object> input = serializer(types.input());
    PojoSerializer<Object> output =
        types.output() == Void.class ? null : serializer(types.output());
    return (instance, payload, context) -> callPojo(instance, payload, context, input, output);
  }

  private static String callStream(Object handler, String payload, Context context) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      ((RequestStreamHandler) handler).handleRequest(bytes(payload), output, context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return output.toString(StandardCharsets.UTF_8);
  }

  private static String callPojo(
      Object handler,
      String payload,
      Context context,
      PojoSerializer<Object> input,
      PojoSerializer<Object> output) {
    Object event;
    try {
      event = input.fromJson(bytes(payload));
    } catch (RuntimeException e) {
      throw new RuntimeException("An error occurred during JSON parsing", e);
    }
    // The type arguments were read from this very class, and the serializer made an object of them.
    @SuppressWarnings("unchecked")
    RequestHandler<Object, Object> typed = (RequestHandler<Object, Object>) handler;
    Object result = typed.handleRequest(event, context);
    if (output == null) {
      return "null";
    }
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try {
      output.toJson(result, json);
    } catch (RuntimeException e) {
      throw new RuntimeException("An error occurred during JSON serialization of response", e);
    }
    return json.toString(StandardCharsets.UTF_8);
  }

  private static ByteArrayInputStream bytes(String payload) {
    return new ByteArrayInputStream(payload.getBytes(StandardCharsets.UTF_8));
  }

  // The serializer of a class takes and makes objects of that class; the runtime uses it untyped.
  @SuppressWarnings("unchecked")
  private static PojoSerializer<Object> serializer(Type type) {
    if (type instanceof Class<?> plain
        && LambdaEventSerializers.isLambdaSupportedEvent(plain.getName())) {
      return (PojoSerializer<Object>)
          LambdaEventSerializers.serializerFor(plain, plain.getClassLoader());
    }
    return JacksonFactory.getInstance().getSerializer(type);
  }
}
