package io.servergroup.simulator.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies are decided as IAM's documentation says. */
final class PermissionsTest {
  private static final String TABLE = "arn:aws:dynamodb:eu-west-1:111111111111:table/locks";

  @ParameterizedTest
  @CsvSource({
    "ec2:AttachVolume, arn:a:b:c:d:volume/*, ec2:AttachVolume, arn:a:b:c:d:volume/vol-1, true",
    "EC2:attachvolume, *, ec2:AttachVolume, arn:a:b:c:d:volume/vol-1, true",
    "ec2:Attach*, *, ec2:AttachVolume, *, true",
    "ec2:AttachVolum?, *, ec2:AttachVolume, *, true",
    "ec2:AttachVolume, arn:a:b:c:d:volume/vol-1, ec2:AttachVolume, arn:a:b:c:d:volume/vol-12, false",
    "ec2:AttachVolume, arn:a:b:c:d:volume/*, ec2:AttachVolume, *, false",
    "ec2:AttachVolume, *, ec2:DetachVolume, *, false",
  })
  void actionAndResourceHaveToMatch(
      String action, String resource, String asked, String on, boolean allowed) {
    Permissions role = role(Map.of("Effect", "Allow", "Action", action, "Resource", resource));

    assertEquals(allowed, role.refusal(AccessRequest.of(asked, on)).isEmpty());
  }

  /** Values of the request are separated by spaces; a dash stands for a key that is not there. */
  @ParameterizedTest
  @CsvSource({
    "StringEquals, a, a, true",
    "StringEquals, a, A, false",
    "StringEquals, a*, ab, false",
    "StringEquals, a, -, false",
    "StringEqualsIfExists, a, -, true",
    "StringEqualsIfExists, a, b, false",
    "StringLike, a*, ab, true",
    "StringLike, a?, abc, false",
    "Bool, true, true, true",
    "Bool, true, false, false",
    "Null, true, -, true",
    "Null, false, -, false",
    "Null, false, a, true",
    "ArnLike, arn:aws:events:*:*:rule/a-*, arn:aws:events:x:y:rule/a-b, true",
    "ArnLike, arn:aws:*:rule/a, arn:aws:events:x:y:rule/a, false",
    "ForAllValues:StringEquals, a, a a, true",
    "ForAllValues:StringEquals, a, a b, false",
    "ForAllValues:StringEquals, a, -, true",
    "ForAnyValue:StringEquals, a, a b, true",
    "ForAnyValue:StringEquals, a, -, false",
    "ForAllValues:StringLike, *.example.com, 0.example.com 1.example.com, true",
    "ForAllValues:StringLike, *.example.com, example.com, false",
  })
  void conditionsAreDecidedByTheirOperators(
      String operator, String value, String present, boolean allowed) {
    Permissions role =
        role(
            Map.of(
                "Effect",
                "Allow",
                "Action",
                "a:B",
                "Resource",
                "*",
                "Condition",
                Map.of(operator, Map.of("key", value))));
    TreeMap<String, List<String>> context = new TreeMap<>();
    if (!present.equals("-")) {
      context.put("key", List.of(present.split(" ", -1)));
    }

    assertEquals(allowed, role.refusal(new AccessRequest("a:B", "*", context)).isEmpty());
  }

  @Test
  void aDenialWinsOverWhatIsAllowed() {
    Permissions role =
        new Permissions(
            "Role",
            List.of(
                Statement.of(
                    "a", Map.of("Effect", "Allow", "Action", "dynamodb:*", "Resource", "*")),
                Statement.of(
                    "b",
                    Map.of("Effect", "Deny", "Action", "dynamodb:PutItem", "Resource", TABLE))));

    assertEquals(Optional.empty(), role.refusal(AccessRequest.of("dynamodb:GetItem", TABLE)));
    assertTrue(role.refusal(AccessRequest.of("dynamodb:PutItem", TABLE)).isPresent());
  }

  @Test
  void aRefusalSaysWhoLacksWhatAndWhy() {
    Permissions role =
        role(
            Map.of(
                "Sid",
                "Lock",
                "Effect",
                "Allow",
                "Action",
                List.of("dynamodb:GetItem"),
                "Resource",
                TABLE,
                "Condition",
                Map.of("ForAllValues:StringEquals", Map.of("dynamodb:LeadingKeys", List.of("a")))));

    String refusal =
        role.refusal(AccessRequest.of("dynamodb:GetItem", TABLE).with("dynamodb:LeadingKeys", "b"))
            .orElseThrow();

    assertTrue(refusal.contains("Role does not allow dynamodb:GetItem"), refusal);
    assertTrue(refusal.contains("policy/Lock"), refusal);
    assertTrue(refusal.contains("values=[a]"), refusal);
  }

  @Test
  void whatIsNotDecidedHereIsRefused() {
    Map<String, Object> statement = Map.of("Effect", "Allow", "Action", "a:B", "Resource", "*");

    assertThrows(IllegalArgumentException.class, () -> role(with(statement, "NotAction", "a:C")));
    assertThrows(
        IllegalArgumentException.class,
        () -> role(with(statement, "Condition", Map.of("NumericEquals", Map.of("key", "1")))));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            role(with(statement, "Condition", Map.of("StringEquals", Map.of("aws:TagKeys", "a")))));
  }

  private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
    Map<String, Object> more = new TreeMap<>(map);
    more.put(key, value);
    return more;
  }

  private static Permissions role(Map<String, Object> statement) {
    return new Permissions("Role", List.of(Statement.of("policy", statement)));
  }
}
