package io.servergroup.cli;

import io.servergroup.cli.terminal.RealTime;
import java.time.Duration;

/** A clock that only sleeping moves. */
public class FakeTime implements RealTime {
  private Duration now = Duration.ZERO;

  @Override
  public Duration now() {
    return now;
  }

  @Override
  public void sleep(Duration time) {
    now = now.plus(time);
  }
}
