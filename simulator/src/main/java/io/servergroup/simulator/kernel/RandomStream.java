package io.servergroup.simulator.kernel;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * A seeded stream of random values with a name; streams of one seed do not influence each other.
 */
public final class RandomStream {
  private final SplittableRandom random;

  /**
   * @param seed the seed of the whole run
   * @param name the stream, such as {@code engine}, {@code world} or {@code faults}
   */
  public RandomStream(long seed, String name) {
    long mixed = seed * 0x9E3779B97F4A7C15L;
    for (int i = 0; i < name.length(); i++) {
      mixed = (mixed ^ name.charAt(i)) * 0x100000001B3L;
    }
    this.random = new SplittableRandom(mixed);
  }

  /** A value from 0 (inclusive) to {@code bound} (exclusive). */
  public int nextInt(int bound) {
    return random.nextInt(bound);
  }

  public long nextLong() {
    return random.nextLong();
  }

  /** A value from 0.0 (inclusive) to 1.0 (exclusive). */
  public double nextDouble() {
    return random.nextDouble();
  }

  /** True with the given probability; draws exactly one value whatever the probability is. */
  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A duration between two bounds, both inclusive, in whole milliseconds. */
  public Duration between(Duration low, Duration high) {
    return Duration.ofMillis(random.nextLong(low.toMillis(), high.toMillis() + 1));
  }

  /** Lower-case hexadecimal digits, as AWS uses in resource ids. */
  public String hex(int digits) {
    StringBuilder hex = new StringBuilder(digits);
    for (int i = 0; i < digits; i++) {
      hex.append(Character.forDigit(random.nextInt(16), 16));
    }
    return hex.toString();
  }

  /** A UUID in its usual notation. */
  public String uuid() {
    return hex(8) + "-" + hex(4) + "-4" + hex(3) + "-a" + hex(3) + "-" + hex(12);
  }
}
