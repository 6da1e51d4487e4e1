package io.servergroup.simulator.aws.events;

import java.time.Duration;

/** What goes wrong with the delivery of one event to the targets of one rule. */
public sealed interface DeliveryFault {
  /** Nothing. */
  record None() implements DeliveryFault {}

  /** It never arrives. */
  record Lost() implements DeliveryFault {}

  /**
   * It arrives twice.
   *
   * @param later how long after the first the second arrives
   */
  record Duplicated(Duration later) implements DeliveryFault {}

  /**
   * It takes longer than usual.
   *
   * @param extra the additional time
   */
  record Late(Duration extra) implements DeliveryFault {}

  /**
   * The next event of the same rule overtakes it.
   *
   * @param atMost how long it waits for one
   */
  record Overtaken(Duration atMost) implements DeliveryFault {}
}
