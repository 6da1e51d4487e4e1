package io.servergroup.endpoint.wire;

import software.amazon.awssdk.core.SdkPojo;

/**
 * The query protocol: a form in, XML out.
 *
 * @param namespace of the service's XML
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS query protocol</a>
 */
record QueryProtocol(String namespace) implements Protocol {
  static final String XML = "text/xml;charset=UTF-8";

  @Override
  public WireCall call(WireRequest request) {
    return formCall(request);
  }

  /** The call in a form, which a GET has in its query string. */
  static WireCall formCall(WireRequest request) {
    FormValue form = FormValue.parse(!request.body().isEmpty() ? request.body() : request.query());
    String operation =
        form.take("Action")
            .orElseThrow(() -> new MalformedRequestException("the parameter 'Action' is missing"));
    form.take("Version");
    return new WireCall(operation, form);
  }

  @Override
  public WireAnswer answer(String operation, SdkPojo response, String requestId) {
    String document =
        new XmlWriter(XmlWriter.Renaming.NONE)
            .openRoot(operation + "Response", namespace)
            .open(operation + "Result")
            .members(response)
            .close(operation + "Result")
            .open("ResponseMetadata")
            .text("RequestId", requestId)
            .close("ResponseMetadata")
            .close(operation + "Response")
            .document();
    return WireAnswer.of(200, XML, requestId, document);
  }

  @Override
  public WireAnswer error(WireError error, String requestId) {
    return errorResponse(namespace, error, requestId);
  }

  /** The error document that REST in XML has, too. */
  static WireAnswer errorResponse(String namespace, WireError error, String requestId) {
    XmlWriter xml =
        new XmlWriter(XmlWriter.Renaming.NONE)
            .openRoot("ErrorResponse", namespace)
            .open("Error")
            .text("Type", error.blamed())
            .text("Code", error.code())
            .text("Message", String.valueOf(error.message()));
    error.fields().ifPresent(xml::members);
    String document =
        xml.close("Error").text("RequestId", requestId).close("ErrorResponse").document();
    return WireAnswer.of(error.status(), XML, requestId, document);
  }

  @Override
  public String malformed() {
    return "ValidationError";
  }

  @Override
  public String unknownOperation() {
    return "InvalidAction";
  }
}
