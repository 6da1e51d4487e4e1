package io.servergroup.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Tags of a resource by key, in no order, and what their values mean. */
record TagValues(Map<String, String> byKey) {
  /** More would not fit into an int. */
  private static final int MOST_DIGITS = 9;

  static TagValues ofEc2(Iterable<Tag> tags) {
    Map<String, String> byKey = new HashMap<>();
    tags.forEach(tag -> byKey.put(tag.key(), tag.value()));
    return new TagValues(byKey);
  }

  static TagValues ofAutoScaling(Iterable<TagDescription> tags) {
    Map<String, String> byKey = new HashMap<>();
    tags.forEach(tag -> byKey.put(tag.key(), tag.value()));
    return new TagValues(byKey);
  }

  /** The value; empty when there is no such tag or its value is blank. */
  Optional<String> text(String key) {
    return Optional.ofNullable(byKey.get(key)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** The value as it is, which filters look for; empty when there is none or it is blank. */
  Optional<String> exact(String key) {
    return Optional.ofNullable(byKey.get(key)).filter(value -> !value.isBlank());
  }

  /** Whether, of these tags, one has exactly this value; filters of AWS also match wildcards. */
  static boolean ofEc2Say(List<Tag> tags, String key, String value) {
    for (Tag tag : tags) {
      if (key.equals(tag.key()) && value.equals(tag.value())) {
        return true;
      }
    }
    return false;
  }

  /** The same for the tags of an Auto Scaling group. */
  static boolean ofAutoScalingSay(List<TagDescription> tags, String key, String value) {
    for (TagDescription tag : tags) {
      if (key.equals(tag.key()) && value.equals(tag.value())) {
        return true;
      }
    }
    return false;
  }

  /**
   * The value as a number from 0, written without sign or leading zeros, so that one number has one
   * spelling and a filter by it misses nothing; empty for anything else.
   */
  OptionalInt count(String key) {
    return text(key)
        .filter(TagValues::isCount)
        .map(value -> OptionalInt.of(Integer.parseInt(value)))
        .orElseGet(OptionalInt::empty);
  }

  private static boolean isCount(String value) {
    boolean leadingZero = value.length() > 1 && value.charAt(0) == '0';
    return value.length() <= MOST_DIGITS && !leadingZero && areDigits(value);
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
