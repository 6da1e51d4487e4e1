package io.servergroup.simulator.aws.route53;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * A domain name as Route 53 stores it: lower case, a trailing dot, and every character other than
 * letters, digits, hyphen and underscore as {@code \ooo}; ordered by its labels from the right.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html">DNS
 *     domain name format</a>
 */
record DnsName(String text, String sortKey) implements Comparable<DnsName> {
  /** Lower than every character of a label, so that a name comes before the names within it. */
  private static final String BETWEEN_LABELS = "\0";

  private DnsName(String text) {
    this(text, String.join(BETWEEN_LABELS, Arrays.asList(text.split("\\.")).reversed()));
  }

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
    return sortKey.compareTo(other.sortKey);
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
