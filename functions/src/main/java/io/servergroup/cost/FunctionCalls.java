package io.servergroup.cost;

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

  /** So many requests are made at the same time. */
  private static final int AT_ONCE = 5;

  private final GroupShape shape;

  public FunctionCalls(GroupShape shape) {
    this.shape = shape;
  }

  /** Everything is read once: groups; identities; what they lead to; what a rollout asks. */
  Invocation prepare() {
    Calls survey =
        groups()
            .plus(Calls.paged(Actions.INTERFACES, shape.servers(), INTERFACES_PER_CALL))
            .plus(Calls.paged(Actions.VOLUMES, shape.servers(), VOLUMES_PER_CALL))
            .plus(machines())
            .plus(
                Calls.paged(Actions.RECORDS, shape.servers(), RECORDS_PER_CALL)
                    .times(shape.zones()))
            .plus(Calls.of(Actions.HOOKS, shape.slots() ? shape.groups() : 0))
            .plus(balancers())
            .plus(Calls.of(Actions.TEMPLATES, shape.references() + shape.compared()))
            .plus(Calls.of(Actions.READ_LOCK, 2))
            .plus(Calls.of(Actions.REFRESHES, shape.groups()))
            .plus(
                Calls.paged(
                    Actions.CLASSIC_BALANCERS, shape.classicLoadBalancers(), BALANCERS_PER_CALL))
            .plus(Calls.paged(Actions.TARGET_GROUPS, shape.targetGroups(), BALANCERS_PER_CALL))
            .plus(alarms());
    return new Invocation("Prepare", survey, Math.max(5, survey.total() / AT_ONCE));
  }

  Invocation acquireLock() {
    return new Invocation("AcquireLock", Calls.of(Actions.READ_LOCK, Actions.WRITE_LOCK), 2);
  }

  /** The execution that hands over is asked whether it still runs. */
  Invocation takeOverLock() {
    return acquireLock().then(Calls.of(Actions.EXECUTION), 1);
  }

  Invocation releaseLock() {
    return told(new Invocation("ReleaseLock", Calls.of(Actions.READ_LOCK, Actions.WRITE_LOCK), 2));
  }

  Invocation askPerson() {
    return told(new Invocation("AskPerson", Calls.of(Actions.CHANGE_LOCK, Actions.READ_LOCK), 2));
  }

  /** A look at the whole group that chooses what comes next. */
  Invocation nextBatch() {
    Calls look =
        groups()
            .plus(slots())
            .plus(alarms())
            .plus(balancers())
            .plus(shape.asksMachinesToChoose() ? machines() : Calls.NONE)
            .plus(moving())
            .plus(Calls.of(Actions.READ_LOCK));
    return new Invocation(NEXT_BATCH, look, 2);
  }

  /**
   * A look at the whole group, and for each further server one at its own Auto Scaling group. At 25
   * ms a call the former is good for a whole batch of a hundred, the most there are.
   */
  Invocation replaceServers(int servers) {
    Calls each =
        Calls.of(Actions.TERMINATE)
            .plus(Calls.of(Actions.TELL_GROUP, shape.fixed() ? 1 : 0))
            .plus(Calls.of(Actions.CHANGE_LOCK, shape.remembered() ? 1 : 0));
    Calls changes = each.times(servers).plus(Calls.of(Actions.GROUPS, servers - 1));
    Calls look =
        groups()
            .plus(balancers())
            .plus(machines())
            .plus(moving())
            .plus(Calls.of(Actions.READ_LOCK));
    return new Invocation("ReplaceServers", look, 2).then(changes, changes.total());
  }

  /** A look at the Auto Scaling groups of a batch, in which nobody is in service. */
  public Invocation pollAway() {
    return new Invocation(CHECK_SERVERS, Calls.of(Actions.GROUPS), 1);
  }

  /** The same, to tell what the servers wait for. */
  public Invocation pollAwayClosely() {
    return pollAway().then(slots(), 1);
  }

  /** A look at servers in service to which no load balancer sends requests. */
  public Invocation pollServing() {
    Calls machines = Calls.of(Actions.MACHINES, shape.asksMachines() ? 1 : 0);
    return pollAway().then(balancers().plus(machines), 1);
  }

  /** A look at servers of which one is sent requests. */
  public Invocation pollWhole() {
    return pollServing().then(slots(), 1);
  }

  /** An invocation that tells how far the rollout is: it is kept, and told people and programs. */
  public static Invocation told(Invocation told) {
    return told.then(Calls.of(Actions.CHANGE_LOCK, Actions.NOTIFICATION, Actions.EVENT), 2);
  }

  private Calls groups() {
    return Calls.paged(Actions.GROUPS, shape.groups(), GROUPS_PER_CALL);
  }

  private Calls slots() {
    int interfaces = shape.slots() ? shape.servers() : 0;
    int volumes = shape.volumes() ? shape.servers() : 0;
    return Calls.paged(Actions.INTERFACES, interfaces, INTERFACES_PER_CALL)
        .plus(Calls.paged(Actions.VOLUMES, volumes, VOLUMES_PER_CALL));
  }

  private Calls machines() {
    return Calls.paged(Actions.MACHINES, shape.servers(), MACHINES_PER_CALL);
  }

  private Calls moving() {
    return Calls.of(Actions.TEMPLATES, shape.moving());
  }

  private Calls balancers() {
    return Calls.of(Actions.CLASSIC_HEALTH, shape.classicLoadBalancers())
        .plus(Calls.of(Actions.TARGET_HEALTH, shape.targetGroups()));
  }

  private Calls alarms() {
    return Calls.paged(Actions.ALARMS, shape.alarms(), ALARMS_PER_CALL);
  }
}
