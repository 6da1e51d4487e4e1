package io.servergroup.endpoint;

import java.time.Duration;

/** Time since an arbitrary origin, as it passes for whoever asks. */
@FunctionalInterface
public interface RealTime {
  Duration now();
}
