package io.servergroup.architecture.broken.group;

import io.servergroup.architecture.broken.cost.Price;
import io.servergroup.architecture.broken.identity.Decision;

/** A snapshot that knows a decision, and what it costs. */
final class Snapshot {
  final Decision decision = new Decision();
  final Price price = new Price();
}
