package io.servergroup.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.servergroup.stack.PresignedUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire when an answer is put. */
class PresignedPutWiringTest {
  private static final byte[] BODY = "{\"Reason\":\"ü\"}".getBytes(StandardCharsets.UTF_8);

  private record Arrived(
      String method, String address, List<String> type, String length, String body) {}

  private final List<Arrived> arrived = new ArrayList<>();
  private HttpServer server;
  private int status = 200;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    arrived.add(
        new Arrived(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders().get("Content-Type"),
            exchange.getRequestHeaders().getFirst("Content-Length"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    exchange.getResponseHeaders().add("Location", "/elsewhere");
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private PresignedUrl url(String pathAndQuery) {
    return new PresignedUrl(
        "http://"
            + server.getAddress().getAddress().getHostAddress()
            + ":"
            + server.getAddress().getPort()
            + pathAndQuery);
  }

  @Test
  void theBodyIsPutToTheAddressAsItWasSignedWithAnEmptyType() throws IOException {
    String address =
        "/arn%3Aaws%3Acloudformation%7CRollout1%7Cb3c?X-Amz-Date=20261125T000000Z&X-Amz-Credential=A%2F2%2Fs3&x=%2B";

    assertEquals(200, PresignedPutWiring.put(url(address), BODY));

    Arrived put = arrived.getFirst();
    assertEquals("PUT", put.method());
    assertEquals(address, put.address());
    assertEquals(List.of(""), put.type());
    assertEquals(String.valueOf(BODY.length), put.length());
    assertEquals(new String(BODY, StandardCharsets.UTF_8), put.body());
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 500, 503, 307})
  void aRefusalIsReportedOnceAndNotFollowed(int refusal) throws IOException {
    status = refusal;

    assertEquals(refusal, PresignedPutWiring.put(url("/a?X-Amz-Signature=1"), BODY));

    assertEquals(1, arrived.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"not an address?secret", "secret", "file:///secret", "http:secret"})
  void whatIsNoAddressIsRefusedWithoutShowingIt(String address) {
    IOException refused =
        assertThrows(
            IOException.class, () -> PresignedPutWiring.put(new PresignedUrl(address), BODY));
    assertFalse(refused.toString().contains("secret"), refused.toString());
  }

  @Test
  void whereNobodyListensThereIsNoAnswer() {
    PresignedUrl url = url("/a");
    server.stop(0);
    assertThrows(IOException.class, () -> PresignedPutWiring.put(url, BODY));
  }
}
