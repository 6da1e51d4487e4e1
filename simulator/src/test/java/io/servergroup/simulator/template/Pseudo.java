package io.servergroup.simulator.template;

import java.util.Map;

/** The pseudo parameters of a stack in the account of the tests. */
final class Pseudo {
  static final String REGION = "eu-west-1";
  static final String ACCOUNT = "111111111111";
  static final String PARTITION = "aws";
  static final String STACK = "tools";

  private static final Map<String, String> VALUES =
      Map.of(
          "AWS::Region", REGION,
          "AWS::AccountId", ACCOUNT,
          "AWS::Partition", PARTITION,
          "AWS::StackName", STACK,
          "AWS::URLSuffix", "amazonaws.com",
          "AWS::StackId", arn("cloudformation", "stack/" + STACK + "/0b1c2d3e"));

  private Pseudo() {}

  static boolean isPseudo(String name) {
    return name.startsWith("AWS::");
  }

  static String value(String name) {
    String value = VALUES.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          name + " is no pseudo parameter that has a value here; known are " + VALUES.keySet());
    }
    return value;
  }

  /** The ARN of something in the account and region of the tests. */
  static String arn(String service, String resource) {
    return String.join(":", "arn", PARTITION, service, REGION, ACCOUNT, resource);
  }
}
