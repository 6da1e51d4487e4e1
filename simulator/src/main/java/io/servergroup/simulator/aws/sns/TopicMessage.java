package io.servergroup.simulator.aws.sns;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A message as it was published.
 *
 * @param subject the title of an e-mail about it
 * @param attributes by name, in alphabetical order; what subscriptions filter by
 */
public record TopicMessage(
    String id,
    Optional<String> subject,
    String text,
    SortedMap<String, String> attributes,
    Instant publishedAt) {
  public TopicMessage {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }

  /** A message with attributes in any order. */
  TopicMessage(
      String id,
      Optional<String> subject,
      String text,
      Map<String, String> attributes,
      Instant publishedAt) {
    this(id, subject, text, new TreeMap<>(attributes), publishedAt);
  }
}
