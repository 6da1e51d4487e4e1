package io.servergroup.architecture.broken.group;

import io.servergroup.architecture.broken.identity.Decision;

/** A snapshot that knows a decision. */
final class Snapshot {
  final Decision decision = new Decision();
}
