package io.servergroup.endpoint.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/** Carries what a client of the SDK sends to the protocols, without a network between them. */
final class InProcessHttp implements SdkHttpClient {
  private final Function<WireRequest, WireAnswer> answers;

  InProcessHttp(Function<WireRequest, WireAnswer> answers) {
    this.answers = answers;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return response(answers.apply(read(request)));
      }

      @Override
      public void abort() {
        // An answer is there at once.
      }
    };
  }

  private static WireRequest read(HttpExecuteRequest request) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    request.httpRequest().headers().forEach((name, values) -> headers.put(name, values.getFirst()));
    String body = "";
    if (request.contentStreamProvider().isPresent()) {
      body =
          new String(
              request.contentStreamProvider().get().newStream().readAllBytes(),
              StandardCharsets.UTF_8);
    }
    return new WireRequest(
        request.httpRequest().method().name(),
        request.httpRequest().encodedPath(),
        Optional.ofNullable(request.httpRequest().getUri().getRawQuery()).orElse(""),
        headers,
        body);
  }

  private static HttpExecuteResponse response(WireAnswer answer) {
    SdkHttpFullResponse.Builder response =
        SdkHttpFullResponse.builder().statusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    return HttpExecuteResponse.builder()
        .response(response.build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
        .build();
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
