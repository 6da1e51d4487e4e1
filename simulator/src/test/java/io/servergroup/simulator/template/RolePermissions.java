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
    List<Statement> statements = new ArrayList<>();
    for (Object policy : Values.list(properties.get("Policies"))) {
      Map<String, Object> declared = Values.map(policy);
      Values.list(Values.mapIn(declared, "PolicyDocument").get("Statement")).stream()
          .map(each -> Statement.of(Values.text(declared.get("PolicyName")), Values.map(each)))
          .forEach(statements::add);
    }
    return new Permissions(role, statements);
  }
}
