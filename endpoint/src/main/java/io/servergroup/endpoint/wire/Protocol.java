package io.servergroup.endpoint.wire;

import software.amazon.awssdk.core.SdkPojo;

/** One way in which a service is spoken to. */
interface Protocol {
  /**
   * Finds the call in a request.
   *
   * @throws MalformedRequestException when there is none
   * @throws UnsupportedOperationException when it is for an operation that is not simulated
   */
  WireCall call(WireRequest request);

  /** Writes what an operation answered. */
  WireAnswer answer(String operation, SdkPojo response, String requestId);

  /** Writes why an operation was refused. */
  WireAnswer error(WireError error, String requestId);

  /** The code for a request that cannot be read. */
  String malformed();

  /** The code for an operation that the service does not have. */
  String unknownOperation();
}
