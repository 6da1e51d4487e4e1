package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/**
 * A function as Lambda calls it, with JSON in and out. Lambda's runtime could bind requests and
 * answers itself, but spends a tenth of a second on getting ready for that at each cold start.
 *
 * @param <I> what it is asked
 * @param <O> what it answers; records and maps, whose components and keys are fields in JSON
 */
abstract class JsonFunction<I, O> implements RequestStreamHandler {
  /** State machines tell a field that is null from one that is not there. */
  private static final JSON BINDING =
      JSON.std.with(
          JSON.Feature.WRITE_NULL_PROPERTIES,
          JSON.Feature.WRITE_RECORD_FIELDS_IN_DECLARATION_ORDER);

  private final Reading<I> reading;

  /**
   * @param reading how a request is read
   */
  JsonFunction(Reading<I> reading) {
    this.reading = reading;
  }

  /** How a request is read. */
  @FunctionalInterface
  interface Reading<I> {
    /**
     * Reads it.
     *
     * @throws IOException when it is no JSON, or not of this kind
     */
    I of(InputStream json) throws IOException;
  }

  /** Of records; see {@link RecordReading}. */
  static <I extends Record> Reading<I> record(Class<I> type) {
    return json -> RecordReading.of(type, object(json));
  }

  /** Of any object. */
  static Map<String, Object> object(InputStream json) throws IOException {
    return BINDING.mapFrom(json);
  }

  /** Writes records and maps. */
  static void write(Object value, OutputStream json) throws IOException {
    BINDING.write(value, json);
  }

  /** Handles one request. */
  public abstract O handleRequest(I request, Context context);

  @Override
  public final void handleRequest(InputStream json, OutputStream answer, Context context)
      throws IOException {
    I request;
    try {
      request = reading.of(json);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the request is not what %s reads: %s"
              .formatted(getClass().getSimpleName(), e.getMessage()),
          e);
    }
    write(handleRequest(request, context), answer);
  }
}
