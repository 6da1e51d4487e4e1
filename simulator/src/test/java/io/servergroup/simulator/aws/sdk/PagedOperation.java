package io.servergroup.simulator.aws.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiFunction;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * An operation that answers in pages.
 *
 * @param name as the SDK's method
 * @param sizes that a request may ask for
 * @param wrongSize the code of the error for any other; empty where the service takes any
 * @param wrongToken the code of the error for a token that no page came with
 * @param asked asks for a page: its size, null for the usual one, and the token of the page before
 */
record PagedOperation(
    String name,
    Sizes sizes,
    String wrongSize,
    String wrongToken,
    BiFunction<Integer, String, Answer> asked) {

  /** The least and the most items that a request may ask for. */
  record Sizes(int least, int most) {}

  /**
   * One page.
   *
   * @param items what tells each from the others
   */
  record Answer(List<String> items, String token) {}

  /** Everything there is, on pages as small as they may be, is what one page shows. */
  void walk() {
    Answer whole = asked.apply(sizes.most(), null);
    assertEquals(null, whole.token(), () -> name + ": one page shows it all");
    assertEquals(
        whole.items().size(),
        new HashSet<>(whole.items()).size(),
        () -> name + ": its items can be told apart");

    List<String> items = new ArrayList<>();
    int pages = 0;
    String token = null;
    do {
      Answer page = asked.apply(sizes.least(), token);
      pages++;
      items.addAll(page.items());
      token = page.token();
      if (token != null) {
        assertEquals(sizes.least(), page.items().size(), () -> name + ": a page is full");
      }
    } while (token != null);
    int expected = Math.ceilDiv(whole.items().size(), sizes.least());
    assertEquals(expected, pages, () -> name + ": no page is empty, the last has no token");
    assertEquals(true, pages > 1, () -> name + ": there is more than one page");
    assertEquals(whole.items(), items, name);
    assertEquals(whole.items(), asked.apply(null, null).items(), name);
  }

  /** A token that no page came with is refused, not read as the first page or as no more. */
  void refuseWrongToken() {
    refused(wrongToken, sizes.least(), "gibberish");
  }

  /** A size that is too large or too small is refused. */
  void refuseWrongSizes() {
    if (!wrongSize.isEmpty()) {
      refused(wrongSize, sizes.most() + 1, null);
      refused(wrongSize, sizes.least() - 1, null);
    }
  }

  private void refused(String code, Integer size, String token) {
    AwsServiceException error =
        assertThrows(
            AwsServiceException.class,
            () -> asked.apply(size, token),
            () -> name + ", " + size + " behind " + token);
    assertEquals(code, error.awsErrorDetails().errorCode(), name);
  }

  @Override
  public String toString() {
    return name;
  }
}
