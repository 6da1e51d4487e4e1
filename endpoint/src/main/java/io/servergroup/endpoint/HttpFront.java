package io.servergroup.endpoint;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.servergroup.endpoint.wire.WireAnswer;
import io.servergroup.endpoint.wire.WireRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An HTTP server that only this machine can reach. */
final class HttpFront implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads;

  /**
   * Begins to answer.
   *
   * @param port 0 for any that is free
   * @throws IOException when the port is taken
   */
  HttpFront(int port, Function<WireRequest, WireAnswer> answers) throws IOException {
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, answers));
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, Function<WireRequest, WireAnswer> answers)
      throws IOException {
    try (exchange) {
      WireAnswer answer = answers.apply(request(exchange));
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      if (body.length == 0 || exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(answer.status(), -1);
      } else {
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static WireRequest request(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    return new WireRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
        headers,
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
