package io.servergroup.aws;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Tags of a resource, and what their values mean. There are few of them, and they are asked for a
 * few keys once: going through them costs less than a map of them.
 */
final class TagValues {
  /** More would not fit into an int. */
  private static final int MOST_DIGITS = 9;

  /** Each key and the value after it. */
  private final String[] keysAndValues;

  private TagValues(String[] keysAndValues) {
    this.keysAndValues = keysAndValues;
  }

  static TagValues ofEc2(List<Tag> tags) {
    String[] keysAndValues = new String[2 * tags.size()];
    int next = 0;
    for (Tag tag : tags) {
      keysAndValues[next++] = tag.key();
      keysAndValues[next++] = tag.value();
    }
    return new TagValues(keysAndValues);
  }

  static TagValues ofAutoScaling(List<TagDescription> tags) {
    String[] keysAndValues = new String[2 * tags.size()];
    int next = 0;
    for (TagDescription tag : tags) {
      keysAndValues[next++] = tag.key();
      keysAndValues[next++] = tag.value();
    }
    return new TagValues(keysAndValues);
  }

  /** Whether there is such a tag. */
  boolean has(String key) {
    return at(key) >= 0;
  }

  /** The value as it is; empty when there is no such tag. */
  Optional<String> raw(String key) {
    int at = at(key);
    return at < 0 ? Optional.empty() : Optional.ofNullable(keysAndValues[at + 1]);
  }

  /** The value; empty when there is no such tag or its value is blank. */
  Optional<String> text(String key) {
    return raw(key).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** The value as it is, which filters look for; empty when there is none or it is blank. */
  Optional<String> exact(String key) {
    return raw(key).filter(value -> !value.isBlank());
  }

  /** Whether there is such a tag with exactly this value; filters of AWS also match wildcards. */
  boolean say(String key, String value) {
    return raw(key).filter(value::equals).isPresent();
  }

  private int at(String key) {
    for (int at = 0; at < keysAndValues.length; at += 2) {
      if (key.equals(keysAndValues[at])) {
        return at;
      }
    }
    return -1;
  }

  /** The value as a number from 0, written without sign or leading zeros; empty for others. */
  OptionalInt count(String key) {
    return count(text(key));
  }

  /**
   * The same without blanks around it, so that one number has one spelling and a filter by it
   * misses nothing.
   */
  OptionalInt exactCount(String key) {
    return count(raw(key));
  }

  private static OptionalInt count(Optional<String> written) {
    return written
        .filter(TagValues::isCount)
        .map(value -> OptionalInt.of(Integer.parseInt(value)))
        .orElseGet(OptionalInt::empty);
  }

  private static boolean isCount(String value) {
    boolean leadingZero = value.length() > 1 && value.charAt(0) == '0';
    return !value.isEmpty() && value.length() <= MOST_DIGITS && !leadingZero && areDigits(value);
  }

  /** Whether a text has nothing but digits. */
  static boolean areDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
