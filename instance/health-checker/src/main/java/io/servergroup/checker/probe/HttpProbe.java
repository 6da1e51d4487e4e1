package io.servergroup.checker.probe;

import io.servergroup.checker.check.Outcome;
import io.servergroup.checker.check.Target;
import io.servergroup.checker.json.JsonCondition;
import io.servergroup.checker.json.JsonReader;
import io.servergroup.checker.json.JsonReader.NotJsonException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** Asks for a URL. */
final class HttpProbe implements Probe {
  private static final int MOST_BODY_BYTES = 1024 * 1024;

  private final Target.Http target;
  private final Connector connector;
  private final TlsConnector tls;
  private final Expiry expiry;

  HttpProbe(Target.Http target, Connector connector, TlsConnector tls, Expiry expiry) {
    this.target = target;
    this.connector = connector;
    this.tls = tls;
    this.expiry = expiry;
  }

  @Override
  public Outcome run() throws IOException, GeneralSecurityException, InterruptedException {
    if (!target.secure()) {
      try (Socket socket = connector.open(target.address())) {
        return outcome(answer(socket));
      }
    }
    try (SSLSocket socket = tls.open(target.address())) {
      Outcome outcome = outcome(answer(socket));
      return outcome.passes() ? expiry.judged(socket.getSession(), outcome.message()) : outcome;
    }
  }

  private HttpAnswer answer(Socket socket) throws IOException {
    int body = target.conditions().isEmpty() ? 0 : MOST_BODY_BYTES;
    try {
      socket.getOutputStream().write(request().getBytes(StandardCharsets.ISO_8859_1));
    } catch (SocketException e) {
      return refused(socket, body, e);
    }
    return HttpAnswer.read(socket.getInputStream(), body);
  }

  /** Who hangs up while we ask, such as over our certificate, may have said why before. */
  private static HttpAnswer refused(Socket socket, int body, SocketException instead)
      throws IOException {
    try {
      return HttpAnswer.read(socket.getInputStream(), body);
    } catch (SSLException e) {
      throw e;
    } catch (IOException e) {
      throw instead;
    }
  }

  private String request() throws IOException {
    URI url = target.url();
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    String host = target.tls().serverName().orElse(url.getHost());
    return "GET %s%s HTTP/1.1\r\nHost: %s%s\r\n%sUser-Agent: health-checker\r\nAccept: */*\r\nConnection: close\r\n\r\n"
        .formatted(path, query, host, port, authorization());
  }

  private String authorization() throws IOException {
    if (target.credentials().isEmpty()) {
      return "";
    }
    byte[] credentials =
        Files.readString(target.credentials().get()).strip().getBytes(StandardCharsets.UTF_8);
    return "Authorization: Basic " + Base64.getEncoder().encodeToString(credentials) + "\r\n";
  }

  private Outcome outcome(HttpAnswer answer) {
    if (!target.statuses().has(answer.status())) {
      String where =
          Optional.ofNullable(answer.headers().get("location"))
              .map(location -> ", to " + Failures.line(location))
              .orElse("");
      return Outcome.unhealthy(
          "status %d%s, not %s".formatted(answer.status(), where, target.statuses().written()));
    }
    if (target.conditions().isEmpty()) {
      return Outcome.healthy("status " + answer.status());
    }
    return judged(answer);
  }

  private Outcome judged(HttpAnswer answer) {
    Object json;
    try {
      json = JsonReader.read(answer.body());
    } catch (NotJsonException e) {
      return Outcome.unhealthy(
          "status %d, but the body is not JSON: %s".formatted(answer.status(), e.getMessage()));
    }
    for (JsonCondition condition : target.conditions()) {
      Optional<String> violation = condition.violation(json);
      if (violation.isPresent()) {
        return Outcome.unhealthy(
            Failures.line("status %d, but %s".formatted(answer.status(), violation.get())));
      }
    }
    return Outcome.healthy("status " + answer.status() + ", and the body is as it should be");
  }
}
