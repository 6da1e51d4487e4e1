package io.servergroup.lambda;

import io.servergroup.aws.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time of the sample: it stands still but for pauses, which take no real time. */
final class SampleClock implements InstantSource, Pause {
  /** Seconds after what the sample's requests say of the past. */
  private static final Instant BEGIN = Instant.parse("2026-01-05T09:02:20Z");

  private Instant now = BEGIN;

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public void forAbout(Duration duration) {
    now = now.plus(duration);
  }
}
