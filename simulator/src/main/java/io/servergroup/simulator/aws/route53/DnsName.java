package io.servergroup.simulator.aws.route53;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A domain name as Route 53 stores it: lower case, a trailing dot, and every character other than
 * letters, digits, hyphen and underscore as {@code \ooo}; ordered by its labels from the right.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html">DNS
 *     domain name format</a>
 */
record DnsName(String text) implements Comparable<DnsName> {

  /** The stored form of a name as a request writes it. */
  static DnsName of(String written) {
    StringBuilder stored = new StringBuilder();
    byte[] bytes = written.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      int code = bytes[i] & 0xff;
      if (code == '\\' && isOctal(bytes, i + 1)) {
        stored.append(new String(bytes, i, 4, StandardCharsets.US_ASCII));
        i += 3;
      } else if (isPlain(code)) {
        stored.append((char) code);
      } else {
        stored.append(String.format(Locale.ROOT, "\\%03o", code));
      }
    }
    if (stored.isEmpty() || stored.charAt(stored.length() - 1) != '.') {
      stored.append('.');
    }
    return new DnsName(stored.toString());
  }

  boolean isWithin(DnsName zone) {
    return text.equals(zone.text) || text.endsWith("." + zone.text);
  }

  @Override
  public int compareTo(DnsName other) {
    List<String> mine = reversedLabels();
    List<String> theirs = other.reversedLabels();
    for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
      int order = mine.get(i).compareTo(theirs.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(mine.size(), theirs.size());
  }

  private List<String> reversedLabels() {
    List<String> labels = Arrays.asList(text.split("\\."));
    Collections.reverse(labels);
    return labels;
  }

  private static boolean isPlain(int code) {
    return (code >= 'a' && code <= 'z')
        || (code >= '0' && code <= '9')
        || code == '-'
        || code == '_'
        || code == '.';
  }

  private static boolean isOctal(byte[] bytes, int from) {
    if (from + 3 > bytes.length) {
      return false;
    }
    for (int i = from; i < from + 3; i++) {
      if (bytes[i] < '0' || bytes[i] > '7') {
        return false;
      }
    }
    return true;
  }
}
