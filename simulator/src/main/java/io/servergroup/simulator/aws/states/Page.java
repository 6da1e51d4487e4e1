package io.servergroup.simulator.aws.states;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list. Its token names the last item of the page, so a list that grows at its front
 * meanwhile shows no item twice.
 *
 * @param nextToken null on the last page
 */
record Page<T>(List<T> items, String nextToken) {
  private static final int LARGEST = 1000;
  private static final int USUAL = 100;

  /**
   * Cuts a page out of a list.
   *
   * @param key tells one item of the list from the others
   * @param token of the page before; null for the first page
   * @param maxResults null or 0 for the usual 100 (Step Functions API)
   * @throws RuntimeException InvalidToken when the token names no item of the list, or
   *     ValidationException when the size is not between 0 and 1000
   */
  static <T> Page<T> of(List<T> all, Function<T, String> key, String token, Integer maxResults) {
    if (maxResults != null && (maxResults < 0 || maxResults > LARGEST)) {
      throw StatesErrors.violated(
          "'" + maxResults + "'", "maxResults", "be between 0 and " + LARGEST);
    }
    int size = maxResults == null || maxResults == 0 ? USUAL : maxResults;
    int from = token == null ? 0 : indexOf(all, key, token) + 1;
    int to = Math.min(all.size(), from + size);
    return new Page<>(
        List.copyOf(all.subList(from, to)), to < all.size() ? key.apply(all.get(to - 1)) : null);
  }

  private static <T> int indexOf(List<T> all, Function<T, String> key, String token) {
    for (int i = 0; i < all.size(); i++) {
      if (key.apply(all.get(i)).equals(token)) {
        return i;
      }
    }
    throw StatesErrors.invalidToken(token);
  }
}
