package io.servergroup.group;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The A record a slot wants, from the tags of its network interface.
 *
 * @param hostedZoneId such as {@code Z123}
 * @param name lower case, without a trailing dot, without {@code \ooo} escapes
 * @param ttl how long resolvers may keep the answer
 */
public record DnsName(String hostedZoneId, String name, Duration ttl) {
  private static final String ZONE_PATH = "hostedzone/";
  private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");

  /**
   * The one spelling of a name that snapshots hold, so that what a tag asks for and what a zone has
   * can be compared: Route 53 appends a dot and writes unusual characters in octal.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html">DNS
   *     domain name format</a>
   */
  public static String plain(String name) {
    String lower = unescaped(name).toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** The id of a hosted zone alone; some APIs of Route 53 give it with a path before it. */
  public static String zoneId(String written) {
    int from = written.startsWith("/") ? 1 : 0;
    return written.startsWith(ZONE_PATH, from)
        ? written.substring(from + ZONE_PATH.length())
        : written;
  }

  private static String unescaped(String name) {
    return name.indexOf('\\') < 0
        ? name
        : ESCAPED
            .matcher(name)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        Character.toString(Integer.parseInt(found.group(1), 8))));
  }
}
