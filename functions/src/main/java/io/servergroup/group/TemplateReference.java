package io.servergroup.group;

/**
 * The launch template a group names, before it is resolved.
 *
 * @param templateId such as {@code lt-0abc}
 * @param version a number, {@code $Latest} or {@code $Default}
 */
public record TemplateReference(String templateId, String version) {}
