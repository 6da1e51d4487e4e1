package io.servergroup.simulator.aws.autoscaling;

/** A way of instances from one place to another on which hooks may hold them. */
interface Passage {
  /** Every hook let the instance go on. */
  void proceed(Member member);

  /** A hook gave the instance up; the others do not hold it any more. */
  void abandoned(Member member, HeldAction action, String why);
}
