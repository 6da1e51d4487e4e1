package io.servergroup.endpoint.wire;

import io.servergroup.simulator.aws.sdk.SdkOperation;
import io.servergroup.simulator.aws.sdk.SdkService;
import java.util.Locale;
import java.util.Optional;

/**
 * A service that is served.
 *
 * @param signingName what it is called in the scope of a signature, such as {@code states}
 * @param version of its API, such as {@code 2016-11-23}
 * @param target what stands before the operation in the header {@code X-Amz-Target}; empty for a
 *     service without JSON
 * @param operations what it does
 */
record WireService(
    String signingName, String version, Optional<String> target, SdkService operations) {
  /** The operation that its model names so; empty when there is none. */
  Optional<SdkOperation> operation(String name) {
    String method =
        name.isEmpty() ? "" : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    return operations.operations().contains(method)
        ? Optional.of(operations.operation(method))
        : Optional.empty();
  }

  String namespace() {
    return "%s://%s.amazonaws.com/doc/%s/"
        .formatted(signingName.equals("route53") ? "https" : "http", signingName, version);
  }
}
