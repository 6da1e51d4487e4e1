package io.servergroup.endpoint.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where an operation is in REST.
 *
 * @param method such as {@code GET}
 * @param template the path, in which {@code {Name}} stands for the member of that name
 * @param operation as the service's model names it
 */
record Route(String method, String template, String operation) {
  /** The members in the path; empty when the request goes elsewhere. */
  Optional<Map<String, String>> match(WireRequest request) {
    List<String> wanted = parts(template);
    List<String> found = parts(request.path());
    if (!method.equals(request.method()) || wanted.size() != found.size()) {
      return Optional.empty();
    }
    Map<String, String> members = new LinkedHashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      String part = wanted.get(i);
      String content = found.get(i);
      if (part.startsWith("{")) {
        // In a path a plus is a plus.
        String encoded = content.replace("+", "%2B");
        members.put(
            part.substring(1, part.length() - 1),
            URLDecoder.decode(encoded, StandardCharsets.UTF_8));
      } else if (!part.equals(content)) {
        return Optional.empty();
      }
    }
    return Optional.of(members);
  }

  /** A slash at the end is there or not. */
  private static List<String> parts(String path) {
    return Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
  }
}
