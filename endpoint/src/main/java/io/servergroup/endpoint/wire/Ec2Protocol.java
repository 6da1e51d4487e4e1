package io.servergroup.endpoint.wire;

import software.amazon.awssdk.core.SdkPojo;

/**
 * The variant of the query protocol that EC2 has: lists without a word for their elements,
 * responses without a wrapper, errors in a list.
 *
 * @param namespace of the service's XML
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html">AWS EC2 query
 *     protocol</a>
 */
record Ec2Protocol(String namespace) implements Protocol {
  @Override
  public WireCall call(WireRequest request) {
    return QueryProtocol.formCall(request);
  }

  @Override
  public WireAnswer answer(String operation, SdkPojo response, String requestId) {
    String document =
        new XmlWriter(XmlWriter.Renaming.NONE)
            .openRoot(operation + "Response", namespace)
            .text("requestId", requestId)
            .members(response)
            .close(operation + "Response")
            .document();
    return WireAnswer.of(200, QueryProtocol.XML, requestId, document);
  }

  @Override
  public WireAnswer error(WireError error, String requestId) {
    String document =
        new XmlWriter(XmlWriter.Renaming.NONE)
            .open("Response")
            .open("Errors")
            .open("Error")
            .text("Code", error.code())
            .text("Message", String.valueOf(error.message()))
            .close("Error")
            .close("Errors")
            .text("RequestID", requestId)
            .close("Response")
            .document();
    return WireAnswer.of(error.status(), QueryProtocol.XML, requestId, document);
  }

  @Override
  public String malformed() {
    return "InvalidParameterValue";
  }

  @Override
  public String unknownOperation() {
    return "InvalidAction";
  }
}
