package io.servergroup.simulator.aws.route53;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A domain name as Route 53 stores it: lower case, a trailing dot, and every character other than
 * letters, digits, hyphen and underscore as {@code \ooo}. Ordered as ListResourceRecordSets
 * documents it: by the labels in reverse with a dot after each, characters as they were written, so
 * that {@code a-b.example.com.} comes before {@code a.example.com.}
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html">DNS
 *     domain name format</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html">
 *     ListResourceRecordSets</a>
 */
record DnsName(String text, String sortKey) implements Comparable<DnsName> {
  private static final int OCTAL = 8;
  private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");
  private static final Comparator<DnsName> ORDER =
      Comparator.comparing(DnsName::sortKey).thenComparing(DnsName::text);

  private DnsName(String text) {
    this(text, reversedLabels(text));
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
    return ORDER.compare(this, other);
  }

  private static String reversedLabels(String text) {
    return Arrays.asList(text.split("\\.")).reversed().stream()
        .map(label -> ESCAPED.matcher(label).replaceAll(DnsName::unescaped) + ".")
        .collect(Collectors.joining());
  }

  private static String unescaped(MatchResult escaped) {
    return Matcher.quoteReplacement(Character.toString(Integer.parseInt(escaped.group(1), OCTAL)));
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
