package io.servergroup.checker.probe;

import io.servergroup.checker.check.Outcome;
import java.io.IOException;
import java.security.GeneralSecurityException;

/**
 * Looks at a target.
 *
 * <p>It runs on a virtual thread and knows no time limit: when its time is over the thread is
 * interrupted, which closes the socket it waits for (see {@link java.net.Socket}) and makes it let
 * go of everything else.
 */
@FunctionalInterface
public interface Probe {
  /** Exceptions mean unhealthy; {@link Failures} puts them into words. */
  Outcome run() throws IOException, GeneralSecurityException, InterruptedException;
}
