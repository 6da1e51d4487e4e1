package io.servergroup.simulator.aws.ec2;

/** How many interfaces an instance may have, by the size in its type. */
final class InstanceLimits {
  private InstanceLimits() {}

  /** The documented maximum for the general purpose types, such as 3 for {@code t3.medium}. */
  static int interfaces(String instanceType) {
    String size = instanceType.substring(instanceType.indexOf('.') + 1);
    return switch (size) {
      case "nano", "micro" -> 2;
      case "small", "medium", "large" -> 3;
      case "xlarge", "2xlarge" -> 4;
      default -> 8;
    };
  }
}
