package io.servergroup.simulator.aws.ec2;

import java.time.Duration;

/** How the software on an instance behaves once the instance runs. */
public sealed interface Behaviour {
  /** It boots in the usual time and answers from then on. */
  record Works() implements Behaviour {}

  /** It boots in the given time and answers from then on. */
  record BootsIn(Duration boot) implements Behaviour {}

  /** It never answers. */
  record NeverAnswers() implements Behaviour {}

  /** It boots in the usual time, then answers and fails in turn. */
  record Flaps(Duration answering, Duration failing) implements Behaviour {}

  /** It boots in the usual time, answers for a while and never again. */
  record HangsAfter(Duration answering) implements Behaviour {}
}
