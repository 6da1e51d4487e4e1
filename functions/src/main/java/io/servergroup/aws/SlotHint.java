package io.servergroup.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which server an Auto Scaling group launches, as its lifecycle hooks say in their metadata: the
 * server's network interface and volumes can then be read at the same time as the group, whose tags
 * have the last word.
 *
 * @param index the number of the server
 */
public record SlotHint(String serverGroup, int index) {
  private static final Pattern METADATA = Pattern.compile("server (\\d{1,6}) of (\\S+)");

  /** Understands a hook's metadata such as {@code server 3 of tools}; empty for anything else. */
  public static Optional<SlotHint> of(String metadata) {
    Matcher hint = METADATA.matcher(metadata);
    return hint.matches()
        ? Optional.of(new SlotHint(hint.group(2), Integer.parseInt(hint.group(1))))
        : Optional.empty();
  }
}
