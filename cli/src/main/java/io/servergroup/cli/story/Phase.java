package io.servergroup.cli.story;

/** Where one instance of a server is in its life. */
public enum Phase {
  /** In service and healthy. */
  SERVING("in service", "in service and healthy"),
  /** In service, and not healthy. */
  UNHEALTHY("unhealthy", "in service, but not healthy"),
  /** Told to leave: load balancers send it nothing new and let it finish, then it is held. */
  DRAINING("draining", "it finishes what it has begun"),
  /** Its identity is given back or comes free; it is shut down. */
  TERMINATING("shutting down", "what it held comes free"),
  /** Launched, and waiting for what it needs. */
  BOOTING("booting", "launched, its identity not free yet"),
  /** The server's interface and volumes come to it. */
  ATTACHING("attaching", "interface and volumes come to it"),
  /** Everything is there; load balancers do not consider it healthy yet. */
  CHECKING("health checks", "load balancers look at it");

  private final String label;
  private final String meaning;

  Phase(String label, String meaning) {
    this.label = label;
    this.meaning = meaning;
  }

  /** In a word or two. */
  public String label() {
    return label;
  }

  /** What happens in it, in words. */
  public String meaning() {
    return meaning;
  }
}
