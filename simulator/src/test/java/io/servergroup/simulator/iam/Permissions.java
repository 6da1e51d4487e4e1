package io.servergroup.simulator.iam;

import java.util.List;
import java.util.Optional;

/**
 * The statements of one role.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">How
 *     policies are evaluated</a>
 */
public record Permissions(String role, List<Statement> statements) {
  public Permissions {
    statements = List.copyOf(statements);
  }

  /** What is missing for a request, in words; empty when it is allowed. */
  public Optional<String> refusal(AccessRequest request) {
    Optional<Statement> denied =
        statements.stream().filter(each -> !each.allow() && each.matches(request)).findFirst();
    if (denied.isPresent()) {
      return Optional.of(role + " denies " + request + " by " + denied.get().id());
    }
    if (statements.stream().anyMatch(each -> each.allow() && each.matches(request))) {
      return Optional.empty();
    }
    List<String> near =
        statements.stream()
            .filter(each -> each.allow() && each.names(request))
            .map(each -> each.whyNot(request))
            .toList();
    return Optional.of(
        role
            + " does not allow "
            + request
            + (near.isEmpty()
                ? "; no statement names the action"
                : "; " + String.join("; ", near)));
  }
}
