package io.servergroup.endpoint.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/**
 * REST with XML in bodies. Members are found by their names, be they in path, query string or body.
 *
 * @param namespace of the service's XML
 * @param routes where its operations are
 * @param renaming what the service writes otherwise than the SDK shows it
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html">AWS restXml
 *     protocol</a>
 */
record RestXmlProtocol(String namespace, List<Route> routes, XmlWriter.Renaming renaming)
    implements Protocol {
  @Override
  public WireCall call(WireRequest request) {
    for (Route route : routes) {
      Optional<Map<String, String>> members = route.match(request);
      if (members.isPresent()) {
        return new WireCall(route.operation(), arguments(request, members.get()));
      }
    }
    throw new UnsupportedOperationException(
        "no simulated operation is at %s %s".formatted(request.method(), request.path()));
  }

  private static WireValue arguments(WireRequest request, Map<String, String> inPath) {
    XmlValue arguments =
        !request.body().isEmpty() ? XmlValue.parse(request.body()) : XmlValue.empty("Request");
    inPath.forEach(arguments::add);
    FormValue.parameters(request.query())
        .forEach(parameter -> arguments.add(parameter.getKey(), parameter.getValue()));
    return arguments;
  }

  @Override
  public WireAnswer answer(String operation, SdkPojo response, String requestId) {
    String document =
        new XmlWriter(renaming)
            .openRoot(operation + "Response", namespace)
            .members(response)
            .close(operation + "Response")
            .document();
    return WireAnswer.of(200, QueryProtocol.XML, requestId, document);
  }

  @Override
  public WireAnswer error(WireError error, String requestId) {
    return QueryProtocol.errorResponse(namespace, error, requestId);
  }

  @Override
  public String malformed() {
    return "InvalidInput";
  }

  @Override
  public String unknownOperation() {
    return "InvalidAction";
  }
}
