package io.servergroup.simulator.api;

/**
 * One call of a simulated AWS API, about to be made.
 *
 * @param ordinal its number in the run, from 1
 * @param caller the fiber that makes it, such as {@code reconcile#17}
 * @param service the service's IAM prefix, such as {@code ec2}
 * @param operation the operation's name, such as {@code AttachNetworkInterface}
 * @param request the SDK's request object
 */
public record ApiCall(
    long ordinal, String caller, String service, String operation, Object request) {
  /** The call as an IAM action, such as {@code ec2:AttachNetworkInterface}. */
  public String action() {
    return service + ":" + operation;
  }
}
