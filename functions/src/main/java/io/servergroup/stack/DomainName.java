package io.servergroup.stack;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules for the names of servers: host names, since clients and certificates check them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1123#section-2">RFC 1123, host names</a>
 */
final class DomainName {
  private static final int LONGEST = 253;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  private DomainName() {}

  /** What is wrong about a name, in words; empty when it is a host name in lower case. */
  static Optional<String> fault(String name) {
    if (name.isEmpty()) {
      return Optional.of("is empty");
    }
    if (!name.equals(name.toLowerCase(Locale.ROOT))) {
      return Optional.of("has upper case letters");
    }
    if (name.length() > LONGEST) {
      return Optional.of("is longer than " + LONGEST + " characters");
    }
    if (name.endsWith(".")) {
      return Optional.of("ends with a dot");
    }
    for (String label : name.split("\\.", -1)) {
      if (!LABEL.matcher(label).matches()) {
        return Optional.of("has the part \"" + label + "\"");
      }
    }
    return name.indexOf('.') < 0 ? Optional.of("has no domain") : Optional.empty();
  }

  /** Whether a name is that of the zone or below it. */
  static boolean isWithin(String name, String zone) {
    return name.equals(zone) || name.endsWith("." + zone);
  }
}
