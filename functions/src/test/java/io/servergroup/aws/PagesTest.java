package io.servergroup.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PagesTest {
  /** A page: what it holds, and what the next one is asked for by. */
  private record Page(String content, String next) {}

  private final List<String> asked = new ArrayList<>();

  @Test
  void everyPageIsReadInItsOrder() {
    Map<String, Page> pages =
        Map.of("all", new Page("a", "2"), "all from 2", new Page("b", "3"), "all from 3", last());

    assertEquals(List.of("a", "b", "c"), contents(pages));
    assertEquals(List.of("all", "all from 2", "all from 3"), asked);
  }

  @Test
  void anEmptyTokenEndsAnAnswerAsAMissingOneDoes() {
    assertEquals(List.of("a"), contents(Map.of("all", new Page("a", ""))));
    assertEquals(List.of("all"), asked);
  }

  @Test
  void aPageNobodyComesToIsNotAskedFor() {
    Map<String, Page> pages = Map.of("all", new Page("a", "2"));

    assertEquals("a", read(pages).findFirst().orElseThrow().content());
    assertEquals(List.of("all"), asked);
  }

  private static Page last() {
    return new Page("c", null);
  }

  private List<String> contents(Map<String, Page> pages) {
    return read(pages).map(Page::content).toList();
  }

  private Stream<Page> read(Map<String, Page> pages) {
    return Pages.of(
        "all",
        request -> {
          asked.add(request);
          return pages.get(request);
        },
        Page::next,
        (first, token) -> first + " from " + token);
  }
}
