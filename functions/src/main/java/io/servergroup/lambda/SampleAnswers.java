package io.servergroup.lambda;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What AWS answers about the sample group: one file for each operation below {@code
 * priming/answers}, as AWS writes it; a handler that is to see another group has files of its own.
 */
final class SampleAnswers {
  private static final Pattern QUERY_OPERATION = Pattern.compile("(?:^|&)Action=(\\w+)");

  /** Operations of Route 53, which has them in method and path. */
  private static final Map<Pattern, String> ROUTE53 =
      Map.of(
          Pattern.compile("GET /2013-04-01/hostedzone/[^/]+/rrset"), "ListResourceRecordSets",
          Pattern.compile("POST /2013-04-01/hostedzone/[^/]+/rrset/?"), "ChangeResourceRecordSets",
          Pattern.compile("GET /2013-04-01/change/[^/]+"), "GetChange",
          Pattern.compile("GET /2013-04-01/hostedzone/[^/]+"), "GetHostedZone");

  private final String handler;
  private final Map<String, Optional<byte[]>> read = new TreeMap<>();
  private final Set<String> asked = new TreeSet<>();

  /**
   * @param handler the simple name of who asks
   */
  SampleAnswers(String handler) {
    this.handler = handler;
  }

  /**
   * What is asked.
   *
   * @param line method and path
   * @param target the operation of the services that speak JSON, after the name of their interface;
   *     empty for others
   * @param content of the request
   */
  record Question(String line, String target, String content) {}

  /** The operations asked for so far. */
  synchronized Set<String> asked() {
    return Set.copyOf(asked);
  }

  /** The answer to a request; empty when there is none to such a request. */
  synchronized Optional<byte[]> to(Question question) {
    String operation = operation(question);
    asked.add(operation);
    return read.computeIfAbsent(
        operation + (question.target().isEmpty() ? ".xml" : ".json"), this::body);
  }

  private static String operation(Question question) {
    if (!question.target().isEmpty()) {
      return question.target().substring(question.target().indexOf('.') + 1);
    }
    Matcher query = QUERY_OPERATION.matcher(question.content());
    return query.find() ? query.group(1) : route53(question.line());
  }

  /** The line itself when Route 53 has no such operation that is used. */
  private static String route53(String line) {
    return ROUTE53.entrySet().stream()
        .filter(each -> each.getKey().matcher(line).matches())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(line);
  }

  private Optional<byte[]> body(String file) {
    return SampleFiles.read("answers/" + handler + "/" + file)
        .or(() -> SampleFiles.read("answers/" + file));
  }
}
