package io.servergroup.simulator.aws.ec2;

import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.Catalog;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import io.servergroup.simulator.kernel.Timer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All instances and their way through the transition table. */
public final class Instances {
  static final String NO_REASON = "";
  private static final String USER_SHUTDOWN = "Client.UserInitiatedShutdown";
  private static final String USER_HIBERNATE = "Client.UserInitiatedHibernate";

  private final Account account;
  private final List<InstanceListener> listeners = new ArrayList<>();
  private final Map<String, Timer> underWay = new HashMap<>();
  private final Catalog<Instance> catalog =
      new Catalog<Instance>("instance")
          .field("instance-id", Instance::id)
          .field("instance-state-name", instance -> instance.state().toString())
          .field("instance-type", Instance::type)
          .field("image-id", Instance::imageId)
          .field("availability-zone", Instance::zone)
          .field("subnet-id", instance -> instance.subnet().id())
          .field("vpc-id", instance -> instance.subnet().vpcId())
          .index("instance-id", id -> known(id));

  Instances(Account account) {
    this.account = account;
  }

  /** Tells {@code listener} of every later change, after all that listened earlier. */
  public void listen(InstanceListener listener) {
    listeners.add(listener);
  }

  public Catalog<Instance> catalog() {
    return catalog;
  }

  /**
   * The instance with an id.
   *
   * @throws software.amazon.awssdk.services.ec2.model.Ec2Exception InvalidInstanceID.NotFound
   */
  public Instance require(String id) {
    Instance instance = catalog.get(id);
    if (instance == null) {
      throw Ec2Error.of(
          "InvalidInstanceID.NotFound", "The instance ID '" + id + "' does not exist");
    }
    return instance;
  }

  /** An instance's id, and with it its times, depends on its group and how many that had before. */
  private static String owner(LaunchOrder order) {
    return order.tags().getOrDefault("aws:autoscaling:groupName", order.subnet().id());
  }

  Instance create(LaunchOrder order) {
    Instance instance =
        new Instance(
            account.newId("i", owner(order)), account.nextSequence(), order, account.now());
    catalog.add(instance);
    order.template().data().instanceTags().forEach((k, v) -> catalog.tag(instance, k, v));
    order.tags().forEach((k, v) -> catalog.tag(instance, k, v));
    account.changed(
        "ec2",
        instance.id(),
        "pending: version %d of %s in %s"
            .formatted(
                order.template().number(), order.template().template().name(), instance.zone()));
    start(instance);
    return instance;
  }

  /** Starts a stopped instance again. */
  public void restart(Instance instance) {
    if (instance.state() != InstanceState.STOPPED) {
      throw wrongState(instance, "started");
    }
    instance.startedAgain(account.now());
    move(instance, InstanceState.PENDING, NO_REASON);
    start(instance);
  }

  /** Stops a running instance. */
  public void stop(Instance instance) {
    stop(instance, USER_SHUTDOWN);
  }

  /**
   * Stops a running instance with its memory kept on disk; it is {@code stopped} afterwards like
   * any other. That the software resumes sooner is not simulated.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-hibernate-overview.html">How
   *     EC2 hibernation works</a>
   */
  public void hibernate(Instance instance) {
    stop(instance, USER_HIBERNATE);
  }

  private void stop(Instance instance, String reason) {
    if (instance.state() == InstanceState.STOPPED || instance.state() == InstanceState.STOPPING) {
      return;
    }
    if (instance.state() != InstanceState.RUNNING) {
      throw wrongState(instance, "stopped");
    }
    move(instance, InstanceState.STOPPING, reason);
    next(instance, Step.INSTANCE_STOP, () -> move(instance, InstanceState.STOPPED, reason));
  }

  /**
   * Terminates an instance; nothing happens to one that is being terminated.
   *
   * @param reason as EC2 words it, such as {@code Client.UserInitiatedShutdown}
   */
  public void terminate(Instance instance, String reason) {
    if (instance.state().ending()) {
      return;
    }
    move(instance, InstanceState.SHUTTING_DOWN, reason);
    next(instance, Step.INSTANCE_SHUTDOWN, () -> terminated(instance, reason));
  }

  /** Terminates an instance the way a user does. */
  public void terminate(Instance instance) {
    terminate(instance, USER_SHUTDOWN);
  }

  /** Lets EC2's status checks of an instance fail or pass again. */
  public void setImpaired(Instance instance, boolean impaired) {
    if (instance.impaired() == impaired || instance.state().ending()) {
      return;
    }
    instance.setImpaired(impaired);
    account.changed("ec2", instance.id(), impaired ? "status impaired" : "status ok");
    tell(instance);
  }

  private void start(Instance instance) {
    next(instance, Step.INSTANCE_START, () -> move(instance, InstanceState.RUNNING, NO_REASON));
  }

  private void terminated(Instance instance, String reason) {
    move(instance, InstanceState.TERMINATED, reason);
    account.after(
        Step.TERMINATED_LOSES_TAGS,
        "tags of " + instance.id() + " vanish",
        () -> {
          List.copyOf(instance.tags().keySet()).forEach(key -> catalog.untag(instance, key));
          account.changedSilently();
        });
    account.after(
        Step.TERMINATED_VANISHES,
        instance.id() + " vanishes",
        () -> {
          catalog.remove(instance);
          account.changedSilently();
        });
  }

  private void next(Instance instance, Step step, Runnable action) {
    Timer before = underWay.remove(instance.id());
    if (before != null) {
      before.cancel();
    }
    underWay.put(
        instance.id(),
        account.after(
            step,
            "instance " + instance.id() + " " + step,
            () -> {
              underWay.remove(instance.id());
              action.run();
            }));
  }

  private void move(Instance instance, InstanceState to, String reason) {
    instance.move(to, reason, account.now());
    account.changed(
        "ec2", instance.id(), reason.isEmpty() ? to.toString() : to + " (" + reason + ")");
    tell(instance);
  }

  private void tell(Instance instance) {
    listeners.forEach(listener -> listener.changed(instance));
  }

  private List<Instance> known(String id) {
    Instance instance = catalog.get(id);
    return instance == null ? List.of() : List.of(instance);
  }

  private static RuntimeException wrongState(Instance instance, String what) {
    return Ec2Error.of(
        "IncorrectInstanceState",
        "The instance '%s' is not in a state from which it can be %s: it is '%s'"
            .formatted(instance.id(), what, instance.state()));
  }
}
