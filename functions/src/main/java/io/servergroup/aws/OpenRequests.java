package io.servergroup.aws;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The requests of one call of {@link Together}, made by as many workers as there are: each takes
 * the next one that nobody has taken. Whoever reads the answers must have waited for all workers.
 */
public final class OpenRequests<T> {
  private final List<? extends Supplier<? extends T>> requests;
  private final T[] answers;
  private final Throwable[] failures;
  private final AtomicInteger next = new AtomicInteger();
  private volatile boolean failed;

  @SuppressWarnings("unchecked") // Nobody sees the array but as a list of T.
  public OpenRequests(List<? extends Supplier<? extends T>> requests) {
    this.requests = List.copyOf(requests);
    this.answers = (T[]) new Object[requests.size()];
    this.failures = new Throwable[requests.size()];
  }

  /** As many workers as can be of use. */
  public int workers() {
    return Math.min(Together.MOST, requests.size());
  }

  /** Makes requests until none is left, or one has failed. */
  public void work() {
    // Looked at before one is taken: so every request before one that failed is made.
    while (!failed) {
      int taken = next.getAndIncrement();
      if (taken >= requests.size()) {
        return;
      }
      try {
        answers[taken] = requests.get(taken).get();
      } catch (Throwable failure) {
        failures[taken] = failure;
        failed = true;
      }
    }
  }

  /**
   * The answers, in the order of the requests.
   *
   * @throws RuntimeException what the first request in this order that failed threw; so with errors
   */
  public List<T> answers() {
    Throwable first = null;
    for (Throwable failure : failures) {
      if (first == null) {
        first = failure;
      } else if (failure != null && failure != first) {
        first.addSuppressed(failure);
      }
    }
    return switch (first) {
      case null -> Collections.unmodifiableList(Arrays.asList(answers));
      case RuntimeException failure -> throw failure;
      case Error failure -> throw failure;
      default -> throw new IllegalStateException("a request threw " + first, first);
    };
  }
}
