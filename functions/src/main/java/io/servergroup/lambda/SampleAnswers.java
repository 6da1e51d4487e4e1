package io.servergroup.lambda;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * What AWS answers about the sample group: one file for each operation below {@code
 * priming/answers}, as AWS writes it; a handler that is to see another group has files of its own.
 */
final class SampleAnswers {
  private static final String JSON_OPERATION = "X-Amz-Target";
  private static final Pattern QUERY_OPERATION = Pattern.compile("(?:^|&)Action=(\\w+)");

  /** Operations of Route 53, which has them in method and path. */
  private static final Map<Pattern, String> ROUTE53 =
      Map.of(
          Pattern.compile("GET /2013-04-01/hostedzone/[^/]+/rrset"), "ListResourceRecordSets",
          Pattern.compile("POST /2013-04-01/hostedzone/[^/]+/rrset/?"), "ChangeResourceRecordSets",
          Pattern.compile("GET /2013-04-01/change/[^/]+"), "GetChange",
          Pattern.compile("GET /2013-04-01/hostedzone/[^/]+"), "GetHostedZone");

  private final String handler;
  private final Map<String, byte[]> read = new TreeMap<>();
  private final Set<String> asked = new TreeSet<>();

  /**
   * @param handler the simple name of who asks
   */
  SampleAnswers(String handler) {
    this.handler = handler;
  }

  /** The operations asked for so far. */
  synchronized Set<String> asked() {
    return Set.copyOf(asked);
  }

  /**
   * Answers a request.
   *
   * @throws IllegalStateException when there is no answer to such a request
   */
  synchronized HttpExecuteResponse to(HttpExecuteRequest request) {
    String operation = operation(request);
    asked.add(operation);
    boolean json = request.httpRequest().firstMatchingHeader(JSON_OPERATION).isPresent();
    byte[] body = read.computeIfAbsent(operation + (json ? ".json" : ".xml"), this::body);
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpResponse.builder()
                .statusCode(200)
                .putHeader("Content-Length", String.valueOf(body.length))
                .build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
        .build();
  }

  private static String operation(HttpExecuteRequest request) {
    SdkHttpRequest http = request.httpRequest();
    return http.firstMatchingHeader(JSON_OPERATION)
        .map(target -> target.substring(target.indexOf('.') + 1))
        .orElseGet(
            () -> {
              Matcher query = QUERY_OPERATION.matcher(content(request));
              return query.find() ? query.group(1) : route53(http.method(), http.encodedPath());
            });
  }

  private static String content(HttpExecuteRequest request) {
    return request
        .contentStreamProvider()
        .map(
            content -> {
              try (InputStream in = content.newStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .orElse("");
  }

  private static String route53(SdkHttpMethod method, String path) {
    String line = method + " " + path;
    return ROUTE53.entrySet().stream()
        .filter(each -> each.getKey().matcher(line).matches())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the sample has no answer to " + line));
  }

  private byte[] body(String file) {
    return SampleFiles.read("answers/" + handler + "/" + file)
        .or(() -> SampleFiles.read("answers/" + file))
        .orElseThrow(() -> new IllegalStateException("the sample has no answer " + file));
  }
}
