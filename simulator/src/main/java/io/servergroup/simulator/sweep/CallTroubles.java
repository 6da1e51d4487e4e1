package io.servergroup.simulator.sweep;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.CallFaults;
import java.time.Duration;

/** Faults of the functions' calls of AWS, as the dice fall. */
final class CallTroubles implements CallFaults {
  /** The SDK clients of the functions give up on a call after 15 seconds. */
  private static final Duration SLOWEST = Duration.ofSeconds(14);

  /** How old a stale answer may be. */
  static final Duration STALEST = Duration.ofSeconds(5);

  private static final CallFault NOTHING = new CallFault.None();

  private final FaultDice dice;
  private final MissingPermissions permissions;

  CallTroubles(FaultDice dice, MissingPermissions permissions) {
    this.dice = dice;
    this.permissions = permissions;
  }

  @Override
  public CallFault next(ApiCall call) {
    if (permissions.lacks(call.action())) {
      dice.strikes(call.caller());
      return new CallFault.Refused(ServiceTroubles.denied(call));
    }
    return dice.next(FaultKind.Per.CALL, call.caller())
        .map(kind -> fault(kind, call))
        .orElse(NOTHING);
  }

  @Override
  public boolean mayBeStale() {
    return dice.has(FaultKind.STALE_READ);
  }

  private CallFault fault(FaultKind kind, ApiCall call) {
    return switch (kind) {
      case DIES_BEFORE_CALL -> new CallFault.CallerDiesBefore();
      case DIES_AFTER_CALL -> new CallFault.CallerDiesAfter();
      case HANGS_AFTER_CALL -> new CallFault.CallerHangsAfter();
      case LOST_RESPONSE -> new CallFault.ResponseLost(ServiceTroubles.unheard());
      case THROTTLED_CALL -> new CallFault.Refused(ServiceTroubles.throttled(call));
      case FAILED_CALL -> new CallFault.Refused(ServiceTroubles.failed(call));
      case SLOW_CALL -> new CallFault.Slow(extra(kind));
      case SLOW_RESPONSE -> new CallFault.SlowResponse(extra(kind));
      case STALE_READ -> new CallFault.Stale(STALEST);
      default -> throw new IllegalArgumentException(kind + " is no fault of a call");
    };
  }

  private Duration extra(FaultKind kind) {
    return dice.details(kind).between(Duration.ofMillis(200), SLOWEST);
  }
}
