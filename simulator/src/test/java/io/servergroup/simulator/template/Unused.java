package io.servergroup.simulator.template;

import io.servergroup.simulator.iam.AccessRequest;
import io.servergroup.simulator.iam.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a statement allows that nothing needs. */
final class Unused {
  private Unused() {}

  /** In words, for the actions and the resources that none of the requests needs. */
  static List<String> of(String who, Statement statement, Set<AccessRequest> requests) {
    Stream<String> actions =
        statement.actions().stream()
            .filter(action -> requests.stream().noneMatch(each -> statement.matches(action, each)));
    Stream<String> resources =
        statement.resources().stream()
            .filter(
                resource ->
                    requests.stream().noneMatch(each -> statement.matchesOn(resource, each)));
    return Stream.concat(actions, resources)
        .map(each -> who + " never needs " + each + " of " + statement.id())
        .toList();
  }
}
