package io.servergroup.simulator.sweep;

import java.util.Comparator;

/**
 * Something that a run can reach.
 *
 * @param name such as {@code rolling-deploy.NextBatch} for a state
 */
public record Point(Kind kind, String name) implements Comparable<Point> {
  private static final Comparator<Point> ORDER =
      Comparator.comparing(Point::kind).thenComparing(Point::name);

  /** What kinds of points there are. */
  public enum Kind {
    FAULT("faults"),
    STATE("states"),
    BRANCH("branches of state machines"),
    DECISION("decisions"),
    OUTCOME("outcomes of actions"),
    ENDING("endings of rollouts"),
    ERROR("error codes of AWS");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** Its points, in words. */
    public String words() {
      return words;
    }
  }

  @Override
  public int compareTo(Point other) {
    return ORDER.compare(this, other);
  }
}
