package io.servergroup.simulator.aws.ec2;

import io.servergroup.simulator.aws.ApplicationHealth;
import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.WorldTimings.Odds;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The software on the instances: whether it answers, by script or by chance. */
public final class Software implements ApplicationHealth {
  /** Decides how the software on an instance behaves. */
  @FunctionalInterface
  public interface Script {
    /** Nothing leaves it to the other scripts. */
    Optional<Behaviour> of(Instance instance);
  }

  private final Account account;
  private final Set<String> answering = new HashSet<>();
  private final List<Script> scripts = new ArrayList<>();
  private final List<Consumer<String>> listeners = new ArrayList<>();
  private final Instances instances;
  private int calmed;

  Software(Account account, Instances instances) {
    this.account = account;
    this.instances = instances;
    instances.listen(this::instanceChanged);
  }

  @Override
  public boolean answers(String instanceId) {
    return answering.contains(instanceId);
  }

  @Override
  public void whenChanged(Consumer<String> listener) {
    listeners.add(listener);
  }

  /**
   * Decides how the software behaves on instances that start later; the newest script that applies
   * wins, and where none does, software works but for {@link Odds#BOOT_FAILS}.
   */
  public void script(Predicate<Instance> applies, Behaviour behaviour) {
    script(instance -> applies.test(instance) ? Optional.of(behaviour) : Optional.empty());
  }

  /**
   * As {@link #script(Predicate, Behaviour)}; asked once for each instance whose software boots.
   */
  public void script(Script script) {
    scripts.addFirst(script);
  }

  /** Lets the software of one launch template version fail wherever a given group launches it. */
  public void neverAnswers(String groupName, long templateVersion) {
    script(
        instance ->
            groupName.equals(instance.groupName())
                && instance.template().number() == templateVersion,
        new Behaviour.NeverAnswers());
  }

  /** Forgets every script; instances already started go on as they are. */
  public void forgetScripts() {
    scripts.clear();
  }

  /** From now on no software that has booted starts or goes on to fail by its own script. */
  public void calmDown() {
    calmed++;
  }

  /** Lets the software on a running instance fail or answer from now on. */
  public void setAnswering(String instanceId, boolean answers) {
    Instance instance = instances.require(instanceId);
    if (answers && instance.state() != InstanceState.RUNNING) {
      throw new IllegalStateException(
          "the software on "
              + instanceId
              + " cannot answer: the instance is "
              + instance.state()
              + ", not running");
    }
    set(instanceId, answers);
  }

  private void instanceChanged(Instance instance) {
    if (instance.state() == InstanceState.RUNNING && !instance.impaired()) {
      if (!answers(instance.id())) {
        boot(instance);
      }
    } else {
      set(instance.id(), false);
    }
  }

  private void boot(Instance instance) {
    boolean fails = account.happens(Odds.BOOT_FAILS, instance.id());
    Duration boot = account.draw(Step.SOFTWARE_BOOT, instance.id());
    int calmedBefore = calmed;
    switch (behaviour(instance, fails)) {
      case Behaviour.Works _ -> later(instance, boot, true, () -> {});
      case Behaviour.BootsIn(Duration given) -> later(instance, given, true, () -> {});
      case Behaviour.NeverAnswers _ ->
          account.changed("ec2", instance.id(), "its software will never answer");
      case Behaviour.Flaps flaps ->
          later(instance, boot, true, () -> flap(instance, flaps, false, calmedBefore));
      case Behaviour.HangsAfter(Duration up) ->
          later(instance, boot, true, () -> hang(instance, up, calmedBefore));
    }
  }

  private Behaviour behaviour(Instance instance, boolean fails) {
    for (Script script : scripts) {
      Optional<Behaviour> scripted = script.of(instance);
      if (scripted.isPresent()) {
        return scripted.get();
      }
    }
    return fails ? new Behaviour.NeverAnswers() : new Behaviour.Works();
  }

  private void flap(Instance instance, Behaviour.Flaps flaps, boolean answers, int calmedBefore) {
    if (calmed != calmedBefore) {
      set(instance.id(), true);
      return;
    }
    later(
        instance,
        answers ? flaps.failing() : flaps.answering(),
        answers,
        () -> flap(instance, flaps, !answers, calmedBefore));
  }

  private void hang(Instance instance, Duration up, int calmedBefore) {
    later(
        instance,
        up,
        true,
        () -> {
          if (calmed == calmedBefore) {
            set(instance.id(), false);
          }
        });
  }

  /** Changes the answer after a while, unless the instance has left this run of its by then. */
  private void later(Instance instance, Duration delay, boolean answers, Runnable then) {
    var run = instance.lifecycle().since();
    account.after(
        delay,
        "software on " + instance.id(),
        () -> {
          if (instance.state() == InstanceState.RUNNING
              && !instance.impaired()
              && instance.lifecycle().since().equals(run)) {
            set(instance.id(), answers);
            then.run();
          }
        });
  }

  private void set(String instanceId, boolean answers) {
    boolean changed = answers ? answering.add(instanceId) : answering.remove(instanceId);
    if (changed) {
      account.changed("ec2", instanceId, answers ? "software answers" : "software fails");
      listeners.forEach(listener -> listener.accept(instanceId));
    }
  }
}
