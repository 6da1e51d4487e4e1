package io.servergroup.aws;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes requests that do not depend on each other at the same time: on threads in Lambda, in
 * virtual time in a rehearsal. For reading, and for telling people; what changes servers is done
 * one after the other.
 */
public interface Together {
  /**
   * So many requests of one call are under way at most; each further one follows when one of them
   * has ended. Few readings have more parts. Of those of a large group, more would soon use up what
   * AWS lets an account ask for in a second; and even when each request makes others together, a
   * function stays below the connections that it has.
   */
  int MOST = 5;

  /**
   * Makes all requests and waits for them; when this returns or throws, none of them is under way
   * any more. One alone is made by the caller itself, on its own thread.
   *
   * <p>Once a request has failed, none is begun any more; those under way go on to their end. What
   * is thrown is therefore what would have been thrown had they been made in their order, one after
   * the other.
   *
   * @param requests each to be run once, on any thread; the other requests see nothing of what it
   *     does before all have ended
   * @return what they returned, in the order of the requests
   * @throws RuntimeException what the first request in their order that failed threw, with what
   *     later ones threw as suppressed exceptions; {@link IllegalStateException} when the waiting
   *     thread was interrupted, which stays marked so
   */
  <T> List<T> all(List<? extends Supplier<? extends T>> requests);

  /**
   * Makes one request for each subject, as {@link #all} does.
   *
   * @return what they returned, in the order of the subjects
   */
  default <S, T> List<T> each(
      Collection<? extends S> subjects, Function<? super S, ? extends T> request) {
    return all(
        subjects.stream().<Supplier<T>>map(subject -> () -> request.apply(subject)).toList());
  }
}
