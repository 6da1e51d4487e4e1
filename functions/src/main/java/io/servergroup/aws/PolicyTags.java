package io.servergroup.aws;

import io.servergroup.group.EarlyRelease;
import io.servergroup.group.IdentityPolicy;
import io.servergroup.group.SlotFinding;
import io.servergroup.group.TagKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;

/** What the tags of an Auto Scaling group say about the identities of its servers. */
final class PolicyTags {
  /** No hold of Auto Scaling lasts longer. */
  private static final Duration LONGEST_BUDGET = Duration.ofDays(2);

  private final String group;
  private final TagValues tags;
  private final List<SlotFinding> findings;

  private PolicyTags(String group, TagValues tags, List<SlotFinding> findings) {
    this.group = group;
    this.tags = tags;
    this.findings = findings;
  }

  /** Reads the tags; one that cannot be read becomes a finding, and what is usual holds for it. */
  static IdentityPolicy.Tags of(String group, TagValues tags, List<SlotFinding> findings) {
    PolicyTags reader = new PolicyTags(group, tags, findings);
    return new IdentityPolicy.Tags(
        reader.value(
            TagKeys.EARLY_RELEASE, EarlyRelease::of, () -> "one of " + EarlyRelease.words()),
        reader.value(TagKeys.WAIT_FOR_DNS, PolicyTags::truth, () -> "true or false"),
        reader.value(
            TagKeys.LAUNCH_BUDGET,
            PolicyTags::budget,
            () -> "seconds from 60 to " + LONGEST_BUDGET.toSeconds()));
  }

  private <T> Optional<T> value(
      String key, Function<String, Optional<T>> meaning, Supplier<String> right) {
    Optional<String> text = tags.text(key);
    Optional<T> value = text.flatMap(meaning);
    if (text.isPresent() && value.isEmpty()) {
      findings.add(
          SlotFinding.minor(
              group,
              OptionalInt.empty(),
              "the group's tag %s is '%s' and is not heeded; it should be %s: correct the tag"
                  .formatted(key, text.get(), right.get())));
    }
    return value;
  }

  private static Optional<Boolean> truth(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** A number of seconds that an instance can be held for. */
  static Optional<Duration> budget(String text) {
    return Optional.of(text)
        .filter(value -> value.matches("[1-9][0-9]{1,5}"))
        .map(value -> Duration.ofSeconds(Integer.parseInt(value)))
        .filter(value -> value.toSeconds() >= 60 && value.compareTo(LONGEST_BUDGET) <= 0);
  }
}
