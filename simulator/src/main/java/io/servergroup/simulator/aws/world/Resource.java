package io.servergroup.simulator.aws.world;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Something that has an id and tags and can be described. */
public abstract class Resource {
  private final String id;
  private final long sequence;
  private final Map<String, String> tags = new TreeMap<>();
  private Object view;

  protected Resource(String id, long sequence) {
    this.id = id;
    this.sequence = sequence;
  }

  public final String id() {
    return id;
  }

  /** Its place in the order of creation. */
  public final long sequence() {
    return sequence;
  }

  /** By key, in alphabetical order. */
  public final Map<String, String> tags() {
    return Collections.unmodifiableMap(tags);
  }

  /** The value of a tag, or null. */
  public final String tag(String key) {
    return tags.get(key);
  }

  /** Has the next description be built anew; to be called after every change. */
  public final void touch() {
    view = null;
  }

  /** The description of this resource as it is now, built only when something changed. */
  public final <V> V view(Class<V> type, Supplier<V> build) {
    if (view == null) {
      view = build.get();
    }
    return type.cast(view);
  }

  final String putTag(String key, String value) {
    touch();
    return tags.put(key, value);
  }

  final String removeTag(String key) {
    touch();
    return tags.remove(key);
  }
}
