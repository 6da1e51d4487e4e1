package io.servergroup.group;

import java.util.Comparator;

/**
 * One version of a launch template; what an instance was launched from, or what it should be. In
 * the order of templates, then numbers.
 *
 * @param templateId such as {@code lt-0abc}
 * @param number the version, from 1
 */
public record TemplateVersion(String templateId, long number)
    implements Comparable<TemplateVersion> {
  private static final Comparator<TemplateVersion> ORDER =
      Comparator.comparing(TemplateVersion::templateId).thenComparingLong(TemplateVersion::number);

  /**
   * The inverse of {@link #toString}.
   *
   * @throws IllegalArgumentException when the text is none
   */
  public static TemplateVersion of(String text) {
    int at = text.lastIndexOf(':');
    if (at < 1) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no launch template version; one is written as lt-0abc:7");
    }
    return new TemplateVersion(text.substring(0, at), Long.parseLong(text.substring(at + 1)));
  }

  @Override
  public int compareTo(TemplateVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return templateId + ":" + number;
  }
}
