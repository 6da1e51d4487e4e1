package io.servergroup.simulator.aws.elb;

import io.servergroup.simulator.aws.world.InvalidPageTokenException;
import io.servergroup.simulator.aws.world.Page;
import java.util.List;
import java.util.function.Function;

/**
 * Which part of a description is asked for. Both APIs take sizes from 1 to 400, which is what they
 * put on a page when the request does not say. Their errors have no name for a marker that no page
 * came with; that it is a ValidationError is inferred.
 *
 * @param marker of the page before; null for the first page
 * @param size null for the usual size
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTargetGroups.html">DescribeTargetGroups</a>
 */
record PageRequest(String marker, Integer size) {
  private static final int LARGEST = 400;

  /**
   * Cuts the page out of the whole description.
   *
   * @param invalid makes a ValidationError of a message
   */
  <T> Page<T> of(List<T> all, Function<String, RuntimeException> invalid) {
    if (size != null && (size < 1 || size > LARGEST)) {
      throw invalid.apply(
          "1 validation error detected: Value '%d' at 'pageSize' failed to satisfy constraint: Member must have value between 1 and %d"
              .formatted(size, LARGEST));
    }
    try {
      return Page.of(all, marker, size == null ? LARGEST : size);
    } catch (InvalidPageTokenException _) {
      throw invalid.apply("The marker '" + marker + "' is not valid");
    }
  }
}
