package io.servergroup.cli;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * The profiles that the shared configuration files of AWS have. Of a profile that none of them has,
 * the SDK says that there are no credentials; over a file that it cannot read, it breaks.
 *
 * @param files usually {@code ~/.aws/config} and {@code ~/.aws/credentials}
 * @param names of all profiles, in alphabetical order
 * @param unreadable what is wrong with the files, in words
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">Shared config and
 *     credentials files</a>
 */
record Profiles(List<Path> files, SequencedSet<String> names, List<String> unreadable) {
  /** Reads them; a file that there is not has none. */
  static Profiles in(Path config, Path credentials) {
    SortedSet<String> names = new TreeSet<>();
    List<String> unreadable = new ArrayList<>();
    read(config, ProfileFile.Type.CONFIGURATION, names, unreadable);
    read(credentials, ProfileFile.Type.CREDENTIALS, names, unreadable);
    return new Profiles(List.of(config, credentials), names, unreadable);
  }

  private static void read(
      Path file, ProfileFile.Type type, Set<String> names, List<String> unreadable) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      return;
    }
    try {
      names.addAll(ProfileFile.builder().content(file).type(type).build().profiles().keySet());
    } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
      unreadable.add(
          "%s: found something else than profiles (%s); right is what `aws configure` writes"
              .formatted(file, e.getMessage()));
    }
  }

  /**
   * What keeps the SDK from using a profile.
   *
   * @param asked by an option
   * @param usual named by the environment, which the option goes before
   */
  List<String> findings(Optional<String> asked, Optional<String> usual) {
    if (!unreadable.isEmpty()) {
      return unreadable;
    }
    String input = asked.isPresent() ? "--profile" : "AWS_PROFILE";
    return asked.or(() -> usual).stream()
        .filter(name -> !names.contains(name))
        .map(name -> unknown(input, name))
        .toList();
  }

  private String unknown(String input, String name) {
    return "%s: found '%s', which neither %s nor %s has; right is %s"
        .formatted(
            input,
            name,
            files.getFirst(),
            files.getLast(),
            names.isEmpty()
                ? "to make one with `aws configure --profile NAME`: there is none"
                : "one of " + String.join(", ", names) + Nearest.hint(name, names));
  }
}
