package io.servergroup.checker.probe;

import io.servergroup.checker.check.HostPort;
import io.servergroup.checker.check.Outcome;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Asks several targets at once; one that passes is enough. */
final class OneOf implements Probe {
  private final List<HostPort> targets;
  private final Single single;

  /** Asks one target. */
  @FunctionalInterface
  interface Single {
    Outcome of(HostPort target) throws IOException, GeneralSecurityException, InterruptedException;
  }

  OneOf(List<HostPort> targets, Single single) {
    this.targets = targets;
    this.single = single;
  }

  @Override
  public Outcome run() throws IOException, GeneralSecurityException, InterruptedException {
    return targets.size() == 1 ? single.of(targets.getFirst()) : firstThatPasses();
  }

  private Outcome firstThatPasses() throws InterruptedException {
    BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    List<Thread> threads = new ArrayList<>();
    try {
      for (HostPort target : targets) {
        threads.add(Thread.startVirtualThread(() -> outcomes.add(named(target))));
      }
      List<String> failures = new ArrayList<>();
      while (failures.size() < targets.size()) {
        Outcome outcome = outcomes.take();
        if (outcome.passes()) {
          return outcome;
        }
        failures.add(outcome.message());
      }
      return Outcome.unhealthy(String.join("; ", failures.stream().sorted().toList()));
    } finally {
      threads.forEach(Thread::interrupt);
    }
  }

  private Outcome named(HostPort target) {
    try {
      Outcome outcome = single.of(target);
      return new Outcome(outcome.status(), target + ": " + outcome.message());
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      return Outcome.unhealthy(target + ": " + Failures.text(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.unhealthy(target + ": not waited for");
    }
  }
}
