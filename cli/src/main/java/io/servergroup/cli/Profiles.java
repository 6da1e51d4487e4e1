package io.servergroup.cli;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileLocation;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/**
 * The shared configuration files of AWS. Of a profile that none of them has, the SDK says that
 * there are no credentials; over a file that it cannot read, it breaks.
 *
 * @param config usually {@code ~/.aws/config}
 * @param credentials usually {@code ~/.aws/credentials}
 * @param usual the profile to use unless somebody asks for another
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">Shared config and
 *     credentials files</a>
 */
record Profiles(Path config, Path credentials, Optional<String> usual) {
  /** Those that the SDK would read, and the profile that the environment names. */
  static Profiles ofEnvironment() {
    // Keys in the environment go before the profile that it names; one that it does not name, which
    // the SDK takes for "default", need not exist.
    boolean keys = SdkSystemSetting.AWS_ACCESS_KEY_ID.getStringValue().isPresent();
    return new Profiles(
        ProfileFileLocation.configurationFilePath(),
        ProfileFileLocation.credentialsFilePath(),
        keys ? Optional.empty() : ProfileFileSystemSetting.AWS_PROFILE.getNonDefaultStringValue());
  }

  /** What keeps the SDK from using the profile that somebody asked for, or the usual one. */
  List<String> findings(Optional<String> asked) {
    List<String> findings = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    read(config, ProfileFile.Type.CONFIGURATION, names, findings);
    read(credentials, ProfileFile.Type.CREDENTIALS, names, findings);
    Optional<String> wanted = asked.or(() -> usual).filter(name -> !names.contains(name));
    if (findings.isEmpty() && wanted.isPresent()) {
      findings.add(unknown(asked.isPresent() ? "--profile" : "AWS_PROFILE", wanted.get(), names));
    }
    return findings;
  }

  private String unknown(String input, String name, Set<String> names) {
    return "%s: found '%s', which neither %s nor %s has; right is %s"
        .formatted(
            input,
            name,
            config,
            credentials,
            names.isEmpty()
                ? "to make one with `aws configure --profile NAME`: there is none"
                : "one of " + String.join(", ", names) + Nearest.hint(name, names));
  }

  private static void read(
      Path file, ProfileFile.Type type, Set<String> names, List<String> findings) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      return;
    }
    try {
      names.addAll(ProfileFile.builder().content(file).type(type).build().profiles().keySet());
    } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
      findings.add(
          "%s: found something else than profiles (%s); right is what `aws configure` writes"
              .formatted(file, e.getMessage()));
    }
  }
}
