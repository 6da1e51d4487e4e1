package io.servergroup.rollout;

import java.util.List;

/** What a rollout does next, and why. */
public sealed interface Decision {
  /** In words, for an operator. */
  String reason();

  /** Replace these servers together. */
  record Batch(List<ChosenServer> servers, String reason) implements Decision {
    public Batch {
      servers = List.copyOf(servers);
    }
  }

  /** Every server is at the target and healthy. */
  record Done(String reason) implements Decision {}

  /** The group is not fit for a batch now, but may become so. */
  record Wait(String reason) implements Decision {}

  /** Go no further. */
  record Stop(StopCategory category, String reason) implements Decision {}
}
