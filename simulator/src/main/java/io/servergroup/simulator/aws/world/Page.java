package io.servergroup.simulator.aws.world;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A part of the answer to a describe call.
 *
 * @param items in order of creation
 * @param nextToken asks for the part after this one; null when this is the last
 */
public record Page<R>(List<R> items, String nextToken) {
  private static final String PREFIX = "after-";
  private static final Pattern TOKEN = Pattern.compile(PREFIX + "\\d{1,18}");

  /**
   * A part of a list that keeps its order, whose token counts what came before.
   *
   * @param token from the page before, or null
   * @param size the most items on the page
   * @throws InvalidPageTokenException when no page of such a list came with the token
   */
  public static <R> Page<R> of(List<R> all, String token, int size) {
    int from = (int) Math.min(all.size(), start(token));
    int to = Math.min(all.size(), from + size);
    return new Page<>(List.copyOf(all.subList(from, to)), to < all.size() ? PREFIX + to : null);
  }

  /** The token of a page that ends with a resource, for lists that are in order of creation. */
  public static <R extends Resource> String tokenAfter(R last) {
    return PREFIX + last.sequence();
  }

  /**
   * The number behind which the page asked for begins.
   *
   * @throws InvalidPageTokenException when no page came with the token
   */
  public static long start(String token) {
    if (token == null) {
      return 0;
    }
    if (!TOKEN.matcher(token).matches()) {
      throw new InvalidPageTokenException(token);
    }
    return Long.parseLong(token, PREFIX.length(), token.length(), 10);
  }
}
