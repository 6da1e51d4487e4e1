package io.servergroup.group;

/**
 * One version of a launch template; what an instance was launched from, or what it should be.
 *
 * @param templateId such as {@code lt-0abc}
 * @param number the version, from 1
 */
public record TemplateVersion(String templateId, long number) {
  @Override
  public String toString() {
    return templateId + ":" + number;
  }
}
