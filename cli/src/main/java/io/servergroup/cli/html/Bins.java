package io.servergroup.cli.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Values put into classes of the same width. */
final class Bins {
  private Bins() {}

  /**
   * One class.
   *
   * @param label from where to where it reaches
   * @param all how many are in it
   * @param bad how many of these are bad
   */
  record Bin(String label, int all, int bad) {}

  /**
   * Classes from zero to the largest value.
   *
   * @param step the width of a class, at least 1
   * @param last the largest value there can be in the last class
   * @param label of the class that begins there
   */
  static <T> List<Bin> of(
      List<T> things,
      ToLongFunction<T> value,
      Predicate<T> bad,
      long step,
      long last,
      LongFunction<String> label) {
    int count = (int) (last / step) + 1;
    int[] all = new int[count];
    int[] ofThem = new int[count];
    for (T thing : things) {
      int bin = (int) Math.min(count - 1L, value.applyAsLong(thing) / step);
      all[bin]++;
      ofThem[bin] += bad.test(thing) ? 1 : 0;
    }
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      bins.add(new Bin(label.apply(i * step), all[i], ofThem[i]));
    }
    return bins;
  }
}
