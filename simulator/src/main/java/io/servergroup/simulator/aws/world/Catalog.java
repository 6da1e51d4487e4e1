package io.servergroup.simulator.aws.world;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * All resources of one kind: by id, by tag and in order of creation. A page costs about as much as
 * the smallest index it can be answered from.
 */
public final class Catalog<R extends Resource> {
  private static final String TAG = "tag:";
  private static final String TAG_KEY = "tag-key";
  private static final String TAG_VALUE = "tag-value";

  private final String kind;
  private final NavigableMap<Long, R> byAge = new TreeMap<>();
  private final Map<String, R> byId = new HashMap<>();
  private final Map<String, Map<String, NavigableMap<Long, R>>> byTag = new HashMap<>();
  private final Map<String, Function<R, ? extends Collection<String>>> fields = new HashMap<>();
  private final Map<String, Function<String, ? extends Collection<R>>> indexes = new HashMap<>();

  /**
   * @param kind for messages, such as {@code network interface}
   */
  public Catalog(String kind) {
    this.kind = kind;
  }

  /** Lets conditions ask for a field with one value, or none when the value is null. */
  public Catalog<R> field(String name, Function<R, String> value) {
    return fields(
        name,
        resource -> {
          String found = value.apply(resource);
          return found == null ? Set.of() : Set.of(found);
        });
  }

  /** Lets conditions ask for a field with any number of values. */
  public Catalog<R> fields(String name, Function<R, ? extends Collection<String>> values) {
    fields.put(name, values);
    return this;
  }

  /**
   * Lets conditions on a field be answered without looking at every resource.
   *
   * @param lookup gives resources that have the value, and no others
   */
  public Catalog<R> index(String name, Function<String, ? extends Collection<R>> lookup) {
    indexes.put(name, lookup);
    return this;
  }

  public void add(R resource) {
    byAge.put(resource.sequence(), resource);
    byId.put(resource.id(), resource);
  }

  public void remove(R resource) {
    byAge.remove(resource.sequence());
    byId.remove(resource.id());
    resource.tags().forEach((key, value) -> tagged(key, value).remove(resource.sequence()));
  }

  /** The resource with an id, or null. */
  public R get(String id) {
    return byId.get(id);
  }

  /** All resources in order of creation. */
  public Collection<R> all() {
    return Collections.unmodifiableCollection(byAge.values());
  }

  /** All resources with a tag, in order of creation. */
  public List<R> withTag(String key, String value) {
    return List.copyOf(tagged(key, value).values());
  }

  public void tag(R resource, String key, String value) {
    String old = resource.putTag(key, value);
    if (old != null) {
      tagged(key, old).remove(resource.sequence());
    }
    tagged(key, value).put(resource.sequence(), resource);
  }

  public void untag(R resource, String key) {
    String old = resource.removeTag(key);
    if (old != null) {
      tagged(key, old).remove(resource.sequence());
    }
  }

  /**
   * Answers a describe call.
   *
   * @param among only these resources; null for all
   * @param conditions all must hold
   * @param token from the page before, or null
   * @param size the most resources on the page
   * @throws UnsupportedOperationException when a condition's field is not modelled
   */
  public Page<R> page(Collection<R> among, List<Condition> conditions, String token, int size) {
    List<R> items = new ArrayList<>();
    Candidates<R> candidates = candidates(among, conditions);
    for (R resource : candidates.resources().tailMap(Page.start(token), false).values()) {
      if (!hold(candidates.open(), resource)) {
        continue;
      }
      if (items.size() == size) {
        return new Page<>(items, Page.tokenAfter(items.getLast()));
      }
      items.add(resource);
    }
    return new Page<>(items, null);
  }

  /**
   * What a page is chosen from.
   *
   * @param resources in order of creation
   * @param open the conditions that are not known to hold for all of them
   */
  private record Candidates<R>(NavigableMap<Long, R> resources, List<Condition> open) {}

  private Candidates<R> candidates(Collection<R> among, List<Condition> conditions) {
    if (among != null) {
      return new Candidates<>(ordered(among), conditions);
    }
    NavigableMap<Long, R> best = byAge;
    Condition answered = null;
    for (Condition condition : conditions) {
      if (!condition.exact()) {
        continue;
      }
      NavigableMap<Long, R> found = indexed(condition);
      if (found != null && found.size() <= best.size()) {
        best = found;
        answered = condition;
      }
    }
    List<Condition> open = new ArrayList<>(conditions);
    open.remove(answered);
    return new Candidates<>(best, open);
  }

  private boolean hold(List<Condition> conditions, R resource) {
    for (Condition condition : conditions) {
      if (!holds(condition, resource)) {
        return false;
      }
    }
    return true;
  }

  /** The resources an exact condition holds for, or null when no index knows. */
  private NavigableMap<Long, R> indexed(Condition condition) {
    List<String> values = condition.values();
    if (condition.name().startsWith(TAG)) {
      String key = condition.name().substring(TAG.length());
      if (values.size() == 1) {
        return tagged(key, values.getFirst());
      }
      NavigableMap<Long, R> any = new TreeMap<>();
      values.forEach(value -> any.putAll(tagged(key, value)));
      return any;
    }
    Function<String, ? extends Collection<R>> lookup = indexes.get(condition.name());
    if (lookup == null) {
      return null;
    }
    NavigableMap<Long, R> any = new TreeMap<>();
    for (String value : values) {
      lookup.apply(value).forEach(resource -> any.put(resource.sequence(), resource));
    }
    return any;
  }

  private boolean holds(Condition condition, R resource) {
    String name = condition.name();
    if (name.startsWith(TAG)) {
      String value = resource.tag(name.substring(TAG.length()));
      return value != null && condition.holds(Set.of(value));
    }
    if (name.equals(TAG_KEY)) {
      return condition.holds(resource.tags().keySet());
    }
    if (name.equals(TAG_VALUE)) {
      return condition.holds(resource.tags().values());
    }
    Function<R, ? extends Collection<String>> field = fields.get(name);
    if (field == null) {
      throw new UnsupportedOperationException(
          "the filter '%s' on a %s is not simulated; simulated are tag:<key>, tag-key, tag-value, %s"
              .formatted(name, kind, String.join(", ", new TreeMap<>(fields).keySet())));
    }
    return condition.holds(field.apply(resource));
  }

  private NavigableMap<Long, R> tagged(String key, String value) {
    return byTag
        .computeIfAbsent(key, ignored -> new HashMap<>())
        .computeIfAbsent(value, ignored -> new TreeMap<>());
  }

  private static <R extends Resource> NavigableMap<Long, R> ordered(Collection<R> resources) {
    NavigableMap<Long, R> ordered = new TreeMap<>();
    resources.forEach(resource -> ordered.put(resource.sequence(), resource));
    return ordered;
  }
}
