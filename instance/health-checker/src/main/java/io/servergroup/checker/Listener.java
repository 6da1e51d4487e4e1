package io.servergroup.checker;

import io.servergroup.checker.answer.Answers;
import io.servergroup.checker.answer.Report;
import io.servergroup.checker.answer.ReportText;
import io.servergroup.checker.check.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Answers load balancers: one request for each connection, on a virtual thread of its own.
 *
 * <p>Not the JDK's HTTP server: that one hands each request from thread to thread, and brings
 * selectors and logging, which are 3.5 MB of the memory this program may have.
 */
final class Listener {
  private static final int BACKLOG = 512;

  /** More than any load balancers ask at once, and few enough for the heap. */
  private static final int MOST_CONNECTIONS = 256;

  /** For one read of a request, and for what it may send after its answer. */
  private static final int SILENCE_MILLIS = 5_000;

  private static final int MOST_LEFT_OVER = 64 * 1024;

  private static final int WASTE = 512;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final ServerSocket socket;
  private final Answers answers;
  private final int failureStatus;
  private final boolean plain;
  private final Semaphore connections = new Semaphore(MOST_CONNECTIONS);

  private Listener(ServerSocket socket, Answers answers, int failureStatus, boolean plain) {
    this.socket = socket;
    this.answers = answers;
    this.failureStatus = failureStatus;
    this.plain = plain;
  }

  /** Listens from now on; throws when the address cannot be used. */
  static Listener start(
      InetSocketAddress address, Answers answers, int failureStatus, boolean plain)
      throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(address, BACKLOG);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
    Listener listener = new Listener(socket, answers, failureStatus, plain);
    Thread.ofPlatform().name("listener").start(listener::accept);
    return listener;
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Stops accepting, and waits a second for who is being answered. */
  void stop() throws InterruptedException, IOException {
    socket.close();
    boolean all =
        connections.tryAcquire(MOST_CONNECTIONS, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (all) {
      connections.release(MOST_CONNECTIONS);
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        // Those that are too many wait in the backlog of the system.
        connections.acquire();
        Socket client = accepted();
        Thread.startVirtualThread(() -> serve(client));
      } catch (IOException e) {
        // Closed, which ends the loop; or out of file handles, which passes.
        connections.release();
        pause();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private Socket accepted() throws IOException {
    Socket client = socket.accept();
    client.setTcpNoDelay(true);
    client.setSoTimeout(SILENCE_MILLIS);
    return client;
  }

  private void pause() {
    try {
      Thread.sleep(socket.isClosed() ? Duration.ZERO : Duration.ofMillis(50));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream stream = client.getInputStream();
      Optional<Request> request = Request.read(stream, System::nanoTime);
      client.getOutputStream().write(request.isPresent() ? answer(request.get()) : refusal());
      client.shutdownOutput();
      // Closed with something unread, the connection would be reset, and the answer lost.
      leaveNothing(stream);
    } catch (IOException e) {
      // Who asked has gone away, or says nothing.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.release();
    }
  }

  private static void leaveNothing(InputStream stream) throws IOException {
    byte[] waste = new byte[WASTE];
    long begun = System.nanoTime();
    int left = MOST_LEFT_OVER;
    int read = 0;
    while (read >= 0 && left > 0 && System.nanoTime() - begun < PATIENCE.toNanos()) {
      read = stream.read(waste);
      left -= read;
    }
  }

  private byte[] answer(Request request) throws InterruptedException {
    // Every other path: a load balancer that asks for another one than "/" must find us alive.
    boolean ready = request.path().equals("/ready") || request.path().equals("/ready/");
    Report report = answers.of(ready ? Scope.READY : Scope.LIVE);
    String body = plain ? ReportText.plain(report) : ReportText.json(report);
    String status = report.healthy() ? "200 OK" : failure();
    return message(status, body, !request.method().equals("HEAD"));
  }

  private String failure() {
    return failureStatus == 504 ? "504 Gateway Timeout" : "503 Service Unavailable";
  }

  private static byte[] refusal() {
    return message("400 Bad Request", "This is no request of HTTP/1.1.\n", true);
  }

  private static byte[] message(String status, String body, boolean withBody) {
    String type = body.startsWith("{") ? "application/json" : "text/plain; charset=utf-8";
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    String head =
        "HTTP/1.1 "
            + status
            + "\r\nContent-Type: "
            + type
            + "\r\nContent-Length: "
            + length
            + "\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n";
    return (withBody ? head + body : head).getBytes(StandardCharsets.UTF_8);
  }
}
