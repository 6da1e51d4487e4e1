package io.servergroup.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Requests for different things that are made at the same time, see {@link Together}. */
public final class Round {
  private final Together together;
  private final List<Supplier<Runnable>> requests = new ArrayList<>();

  public Round(Together together) {
    this.together = together;
  }

  /**
   * Adds a request.
   *
   * @return its answer, once the round was made
   */
  public <T> Supplier<T> ask(Supplier<T> request) {
    Answer<T> answer = new Answer<>();
    requests.add(
        () -> {
          Optional<T> told = Optional.of(request.get());
          return () -> answer.told = told;
        });
    return answer;
  }

  /**
   * Makes the requests, and waits for all of them.
   *
   * @throws RuntimeException what the first that failed threw, in the order in which they were
   *     added
   */
  public void make() {
    together.<Runnable>all(requests).forEach(Runnable::run);
  }

  private static final class Answer<T> implements Supplier<T> {
    private Optional<T> told = Optional.empty();

    @Override
    public T get() {
      return told.orElseThrow(() -> new IllegalStateException("the round was not made yet"));
    }
  }
}
