package io.servergroup.simulator.template;

import io.servergroup.simulator.iam.Permissions;
import io.servergroup.simulator.iam.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the roles of a stack allow. */
final class RolePermissions {
  private RolePermissions() {}

  /**
   * What a role allows.
   *
   * @throws IllegalArgumentException when it has policies that do not stand in the template
   */
  static Permissions of(Stack stack, String role) {
    Map<String, Object> properties = stack.properties(role);
    if (properties.containsKey("ManagedPolicyArns")) {
      throw new IllegalArgumentException(
          role + " has managed policies; what they allow is more than a function needs");
    }
    List<Map<String, Object>> policies = new ArrayList<>();
    Values.list(properties.get("Policies")).stream().map(Values::map).forEach(policies::add);
    Object itself = stack.value(Map.of("Ref", role));
    stack.ofType("AWS::IAM::RolePolicy").stream()
        .map(policy -> stack.properties(policy.id()))
        .filter(policy -> policy.get("RoleName").equals(itself))
        .forEach(policies::add);
    List<Statement> statements = new ArrayList<>();
    for (Map<String, Object> declared : policies) {
      Values.list(Values.mapIn(declared, "PolicyDocument").get("Statement")).stream()
          .map(each -> Statement.of(Values.text(declared.get("PolicyName")), Values.map(each)))
          .forEach(statements::add);
    }
    return new Permissions(role, statements);
  }
}
