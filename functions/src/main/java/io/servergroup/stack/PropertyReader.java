package io.servergroup.stack;

import io.servergroup.rollout.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Reads properties, which are texts all of them, and finds everything wrong at once. */
final class PropertyReader {
  private final ResourceRequest request;
  private final List<Finding> findings = new ArrayList<>();

  PropertyReader(ResourceRequest request) {
    this.request = request;
  }

  String required(String name, String expected) {
    return request
        .property(name)
        .orElseGet(
            () -> {
              refuse(name, expected);
              return "";
            });
  }

  boolean truth(String name) {
    String word = request.property(name).orElse("false");
    if (!word.equals("true") && !word.equals("false")) {
      refuse(name, "true or false");
    }
    return word.equals("true");
  }

  /** A whole number of this range; the least one when there is none to be read. */
  int number(String name, int least, int most) {
    OptionalInt number =
        request.property(name).map(PropertyReader::whole).orElse(OptionalInt.empty());
    if (number.isPresent() && number.getAsInt() >= least && number.getAsInt() <= most) {
      return number.getAsInt();
    }
    refuse(name, "a whole number from " + least + " to " + most);
    return least;
  }

  /** A whole number; empty when it is none. */
  static OptionalInt whole(String text) {
    return text.matches("[0-9]{1,9}")
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }

  void refuse(String name, String expected) {
    findings.add(
        new Finding(
            "property " + name,
            request.property(name).map(value -> "found \"" + value + "\"").orElse("found nothing"),
            "expected " + expected));
  }

  void add(List<Finding> more) {
    findings.addAll(more);
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }
}
