package io.servergroup.group;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The launch template a group names, before it is resolved.
 *
 * @param templateId such as {@code lt-0abc}
 * @param version a number, {@code $Latest} or {@code $Default}
 */
public record TemplateReference(String templateId, String version) {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  /** The version it always stands for; empty when that can move. */
  public OptionalLong number() {
    return NUMBER.matcher(version).matches()
        ? OptionalLong.of(Long.parseLong(version))
        : OptionalLong.empty();
  }
}
