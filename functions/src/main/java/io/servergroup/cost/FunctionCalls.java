package io.servergroup.cost;

import static io.servergroup.cost.Actions.calls;
import static io.servergroup.cost.Actions.paged;

/**
 * Which AWS calls the functions of a rollout make when nothing goes wrong, for a group of some
 * shape.
 */
public final class FunctionCalls {
  static final String NEXT_BATCH = "NextBatch";
  static final String CHECK_SERVERS = "CheckServers";

  private static final int GROUPS_PER_CALL = 100;
  private static final int INTERFACES_PER_CALL = 1_000;
  private static final int VOLUMES_PER_CALL = 500;
  private static final int MACHINES_PER_CALL = 200;
  private static final int ALARMS_PER_CALL = 100;
  private static final int RECORDS_PER_CALL = 300;
  private static final int BALANCERS_PER_CALL = 20;

  private final GroupShape shape;

  public FunctionCalls(GroupShape shape) {
    this.shape = shape;
  }

  /** Everything is read once: groups; identities; what they lead to; what a rollout asks. */
  public Invocation prepare() {
    Calls survey =
        groups()
            .plus(calls(Actions.INTERFACES, 1))
            .plus(calls(Actions.VOLUMES, 1))
            .plus(machines())
            .plus(records())
            .plus(calls(Actions.HOOKS, shape.slots() ? shape.groups() : 0))
            .plus(balancers())
            .plus(calls(Actions.TEMPLATES, shape.references() + shape.compared()))
            .plus(calls(Actions.READ_LOCK, 2))
            .plus(calls(Actions.REFRESHES, shape.groups()))
            .plus(sized(Actions.CLASSIC_BALANCERS, shape.classicLoadBalancers()))
            .plus(sized(Actions.TARGET_GROUPS, shape.targetGroups()))
            .plus(alarms());
    return new Invocation("Prepare", survey, 5);
  }

  public Invocation acquireLock() {
    return new Invocation("AcquireLock", Calls.of(Actions.READ_LOCK, Actions.WRITE_LOCK), 2);
  }

  /** The execution that hands over is asked whether it still runs. */
  public Invocation takeOverLock() {
    return acquireLock().then(Calls.of(Actions.EXECUTION), 1);
  }

  public Invocation releaseLock() {
    return told(new Invocation("ReleaseLock", Calls.of(Actions.READ_LOCK, Actions.WRITE_LOCK), 2));
  }

  public Invocation askPerson() {
    return told(new Invocation("AskPerson", Calls.of(Actions.CHANGE_LOCK, Actions.READ_LOCK), 2));
  }

  /** A look at the whole group that chooses what comes next. */
  public Invocation nextBatch() {
    Calls look =
        groups()
            .plus(slots())
            .plus(alarms())
            .plus(balancers())
            .plus(shape.asksMachinesToChoose() ? machines() : Calls.NONE)
            .plus(moving())
            .plus(calls(Actions.READ_LOCK, 1));
    return new Invocation(NEXT_BATCH, look, 2);
  }

  /** A look at the whole group, and for each further server one at its own Auto Scaling group. */
  public Invocation replaceServers(int servers) {
    Calls each =
        calls(Actions.TERMINATE, 1)
            .plus(calls(Actions.TELL_GROUP, shape.fixed() ? 1 : 0))
            .plus(calls(Actions.CHANGE_LOCK, shape.remembered() ? 1 : 0));
    Calls all =
        groups()
            .plus(balancers())
            .plus(machines())
            .plus(moving())
            .plus(calls(Actions.READ_LOCK, 1))
            .plus(each.times(servers))
            .plus(calls(Actions.GROUPS, servers - 1));
    return new Invocation("ReplaceServers", all, 2 + servers - 1 + each.total() * servers);
  }

  /** A look at the Auto Scaling groups of a batch, in which nobody is in service. */
  public Invocation pollAway() {
    return new Invocation(CHECK_SERVERS, calls(Actions.GROUPS, 1), 1);
  }

  /** The same, to tell what the servers wait for. */
  public Invocation pollAwayClosely() {
    return pollAway().then(slots(), shape.slots() ? 1 : 0);
  }

  /** A look at servers in service to which no load balancer sends requests. */
  public Invocation pollServing() {
    Calls health = balancers().plus(shape.asksMachines() ? calls(Actions.MACHINES, 1) : Calls.NONE);
    return pollAway().then(health, health.total() > 0 ? 1 : 0);
  }

  /** A look at servers of which one is sent requests. */
  public Invocation pollWhole() {
    return pollServing().then(slots(), shape.slots() ? 1 : 0);
  }

  /** An invocation that tells how far the rollout is. */
  public static Invocation told(Invocation told) {
    return told.then(Actions.TOLD, 2);
  }

  private Calls groups() {
    return paged(Actions.GROUPS, shape.groups(), GROUPS_PER_CALL);
  }

  private Calls slots() {
    Calls interfaces =
        shape.slots()
            ? paged(Actions.INTERFACES, shape.servers(), INTERFACES_PER_CALL)
            : Calls.NONE;
    return shape.volumes()
        ? interfaces.plus(paged(Actions.VOLUMES, shape.servers(), VOLUMES_PER_CALL))
        : interfaces;
  }

  private Calls machines() {
    return paged(Actions.MACHINES, shape.servers(), MACHINES_PER_CALL);
  }

  private Calls moving() {
    return calls(Actions.TEMPLATES, shape.moving());
  }

  private Calls balancers() {
    return calls(Actions.CLASSIC_HEALTH, shape.classicLoadBalancers())
        .plus(calls(Actions.TARGET_HEALTH, shape.targetGroups()));
  }

  private Calls records() {
    return shape.zones() == 0
        ? Calls.NONE
        : paged(Actions.RECORDS, shape.servers(), RECORDS_PER_CALL).times(shape.zones());
  }

  private Calls alarms() {
    return shape.alarms() == 0
        ? Calls.NONE
        : paged(Actions.ALARMS, shape.alarms(), ALARMS_PER_CALL);
  }

  private static Calls sized(String action, int things) {
    return things == 0 ? Calls.NONE : paged(action, things, BALANCERS_PER_CALL);
  }
}
