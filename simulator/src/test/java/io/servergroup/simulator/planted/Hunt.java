package io.servergroup.simulator.planted;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Makes runs of one seed after the other, several at a time, until one breaks a rule. */
final class Hunt {
  private static final int AT_A_TIME = 2;

  private final PlantedCode code;
  private final long last;
  private final AtomicLong next = new AtomicLong(1);
  private final ConcurrentSkipListMap<Long, String> caught = new ConcurrentSkipListMap<>();

  private Hunt(PlantedCode code, long last) {
    this.code = code;
    this.last = last;
  }

  /** A run that broke a rule. */
  record Catch(long seed, String violation) {}

  /**
   * Looks for the first seed, from 1, whose run breaks a rule.
   *
   * @param last the last seed that is tried
   */
  static Optional<Catch> of(PlantedCode code, long last) throws InterruptedException {
    Hunt hunt = new Hunt(code, last);
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      for (int i = 0; i < AT_A_TIME; i++) {
        threads.execute(hunt::work);
      }
      threads.shutdown();
      if (!threads.awaitTermination(1, TimeUnit.HOURS)) {
        throw new IllegalStateException("runs do not end");
      }
    }
    return Optional.ofNullable(hunt.caught.firstEntry())
        .map(first -> new Catch(first.getKey(), first.getValue()));
  }

  private void work() {
    for (long seed = next.getAndIncrement();
        seed <= last && caught.isEmpty();
        seed = next.getAndIncrement()) {
      List<String> violations = code.violations(seed);
      if (!violations.isEmpty()) {
        caught.put(seed, violations.getFirst());
      }
    }
  }
}
