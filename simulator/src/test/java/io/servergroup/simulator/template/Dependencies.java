package io.servergroup.simulator.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which resource waits for which when a stack is made. CloudFormation deletes in the opposite
 * order: what a resource depends on is deleted after it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html">DependsOn</a>
 */
final class Dependencies {
  private final Map<String, SamResources.Made> resources = new LinkedHashMap<>();

  Dependencies(List<SamResources.Made> made) {
    made.forEach(resource -> resources.put(resource.id(), resource));
    made.forEach(
        resource -> {
          Set<String> unknown = new LinkedHashSet<>(resource.references());
          unknown.removeAll(resources.keySet());
          if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                resource.id() + " depends on " + unknown + ", which is not in the stack");
          }
        });
  }

  static Dependencies of(Stack stack) {
    return new Dependencies(SamResources.of(stack));
  }

  Set<String> ids() {
    return resources.keySet();
  }

  /** All that there has to be before a resource is made, and still is when it is deleted. */
  Set<String> before(String id) {
    Set<String> found = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(resources.get(id).references());
    while (!open.isEmpty()) {
      String next = open.pop();
      if (found.add(next)) {
        open.addAll(resources.get(next).references());
      }
    }
    return found;
  }

  /** A circle of resources each of which waits for the next, if there is one. */
  Optional<List<String>> circle() {
    Set<String> settled = new LinkedHashSet<>();
    return resources.keySet().stream()
        .map(id -> circle(id, new ArrayList<>(), settled))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<List<String>> circle(String id, List<String> path, Set<String> settled) {
    if (path.contains(id)) {
      return Optional.of(path.subList(path.indexOf(id), path.size()));
    }
    if (settled.contains(id)) {
      return Optional.empty();
    }
    List<String> longer = new ArrayList<>(path);
    longer.add(id);
    for (String next : resources.get(id).references()) {
      Optional<List<String>> found = circle(next, longer, settled);
      if (found.isPresent()) {
        return found;
      }
    }
    settled.add(id);
    return Optional.empty();
  }
}
