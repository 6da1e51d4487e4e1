package io.servergroup.cli.terminal;

import io.servergroup.cli.view.RolloutStatus;

/** Shows a rollout that is watched. */
public interface WatchView extends AutoCloseable {
  /** Shows how it is now. */
  void show(RolloutStatus status);

  /** Nobody wants to see more: what was shown stays. */
  void leave();

  /** The rollout is over: its end takes the place of the picture. */
  void finish();

  /** The terminal is as it was. */
  @Override
  void close();
}
