package io.servergroup.aws;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Tags of a resource by key, in no order, and what their values mean. */
record TagValues(Map<String, String> byKey) {
  private static final Pattern COUNT = Pattern.compile("0|[1-9][0-9]{0,8}");

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

  /** Whether the tag has exactly this value; filters of AWS also match wildcards. */
  boolean says(String key, String value) {
    return value.equals(byKey.get(key));
  }

  /**
   * The value as a number from 0, written without sign or leading zeros, so that one number has one
   * spelling and a filter by it misses nothing; empty for anything else.
   */
  OptionalInt count(String key) {
    return text(key)
        .filter(value -> COUNT.matcher(value).matches())
        .map(value -> OptionalInt.of(Integer.parseInt(value)))
        .orElseGet(OptionalInt::empty);
  }
}
