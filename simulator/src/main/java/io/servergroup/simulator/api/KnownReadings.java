package io.servergroup.simulator.api;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What parts of answers have been read as. Simulated AWS describes what has not changed by the very
 * object of the description before, and whoever looks at a large cluster again and again reads
 * nearly all of it in vain: what was read of the same object is given back. Descriptions that are
 * out of date are forgotten some time after nobody was handed them any more.
 */
public final class KnownReadings {
  /** So many parts of one kind are known at least, those that were asked for last. */
  static final int MOST = 4_096;

  private final Map<Class<?>, Known<?, ?>> kinds = new HashMap<>();

  /**
   * The same reading, which knows what it has read.
   *
   * @param as what is read; readings of the same class know what either has read
   * @param read depends on nothing but the part
   */
  public <P, R> Function<P, R> of(Class<R> as, Function<P, R> read) {
    // The class stands for one reading, and so for one kind of part.
    @SuppressWarnings("unchecked")
    Known<P, R> known = (Known<P, R>) kinds.computeIfAbsent(as, kind -> new Known<P, R>());
    return part -> known.of(part, read);
  }

  /** Parts of one kind: those asked for lately, and those asked for before. */
  private static final class Known<P, R> {
    private IdentityHashMap<P, R> before = new IdentityHashMap<>();
    private IdentityHashMap<P, R> lately = new IdentityHashMap<>();

    R of(P part, Function<P, R> read) {
      R known = lately.get(part);
      if (known != null) {
        return known;
      }
      known = before.get(part);
      if (known == null) {
        known = read.apply(part);
      }
      if (lately.size() == MOST) {
        before = lately;
        lately = new IdentityHashMap<>();
      }
      lately.put(part, known);
      return known;
    }
  }
}
