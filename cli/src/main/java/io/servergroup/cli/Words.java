package io.servergroup.cli;

import java.util.Iterator;
import java.util.List;

/** Some words in an order, in the form in which the parser wants them. */
abstract class Words implements Iterable<String> {
  private final List<String> words;

  Words(List<String> words) {
    this.words = List.copyOf(words);
  }

  @Override
  public Iterator<String> iterator() {
    return words.iterator();
  }
}
