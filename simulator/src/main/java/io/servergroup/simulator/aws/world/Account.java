package io.servergroup.simulator.aws.world;

import io.servergroup.simulator.aws.world.WorldTimings.Odds;
import io.servergroup.simulator.aws.world.WorldTimings.Span;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import io.servergroup.simulator.kernel.EventQueue;
import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.kernel.Timer;
import io.servergroup.simulator.kernel.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The simulated AWS account in its region: where services take their time, their randomness and
 * their ids from, and where they note what changed.
 */
public final class Account {
  /** The account number used wherever an ARN or an owner shows one. */
  public static final String ID = "123456789012";

  private final EventQueue queue;
  private final Trace trace;
  private final Simulation simulation;
  private final RandomStream random;
  private final Map<String, Integer> draws = new HashMap<>();
  private final String region;
  private WorldTimings timings;
  private long sequence;
  private long changes;

  /**
   * @param region such as {@code eu-west-1}
   */
  public Account(Simulation simulation, String region, WorldTimings timings) {
    this.queue = simulation.queue();
    this.trace = simulation.trace();
    this.simulation = simulation;
    this.random = simulation.stream("world");
    this.region = region;
    this.timings = timings;
  }

  public String region() {
    return region;
  }

  public Instant now() {
    return queue.now();
  }

  /** Sets how long everything takes that has not begun yet. */
  public void setTimings(WorldTimings timings) {
    this.timings = timings;
  }

  public WorldTimings timings() {
    return timings;
  }

  /**
   * How often the state of EC2 or Auto Scaling changed so far: as long as the number is the same,
   * nothing that an invariant could look at there has changed.
   */
  public long changes() {
    return changes;
  }

  /** Notes a change in one line of the trace. */
  public void changed(String source, String subject, String text) {
    changes++;
    trace.add(source, subject, text);
  }

  /** Notes a change that follows from one already traced, or is too small to be worth a line. */
  public void changedSilently() {
    changes++;
  }

  /**
   * How long a step takes this time. What is drawn depends on what the step is about and how often
   * it was drawn for that before, not on what happens elsewhere: two runs of one seed in which the
   * same things happen to a server in another order, or at other times, see the same times.
   *
   * @param subject what it is about, such as an instance's id
   */
  public Duration draw(Step step, String subject) {
    Span span = timings.span(step);
    return chanceOf(step.name(), subject).between(span.least(), span.most());
  }

  /** Whether something happens this time; drawn as {@link #draw}. */
  public boolean happens(Odds what, String subject) {
    return chanceOf(what.name(), subject).chance(timings.probability(what));
  }

  private RandomStream chanceOf(String what, String subject) {
    String key = what + " " + subject;
    return simulation.stream("world " + key + " " + draws.merge(key, 1, Integer::sum));
  }

  /**
   * Schedules an action after the time a step takes.
   *
   * @param label what the step is about
   */
  public Timer after(Step step, String label, Runnable action) {
    return queue.after(draw(step, label), label, action);
  }

  public Timer after(Duration delay, String label, Runnable action) {
    return queue.after(delay, label, action);
  }

  public Timer at(Instant time, String label, Runnable action) {
    return queue.at(time, label, action);
  }

  /** A new id, such as {@code i-0123456789abcdef0} for the prefix {@code i}. */
  public String newId(String prefix) {
    return prefix + "-0" + random.hex(16);
  }

  /** A new id that depends on whose it is and how many it had before. */
  public String newId(String prefix, String owner) {
    return prefix + "-0" + chanceOf(prefix, owner).hex(16);
  }

  public String newUuid() {
    return random.uuid();
  }

  /** A number greater than every one handed out before: the order of creation. */
  public long nextSequence() {
    return ++sequence;
  }

  /**
   * An ARN in this account and region.
   *
   * @param service such as {@code ec2}
   * @param resource such as {@code instance/i-0123456789abcdef0}
   */
  public String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + region + ":" + ID + ":" + resource;
  }
}
