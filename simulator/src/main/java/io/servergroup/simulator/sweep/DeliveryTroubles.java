package io.servergroup.simulator.sweep;

import io.servergroup.simulator.aws.events.BusEvent;
import io.servergroup.simulator.aws.events.DeliveryFault;
import io.servergroup.simulator.aws.events.DeliveryFaults;
import io.servergroup.simulator.kernel.RandomStream;
import java.time.Duration;

/** Faults of EventBridge's deliveries, as the dice fall. */
final class DeliveryTroubles implements DeliveryFaults {
  private static final DeliveryFault NOTHING = new DeliveryFault.None();

  private final FaultDice dice;

  DeliveryTroubles(FaultDice dice) {
    this.dice = dice;
  }

  @Override
  public DeliveryFault next(String rule, BusEvent event) {
    return dice.next(FaultKind.Per.DELIVERY, rule).map(this::fault).orElse(NOTHING);
  }

  private DeliveryFault fault(FaultKind kind) {
    return switch (kind) {
      case LOST_EVENT -> new DeliveryFault.Lost();
      case DUPLICATED_EVENT -> new DeliveryFault.Duplicated(upTo(kind, Duration.ofMinutes(3)));
      case LATE_EVENT -> new DeliveryFault.Late(upTo(kind, Duration.ofMinutes(10)));
      case REORDERED_EVENT -> new DeliveryFault.Overtaken(upTo(kind, Duration.ofMinutes(5)));
      default -> throw new IllegalArgumentException(kind + " is no fault of a delivery");
    };
  }

  /** Mostly short: a tenth of what is possible in half of the cases. */
  private Duration upTo(FaultKind kind, Duration most) {
    RandomStream details = dice.details(kind);
    Duration end = details.chance(0.5) ? most : most.dividedBy(10);
    return details.between(Duration.ZERO, end);
  }
}
