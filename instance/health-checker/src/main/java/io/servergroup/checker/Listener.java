package io.servergroup.checker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.servergroup.checker.answer.Answers;
import io.servergroup.checker.answer.Report;
import io.servergroup.checker.answer.ReportText;
import io.servergroup.checker.check.Scope;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers load balancers. */
final class Listener {
  private static final int BACKLOG = 512;
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Answers answers;
  private final int failureStatus;
  private final boolean plain;

  private Listener(HttpServer server, Answers answers, int failureStatus, boolean plain) {
    this.server = server;
    this.answers = answers;
    this.failureStatus = failureStatus;
    this.plain = plain;
  }

  /** Listens from now on; throws when the address cannot be used. */
  static Listener start(
      InetSocketAddress address, Answers answers, int failureStatus, boolean plain)
      throws IOException {
    // Without it, the second packet of an answer waits for the first one to be acknowledged: 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    // Who connects and says nothing is let go; who asks is answered within the limit of an answer.
    System.setProperty("sun.net.httpserver.maxReqTime", "10");
    System.setProperty("jdk.httpserver.maxConnections", "2000");
    Listener listener =
        new Listener(HttpServer.create(address, BACKLOG), answers, failureStatus, plain);
    listener.server.setExecutor(listener.threads);
    // Every path: a load balancer that asks for another one than "/" must find this server alive.
    listener.server.createContext("/", listener::answer);
    listener.server.start();
    return listener;
  }

  InetSocketAddress address() {
    return server.getAddress();
  }

  /** Stops accepting, and waits a second for who is being answered. */
  void stop() {
    server.stop(1);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      boolean ready = "/ready".equals(path) || "/ready/".equals(path);
      Report report = answers.of(ready ? Scope.READY : Scope.LIVE);
      String body = plain ? ReportText.plain(report) : ReportText.json(report);
      send(exchange, report.healthy() ? OK : failureStatus, body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      send(exchange, UNAVAILABLE, "Stopping");
    }
  }

  private void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange
        .getResponseHeaders()
        .set(
            "Content-Type",
            body.startsWith("{") ? "application/json" : "text/plain; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
