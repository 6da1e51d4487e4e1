package io.servergroup.simulator.aws.events;

/** Decides what goes wrong with each delivery; asked exactly once per rule and event, in order. */
@FunctionalInterface
public interface DeliveryFaults {
  /** Everything works. */
  DeliveryFaults NONE = (rule, event) -> new DeliveryFault.None();

  DeliveryFault next(String rule, BusEvent event);
}
