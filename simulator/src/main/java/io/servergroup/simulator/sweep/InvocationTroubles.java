package io.servergroup.simulator.sweep;

import io.servergroup.simulator.aws.lambda.InvocationFault;
import io.servergroup.simulator.aws.lambda.InvocationFaults;
import io.servergroup.simulator.kernel.RandomStream;
import java.time.Duration;

/** Faults of Lambda's invocations, as the dice fall. */
final class InvocationTroubles implements InvocationFaults {
  private static final InvocationFault NOTHING = new InvocationFault.None();

  private final FaultDice dice;

  InvocationTroubles(FaultDice dice) {
    this.dice = dice;
  }

  @Override
  public InvocationFault next(String function, boolean asynchronous) {
    return dice.next(FaultKind.Per.INVOCATION, function).map(this::fault).orElse(NOTHING);
  }

  private InvocationFault fault(FaultKind kind) {
    return switch (kind) {
      case THROTTLED_INVOCATION -> new InvocationFault.Throttled();
      case REFUSED_INVOCATION -> new InvocationFault.Refused();
      case RESTING_FUNCTION -> new InvocationFault.NotReady();
      case LOST_RESULT -> new InvocationFault.ResponseLost();
      case KILLED_FUNCTION -> new InvocationFault.Killed(moment(dice.details(kind)));
      case REPEATED_EVENT ->
          new InvocationFault.Duplicated(
              dice.details(kind).between(Duration.ZERO, Duration.ofMinutes(3)));
      default -> throw new IllegalArgumentException(kind + " is no fault of an invocation");
    };
  }

  /** Most functions end within a second; some wait for AWS. */
  private static Duration moment(RandomStream details) {
    Duration longest = details.chance(0.2) ? Duration.ofSeconds(60) : Duration.ofSeconds(1);
    return details.between(Duration.ZERO, longest);
  }
}
