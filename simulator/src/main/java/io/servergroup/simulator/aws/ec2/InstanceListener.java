package io.servergroup.simulator.aws.ec2;

/** Learns how instances fare. */
@FunctionalInterface
public interface InstanceListener {
  /** An instance's state, or whether its status checks pass, has just changed. */
  void changed(Instance instance);
}
