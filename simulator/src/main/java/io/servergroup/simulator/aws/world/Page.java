package io.servergroup.simulator.aws.world;

import java.util.List;

/**
 * A part of the answer to a describe call.
 *
 * @param items in order of creation
 * @param nextToken asks for the part after this one; null when this is the last
 */
public record Page<R>(List<R> items, String nextToken) {
  private static final String PREFIX = "after-";

  static <R extends Resource> String tokenAfter(R last) {
    return PREFIX + last.sequence();
  }

  /** The sequence number behind which the page asked for begins. */
  static long start(String token) {
    if (token == null) {
      return 0;
    }
    if (!token.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "the page token '" + token + "' is not one that an earlier page came with");
    }
    return Long.parseLong(token, PREFIX.length(), token.length(), 10);
  }
}
