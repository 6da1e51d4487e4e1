package io.servergroup.simulator.aws.ec2;

import java.util.Optional;

/** Decides which launches EC2 refuses. */
@FunctionalInterface
public interface LaunchRefusals {
  /** The error EC2 answers with, or nothing when it launches the instance. */
  Optional<RuntimeException> refusal(LaunchOrder order);
}
