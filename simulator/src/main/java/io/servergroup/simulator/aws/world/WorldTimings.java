package io.servergroup.simulator.aws.world;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long things take in simulated EC2, Route 53 and Auto Scaling, and how often the odd thing
 * happens. The defaults are what small Linux instances usually show; they are estimates, not
 * measurements.
 */
public final class WorldTimings {
  /**
   * The least and the most time something takes; what is drawn lies between, evenly spread.
   *
   * @param least inclusive
   * @param most inclusive
   */
  public record Span(Duration least, Duration most) {
    public Span {
      if (least.isNegative() || most.compareTo(least) < 0) {
        throw new IllegalArgumentException(
            "a span from " + least + " to " + most + " is empty or starts before zero");
      }
    }

    /** Between two numbers of seconds, which may have fractions. */
    public static Span seconds(double least, double most) {
      return new Span(
          Duration.ofMillis(Math.round(least * 1000)), Duration.ofMillis(Math.round(most * 1000)));
    }

    /** Always the same time. */
    public static Span exactly(Duration duration) {
      return new Span(duration, duration);
    }
  }

  /** What takes time. */
  public enum Step {
    /** EC2 {@code pending} until {@code running}. */
    INSTANCE_START(8, 20),
    /** {@code running} until the software on the instance answers. */
    SOFTWARE_BOOT(40, 90),
    /** {@code stopping} until {@code stopped}. */
    INSTANCE_STOP(10, 40),
    /** {@code shutting-down} until {@code terminated}. */
    INSTANCE_SHUTDOWN(20, 60),
    /** {@code terminated} until the instance has lost its tags. */
    TERMINATED_LOSES_TAGS(600, 1_200),
    /** {@code terminated} until the instance cannot be described any more: about an hour. */
    TERMINATED_VANISHES(3_300, 3_900),
    /** AttachNetworkInterface until {@code attached}. */
    INTERFACE_ATTACH(1, 4),
    /** DetachNetworkInterface until {@code detached}. */
    INTERFACE_DETACH(2, 8),
    /** The same for the rare detach that drags on; more than 200 s were seen by users. */
    INTERFACE_DETACH_SLOW(200, 260),
    /** How long an available interface still shows, and refuses for, its last attachment. */
    INTERFACE_LINGER(0.5, 2),
    /** AttachVolume until {@code attached}. */
    VOLUME_ATTACH(1, 5),
    /** DetachVolume until {@code detached}, when nothing keeps the volume busy. */
    VOLUME_DETACH(2, 10),
    /** A change of DNS records is {@code PENDING} until {@code INSYNC}: usually within 60 s. */
    RECORD_PROPAGATION(5, 60),
    /** A group is short of instances until it launches some. */
    GROUP_LAUNCH(5, 20),
    /** The same after a failed launch; doubles with every further failure, up to 16 times. */
    GROUP_LAUNCH_RETRY(30, 60),
    /** A group has too many instances until it picks some to terminate. */
    GROUP_SCALE_IN(5, 20),
    /** One automatic step of an instance through its group's lifecycle. */
    GROUP_STEP(1, 4),
    /** An instance's health changed until its group acts on it. */
    GROUP_HEALTH_CHECK(10, 60);

    private final double least;
    private final double most;

    Step(double least, double most) {
      this.least = least;
      this.most = most;
    }
  }

  /** What happens now and then. */
  public enum Odds {
    /** The software on a new instance never answers, without a script saying so. */
    BOOT_FAILS(0),
    /** Detaching an interface takes {@link Step#INTERFACE_DETACH_SLOW}. */
    SLOW_DETACH(0.005),
    /** EC2 reports an interface in use as InvalidParameterValue instead of by its own code. */
    IN_USE_AS_INVALID_PARAMETER(0.2);

    private final double usual;

    Odds(double usual) {
      this.usual = usual;
    }
  }

  private final Map<Step, Span> spans;
  private final Map<Odds, Double> odds;

  private WorldTimings(Map<Step, Span> spans, Map<Odds, Double> odds) {
    this.spans = spans;
    this.odds = odds;
  }

  /** The usual timings. */
  public static WorldTimings usual() {
    Map<Step, Span> spans = new EnumMap<>(Step.class);
    for (Step step : Step.values()) {
      spans.put(step, Span.seconds(step.least, step.most));
    }
    Map<Odds, Double> odds = new EnumMap<>(Odds.class);
    for (Odds each : Odds.values()) {
      odds.put(each, each.usual);
    }
    return new WorldTimings(spans, odds);
  }

  /** These timings with another span for one step. */
  public WorldTimings with(Step step, Span span) {
    Map<Step, Span> changed = new EnumMap<>(spans);
    changed.put(step, span);
    return new WorldTimings(changed, odds);
  }

  /** These timings with one step always taking the same number of seconds. */
  public WorldTimings with(Step step, double seconds) {
    return with(step, Span.seconds(seconds, seconds));
  }

  /**
   * These timings with another probability.
   *
   * @param probability from 0 to 1
   */
  public WorldTimings with(Odds what, double probability) {
    if (probability < 0 || probability > 1) {
      throw new IllegalArgumentException(
          "the probability of " + what + " is " + probability + ", it must be from 0 to 1");
    }
    Map<Odds, Double> changed = new EnumMap<>(odds);
    changed.put(what, probability);
    return new WorldTimings(spans, changed);
  }

  public Span span(Step step) {
    return spans.get(step);
  }

  public double probability(Odds what) {
    return odds.get(what);
  }
}
