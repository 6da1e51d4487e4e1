package io.servergroup.simulator.sweep;

import io.servergroup.simulator.aws.ec2.Behaviour;
import io.servergroup.simulator.aws.ec2.Ec2Error;
import io.servergroup.simulator.aws.ec2.Ec2World;
import io.servergroup.simulator.aws.ec2.Instance;
import io.servergroup.simulator.aws.ec2.LaunchOrder;
import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.rehearsal.Bystander;
import java.time.Duration;
import java.util.Optional;

/** Faults of EC2 and of the software on the instances, as the dice fall. */
final class WorldTroubles {
  private final Ec2World ec2;
  private final FaultDice dice;

  private WorldTroubles(Ec2World ec2, FaultDice dice) {
    this.ec2 = ec2;
    this.dice = dice;
  }

  /** From now on things go wrong in EC2. */
  static WorldTroubles begin(Ec2World ec2, FaultDice dice) {
    WorldTroubles troubles = new WorldTroubles(ec2, dice);
    ec2.software().script(troubles::behaviour);
    ec2.refuseLaunches(troubles::refusal);
    ec2.interfaces().setDelays(troubles::slowDetach);
    ec2.volumes().setDelays(troubles::slowDetach);
    ec2.interfaces().setAttachDelays(troubles::slowAttach);
    ec2.volumes().setAttachDelays(troubles::slowAttach);
    return troubles;
  }

  /** What has begun to fail stays so when it never answers, and works again when it flaps. */
  void end() {
    ec2.software().forgetScripts();
    ec2.software().calmDown();
  }

  private Optional<Behaviour> behaviour(Instance instance) {
    return dice.next(FaultKind.Per.INSTANCE, instance.id())
        .map(kind -> behaviour(kind, dice.details(kind)));
  }

  private static Behaviour behaviour(FaultKind kind, RandomStream details) {
    return switch (kind) {
      case FAILED_BOOT -> new Behaviour.NeverAnswers();
      case SLOW_BOOT ->
          new Behaviour.BootsIn(details.between(Duration.ofMinutes(4), Duration.ofMinutes(12)));
      case FLAPPING_HEALTH ->
          new Behaviour.Flaps(
              details.between(Duration.ofSeconds(10), Duration.ofMinutes(3)),
              details.between(Duration.ofSeconds(10), Duration.ofMinutes(1)));
      case HANGING_SOFTWARE ->
          new Behaviour.HangsAfter(details.between(Duration.ZERO, Duration.ofMinutes(10)));
      default -> throw new IllegalArgumentException(kind + " is no fault of an instance");
    };
  }

  private Optional<RuntimeException> refusal(LaunchOrder order) {
    return !order.subnet().zone().equals(Bystander.APART) && dice.happens(FaultKind.FAILED_LAUNCH)
        ? Optional.of(Ec2Error.insufficientCapacity(order.subnet().zone(), order.effectiveType()))
        : Optional.empty();
  }

  private Duration slowDetach(String resource, Instance from) {
    return dice.happens(FaultKind.SLOW_DETACH)
        ? dice.details(FaultKind.SLOW_DETACH).between(Duration.ofMinutes(1), Duration.ofMinutes(5))
        : Duration.ZERO;
  }

  private Duration slowAttach(String resource, Instance to) {
    return dice.happens(FaultKind.SLOW_ATTACH)
        ? dice.details(FaultKind.SLOW_ATTACH).between(Duration.ofSeconds(20), Duration.ofMinutes(2))
        : Duration.ZERO;
  }
}
