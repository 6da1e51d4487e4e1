package io.servergroup.cost;

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
    return nothing().then(Calls.of(Actions.INTERFACES), 1);
  }

  /** The interface goes from the one that terminates to the one that launches. */
  private Invocation handOver() {
    int looks = looks(assumptions.release());
    Invocation moved =
        nothing()
            .then(Calls.of(Actions.INTERFACES, Actions.VOLUMES), 1)
            .then(Calls.of(Actions.DETACH_INTERFACE), 1)
            .then(Calls.of(Actions.COMPLETE), 1)
            .then(Calls.of(Actions.INTERFACES, looks), looks)
            .pausing(pauses(looks))
            .then(Calls.of(Actions.ATTACH_INTERFACE), 1);
    return shape.volumes() ? moved.then(Calls.of(Actions.HEARTBEAT), 1) : confirmed(moved);
  }

  /** The old instance is gone. */
  private Invocation end() {
    return shape.volumes()
        ? confirmed(
            nothing()
                .then(Calls.of(Actions.INTERFACES, Actions.VOLUMES), 1)
                .then(Calls.of(Actions.ATTACH_VOLUME), 1))
        : nothing();
  }

  /** The group is read; one of several servers once more, as a whole. */
  private Invocation nothing() {
    int readings = shape.numbered() ? 1 : 2;
    return new Invocation(RECONCILE, Calls.of(Actions.GROUPS, readings), readings);
  }

  private Invocation confirmed(Invocation attached) {
    int looks = looks(assumptions.attach());
    return attached
        .then(Calls.of(Actions.MACHINES, looks).plus(records()), looks)
        .pausing(pauses(looks))
        .then(Calls.of(Actions.COMPLETE), 1);
  }

  /**
   * A run on the schedule, of which one more call tells which server groups there are. One that
   * comes while a server waits for the volume of its predecessor waits with it.
   *
   * @param batch how long a batch takes, in which servers wait so once
   */
  Invocation check(Duration batch) {
    Invocation check =
        new Invocation(
            RECONCILE,
            Calls.of(Actions.GROUPS, Actions.MACHINES).plus(IDENTITIES).plus(records()),
            4);
    Duration left =
        assumptions.shutdown().dividedBy(2).plus(assumptions.release()).plus(assumptions.attach());
    double meets = Math.min(1, (double) assumptions.shutdown().toMillis() / batch.toMillis());
    return shape.volumes()
        ? check.pausing(Duration.ofMillis(Math.round(left.toMillis() * meets)))
        : check;
  }

  private Calls records() {
    return Calls.of(Actions.RECORDS, shape.zones());
  }

  /** How many looks it takes to see that something is over that takes so long. */
  private static int looks(Duration time) {
    return 1 + (int) Math.max(0, time.minus(FIRST_PAUSE).plusMillis(999).toSeconds());
  }

  private static Duration pauses(int looks) {
    return FIRST_PAUSE.plusSeconds(looks - 1L);
  }
}
