package io.servergroup.health;

/** How much of each server a look has read, beyond what Auto Scaling says of its instance. */
public enum Depth {
  /**
   * What load balancers say, and where servers have identities, their network interfaces and
   * volumes: the server's own have to be attached to its instance.
   */
  WHOLE,
  /**
   * What load balancers and EC2 say of instances. Of identities that tells only whether an instance
   * has a network interface beside the one it was launched with, not which.
   */
  INSTANCES,
  /** What load balancers say, and nothing of identities: whom they do not send requests to. */
  BALANCERS,
  /** Nothing: nobody counts as healthy. */
  GROUPS
}
