package io.servergroup.endpoint.wire;

/**
 * A call as a request carries it.
 *
 * @param operation as the service's model names it, such as {@code DescribeInstances}
 */
record WireCall(String operation, WireValue arguments) {}
