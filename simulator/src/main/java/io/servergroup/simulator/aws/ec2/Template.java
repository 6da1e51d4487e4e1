package io.servergroup.simulator.aws.ec2;

import io.servergroup.simulator.aws.world.Resource;
import java.time.Instant;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A launch template: versions, of which one is the default. */
public final class Template extends Resource {
  private final String name;
  private final Instant created;
  private final NavigableMap<Long, TemplateVersion> versions = new TreeMap<>();
  private long defaultNumber = 1;
  private long newestNumber = 0;

  Template(String id, long sequence, String name, Instant created) {
    super(id, sequence);
    this.name = name;
    this.created = created;
  }

  public String name() {
    return name;
  }

  Instant created() {
    return created;
  }

  /** By number. */
  public NavigableMap<Long, TemplateVersion> versions() {
    return Collections.unmodifiableNavigableMap(versions);
  }

  public long latestNumber() {
    return versions.lastKey();
  }

  public long defaultNumber() {
    return defaultNumber;
  }

  /**
   * The version a text stands for.
   *
   * @param version {@code $Latest}, {@code $Default}, a number, or null for the default
   */
  public TemplateVersion version(String version) {
    long number =
        switch (version) {
          case null -> defaultNumber;
          case "$Default" -> defaultNumber;
          case "$Latest" -> latestNumber();
          default -> number(version);
        };
    TemplateVersion found = versions.get(number);
    if (found == null) {
      throw Ec2Error.of(
          "InvalidLaunchTemplateId.VersionNotFound",
          "Could not find the specified version %s for the launch template with ID %s."
              .formatted(version, id()));
    }
    return found;
  }

  TemplateVersion add(String description, LaunchData data, Instant now) {
    TemplateVersion version = new TemplateVersion(this, ++newestNumber, description, data, now);
    versions.put(newestNumber, version);
    touch();
    return version;
  }

  /** Its number is never given again. */
  void delete(TemplateVersion version) {
    versions.remove(version.number());
    touch();
  }

  void setDefault(TemplateVersion version) {
    defaultNumber = version.number();
    touch();
  }

  private static long number(String version) {
    try {
      return Long.parseLong(version);
    } catch (NumberFormatException e) {
      throw Ec2Error.of(
          "InvalidLaunchTemplateVersion.Malformed",
          "The launch template version '"
              + version
              + "' is malformed: a number, $Latest or $Default is expected.");
    }
  }
}
