package io.servergroup.cost;

import static io.servergroup.cost.Actions.calls;

import java.time.Duration;
import java.util.List;

/**
 * Which AWS calls the reconcile function makes for one replaced server: woken by the launch, by the
 * termination, and by the latter's end. Its instance gives the network interface back before it is
 * shut down, and the volumes when it is gone, as groups have it whose tags say nothing else.
 */
final class ReconcileCalls {
  private static final String RECONCILE = "Reconcile";

  private static final Calls IDENTITIES =
      Calls.of(Actions.GROUPS, Actions.INTERFACES, Actions.VOLUMES);

  /** The first look at something that takes seconds comes after two, each further one after one. */
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

  private static final Duration FURTHER_PAUSE = Duration.ofSeconds(1);

  /** At what takes a minute a run looks so often. */
  private static final Duration PAUSE_OF_MINUTES = Duration.ofSeconds(10);

  private final GroupShape shape;
  private final Assumptions assumptions;

  ReconcileCalls(GroupShape shape, Assumptions assumptions) {
    this.shape = shape;
    this.assumptions = assumptions;
  }

  /** The runs for one replaced server. */
  List<Invocation> replacement() {
    return shape.slots() ? List.of(look(), handOver(), end()) : List.of(nothing());
  }

  /** The launch is announced, and its slot is still in use. */
  private Invocation look() {
    return new Invocation(RECONCILE, around().plus(calls(Actions.INTERFACES, 1)), 2 + again());
  }

  /** The interface goes from the one that terminates to the one that launches. */
  private Invocation handOver() {
    double looks = looks(assumptions.release());
    Invocation moved =
        new Invocation(
                RECONCILE,
                around()
                    .plus(
                        Calls.of(
                            Actions.INTERFACES,
                            Actions.VOLUMES,
                            Actions.DETACH_INTERFACE,
                            Actions.COMPLETE)),
                4 + again())
            .waiting(calls(Actions.INTERFACES, looks), looks, pause(looks))
            .then(Calls.of(Actions.ATTACH_INTERFACE), 1);
    return shape.volumes() ? moved.then(Calls.of(Actions.HEARTBEAT), 1) : confirmed(moved);
  }

  /** The old instance is gone. */
  private Invocation end() {
    if (!shape.volumes()) {
      return nothing();
    }
    return confirmed(
        new Invocation(
            RECONCILE,
            around().plus(Calls.of(Actions.INTERFACES, Actions.VOLUMES, Actions.ATTACH_VOLUME)),
            3 + again()));
  }

  private Invocation nothing() {
    return new Invocation(RECONCILE, around(), 1 + again());
  }

  private Invocation confirmed(Invocation attached) {
    double looks = looks(assumptions.attach());
    return attached
        .waiting(
            calls(Actions.MACHINES, looks).plus(calls(Actions.RECORDS, shape.zones() > 0 ? 1 : 0)),
            looks,
            pause(looks))
        .then(Calls.of(Actions.COMPLETE), 1);
  }

  /**
   * A run on the schedule, of which one more call tells which server groups there are. One that
   * finds an instance on its way waits until it is down, and sees to the next one.
   *
   * @param batch how long a batch takes, in which instances are on their way once
   */
  Invocation check(Duration batch) {
    Calls reading =
        IDENTITIES
            .plus(calls(Actions.GROUPS, 1))
            .plus(calls(Actions.MACHINES, 1))
            .plus(calls(Actions.RECORDS, shape.zones() > 0 ? 1 : 0));
    Invocation check = new Invocation(RECONCILE, reading, 4);
    if (!shape.slots()) {
      return check;
    }
    double meets = Math.min(1, ratio(assumptions.shutdown(), batch));
    Duration wait =
        assumptions.shutdown().dividedBy(2).plus(assumptions.release()).plus(assumptions.attach());
    double looks = meets * ratio(wait, PAUSE_OF_MINUTES);
    return check.waiting(
        calls(Actions.MACHINES, looks),
        looks,
        Duration.ofMillis(Math.round(wait.toMillis() * meets)));
  }

  /** A group of several servers is read once more, as a whole. */
  private Calls around() {
    return calls(Actions.GROUPS, shape.numbered() ? 1 : 2);
  }

  private int again() {
    return shape.numbered() ? 0 : 1;
  }

  /** How many looks it takes, on average over when between two of them it is over. */
  private static double looks(Duration time) {
    double rest = ratio(time.minus(FIRST_PAUSE), FURTHER_PAUSE);
    return rest <= 0 ? 1 : 1.5 + rest;
  }

  private static Duration pause(double looks) {
    return FIRST_PAUSE.plusMillis(Math.round((looks - 1) * FURTHER_PAUSE.toMillis()));
  }

  private static double ratio(Duration time, Duration other) {
    return other.isZero() ? 0 : (double) time.toNanos() / other.toNanos();
  }
}
