package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;

/**
 * A handler's requests and answers as JSON, by the binding that Lambda's Java runtime brings along
 * and uses itself.
 */
final class HandlerBinding {
  private final PojoSerializer<Object> requests;
  private final PojoSerializer<Object> answers;

  /**
   * @throws LinkageError when the runtime has no such binding
   */
  HandlerBinding(Class<?> handler) {
    Type[] types =
        Arrays.stream(handler.getGenericInterfaces())
            .map(ParameterizedType.class::cast)
            .filter(each -> each.getRawType() == RequestHandler.class)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(handler + " is no RequestHandler"))
            .getActualTypeArguments();
    this.requests = serializer(types[0]);
    this.answers = serializer(types[1]);
  }

  Object request(byte[] json) {
    return requests.fromJson(new ByteArrayInputStream(json));
  }

  byte[] answer(Object answer) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    answers.toJson(answer, json);
    return json.toByteArray();
  }

  // The serializer of a class takes and makes objects of that class.
  @SuppressWarnings("unchecked")
  private static PojoSerializer<Object> serializer(Type type) {
    return type instanceof Class<?> plain
            && LambdaEventSerializers.isLambdaSupportedEvent(plain.getName())
        ? (PojoSerializer<Object>)
            LambdaEventSerializers.serializerFor(plain, plain.getClassLoader())
        : JacksonFactory.getInstance().getSerializer(type);
  }
}
