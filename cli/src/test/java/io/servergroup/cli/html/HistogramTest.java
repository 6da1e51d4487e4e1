package io.servergroup.cli.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistogramTest {
  /** The width of a digit in the pictures, in their own units. */
  private static final double DIGIT = 7;

  private static final double WIDTH = 560;

  @Test
  void labelsOfManyClassesNeitherRunIntoEachOtherNorOutOfThePicture() {
    Element svg = new Histogram("id", "title", "minutes", classes(19)).draw();

    double free = 0;
    for (Element label : labels(svg)) {
      double middle = Double.parseDouble(label.attributes().get("x"));
      double half = text(label).length() * DIGIT / 2;
      assertTrue(middle - half > free, text(label));
      assertTrue(middle + half <= WIDTH, text(label));
      free = middle + half;
    }
    assertTrue(labels(svg).size() >= 5, "some are left");
  }

  @Test
  void fewClassesHaveAllTheirLabels() {
    assertEquals(10, labels(new Histogram("id", "title", "percent", classes(10)).draw()).size());
  }

  private static List<Bins.Bin> classes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Bins.Bin("%d\u2013%d".formatted(10 * i, 10 * i + 9), 1, 0))
        .toList();
  }

  private static List<Element> labels(Element svg) {
    return svg.children().stream()
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .filter(each -> "tick".equals(each.attributes().get("class")))
        .filter(each -> "middle".equals(each.attributes().get("text-anchor")))
        .toList();
  }

  private static String text(Element label) {
    return ((Node.Text) label.children().getFirst()).text();
  }
}
