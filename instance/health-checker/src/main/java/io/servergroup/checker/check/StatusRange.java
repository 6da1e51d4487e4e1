package io.servergroup.checker.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The HTTP statuses that are welcome, such as {@code 200}, {@code 200,204} or {@code 200-299}. */
public record StatusRange(String written, List<Span> spans) {
  private static final Pattern SPAN = Pattern.compile("([1-5]\\d\\d)(?:-([1-5]\\d\\d))?");

  public record Span(int from, int to) {}

  public StatusRange {
    spans = List.copyOf(spans);
  }

  /** Empty when the text is not such a list. */
  public static Optional<StatusRange> of(String written) {
    List<Span> spans = new ArrayList<>();
    for (String part : written.split(",", -1)) {
      Matcher span = SPAN.matcher(part.strip());
      if (!span.matches()) {
        return Optional.empty();
      }
      int from = Integer.parseInt(span.group(1));
      int to = span.group(2) == null ? from : Integer.parseInt(span.group(2));
      if (to < from) {
        return Optional.empty();
      }
      spans.add(new Span(from, to));
    }
    return Optional.of(new StatusRange(written, spans));
  }

  public boolean has(int status) {
    return spans.stream().anyMatch(span -> span.from() <= status && status <= span.to());
  }
}
