package io.servergroup.simulator.aws.elb;

/** What a load balancer thinks of one of its members. */
enum Health {
  REGISTERING,
  INITIAL,
  HEALTHY,
  UNHEALTHY,
  DRAINING
}
