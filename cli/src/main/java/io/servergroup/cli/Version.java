package io.servergroup.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version the build wrote into the jar. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "rollout %s on Java %s (%s)"
          .formatted(number(), Runtime.version(), System.getProperty("java.vendor"))
    };
  }

  /** The number alone. */
  String number() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("(not packaged)");
  }
}
