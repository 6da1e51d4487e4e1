package io.servergroup.cli;

import io.servergroup.cli.terminal.Interrupt;

/** A person who waits for the end. */
enum NobodyStops implements Interrupt {
  INSTANCE;

  @Override
  public boolean asked() {
    return false;
  }

  @Override
  public void close() {}
}
