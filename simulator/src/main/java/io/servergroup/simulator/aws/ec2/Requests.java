package io.servergroup.simulator.aws.ec2;

import io.servergroup.simulator.aws.world.Condition;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Reads the parts that EC2's requests have in common. */
final class Requests {
  /** The most results EC2 puts on one page, and how many when the request does not say. */
  static final int PAGE = 1_000;

  private static final int SMALLEST_PAGE = 5;
  private static final int FILTER_VALUES = 200;

  private Requests() {}

  /**
   * What a request's filters ask for.
   *
   * @throws software.amazon.awssdk.services.ec2.model.Ec2Exception FilterLimitExceeded, when they
   *     have more than 200 values together
   */
  static List<Condition> conditions(List<Filter> filters) {
    if (filters.stream().mapToInt(filter -> filter.values().size()).sum() > FILTER_VALUES) {
      throw Ec2Error.of(
          "FilterLimitExceeded",
          "The maximum number of filter values specified on a single call is " + FILTER_VALUES);
    }
    return filters.stream().map(filter -> new Condition(filter.name(), filter.values())).toList();
  }

  /** The size of the page of an operation that takes from 5 to 1,000 results. */
  static int pageSize(Integer asked) {
    return asked == null ? PAGE : pageSize(asked, SMALLEST_PAGE, PAGE);
  }

  /**
   * The size of the page a request asks for.
   *
   * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html">how
   *     EC2 pages</a>
   */
  static int pageSize(int asked, int smallest, int largest) {
    if (asked < smallest || asked > largest) {
      throw Ec2Error.of(
          "InvalidParameterValue",
          "Value ( %d ) for parameter maxResults is invalid. Expecting a value between %d and %d."
              .formatted(asked, smallest, largest));
    }
    return asked;
  }

  /** The resources asked for by id, or null when the request names none. */
  static <R> Collection<R> named(List<String> ids, Function<String, R> require) {
    if (ids.isEmpty()) {
      return null;
    }
    Collection<R> named = new LinkedHashSet<>();
    ids.forEach(id -> named.add(require.apply(id)));
    return named;
  }

  /** EC2 lets a request name ids or ask for pages, not both. */
  static void notBoth(List<String> ids, Integer maxResults, String parameter) {
    if (!ids.isEmpty() && maxResults != null) {
      throw Ec2Error.of(
          "InvalidParameterCombination",
          "The parameter " + parameter + " cannot be used with the parameter maxResults");
    }
  }

  /** The tags a request asks for on resources of one kind, such as {@code volume}. */
  static Map<String, String> tags(List<TagSpecification> specifications, String kind) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (TagSpecification specification : specifications) {
      if (kind.equals(specification.resourceTypeAsString())) {
        specification.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
      }
    }
    return tags;
  }

  static List<Tag> tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}
