package io.servergroup.simulator.aws.events;

import java.util.ArrayList;
import java.util.List;

/** A rule: its targets, and the events held back for a later one to overtake. */
final class Rule {
  private final String name;
  private final List<EventTarget> targets;
  private final List<BusEvent> heldBack = new ArrayList<>();
  private boolean enabled = true;

  Rule(String name, List<EventTarget> targets) {
    this.name = name;
    this.targets = List.copyOf(targets);
  }

  String name() {
    return name;
  }

  List<EventTarget> targets() {
    return targets;
  }

  boolean enabled() {
    return enabled;
  }

  void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  void holdBack(BusEvent event) {
    heldBack.add(event);
  }

  /** True when the event was still held back; it no longer is. */
  boolean letGo(BusEvent event) {
    return heldBack.remove(event);
  }

  List<BusEvent> letAllGo() {
    List<BusEvent> all = List.copyOf(heldBack);
    heldBack.clear();
    return all;
  }
}
