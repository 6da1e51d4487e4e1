package io.servergroup.aws;

import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads answers that AWS gives in pages. The paginators of the SDK would do, but all of a service's
 * requests hang on what they do to a request, so that no shrinker can take away what is not used:
 * the package would be three times as large (docs/decisions/0027).
 */
final class Pages {
  private Pages() {}

  /**
   * All pages of an answer in their order; each is asked for when the stream comes to it.
   *
   * @param first the request for the first page
   * @param call asks for a page, and throws as the SDK does
   * @param token what the next page is asked for by; null or empty on the last one
   * @param from the first request with a token
   */
  static <Q, A> Stream<A> of(
      Q first, Function<Q, A> call, Function<A, String> token, BiFunction<Q, String, Q> from) {
    return Stream.iterate(
        call.apply(first),
        Objects::nonNull,
        page -> {
          String next = token.apply(page);
          return next == null || next.isEmpty() ? null : call.apply(from.apply(first, next));
        });
  }
}
