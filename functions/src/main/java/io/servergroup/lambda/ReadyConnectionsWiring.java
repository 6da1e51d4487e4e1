package io.servergroup.lambda;

import io.servergroup.aws.Pause;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.http.HttpHost;
import org.apache.http.conn.socket.LayeredConnectionSocketFactory;
import org.apache.http.protocol.HttpContext;

/**
 * Makes connections before anybody asks for them, and hands them to the first who do. Who asks for
 * one that is still being made waits for it; who asks for more gets new ones, and so does everybody
 * when one could not be made.
 */
final class ReadyConnectionsWiring implements LayeredConnectionSocketFactory {
  /**
   * What nobody has asked for by then is closed, long before AWS would. It is not used either: who
   * was to close it may have been frozen meanwhile, as Lambda does between events.
   */
  private static final Duration KEPT = Duration.ofSeconds(5);

  private final LayeredConnectionSocketFactory sockets;
  private final Duration patience;
  private final Executor threads;
  private final Pause pause;
  private final InstantSource clock;
  private final Map<String, Queue<Opening>> ready = new ConcurrentHashMap<>();

  /**
   * @param sockets makes all connections
   * @param patience how long one may take to be made
   * @param threads each makes one, ahead of time
   */
  ReadyConnectionsWiring(
      LayeredConnectionSocketFactory sockets,
      Duration patience,
      Executor threads,
      Pause pause,
      InstantSource clock) {
    this.sockets = sockets;
    this.patience = patience;
    this.threads = threads;
    this.pause = pause;
    this.clock = clock;
  }

  /** A connection that is made, or being made, and that nobody has yet. */
  private static final class Opening {
    final Instant end;
    final CompletableFuture<Socket> socket = new CompletableFuture<>();

    Opening(Instant end) {
      this.end = end;
    }
  }

  /** Begins to make one more connection to a host, and does not wait for it. */
  void open(HttpHost host) {
    Opening opening = new Opening(clock.instant().plus(KEPT));
    Queue<Opening> waiting = to(host);
    waiting.add(opening);
    threads.execute(() -> make(host, opening, waiting));
  }

  private void make(HttpHost host, Opening opening, Queue<Opening> waiting) {
    Socket made;
    try {
      made = connected(host);
    } catch (IOException | RuntimeException e) {
      // Whoever needs it makes one, and tells why there is none.
      opening.socket.completeExceptionally(e);
      boolean unused = waiting.remove(opening);
      return;
    }
    if (!opening.socket.complete(made)) {
      close(made);
      return;
    }
    pause.forAbout(KEPT);
    if (waiting.remove(opening)) {
      close(made);
    }
  }

  private Queue<Opening> to(HttpHost host) {
    return ready.computeIfAbsent(host.toHostString(), name -> new ConcurrentLinkedQueue<>());
  }

  private Socket connected(HttpHost host) throws IOException {
    Socket socket = sockets.createSocket(null);
    socket.setTcpNoDelay(true);
    int millis = Math.toIntExact(patience.toMillis());
    socket.setSoTimeout(millis);
    InetAddress address = InetAddress.getByName(host.getHostName());
    return sockets.connectSocket(
        millis, socket, host, new InetSocketAddress(address, host.getPort()), null, null);
  }

  @Override
  public Socket createSocket(HttpContext context) throws IOException {
    return sockets.createSocket(context);
  }

  @Override
  public Socket connectSocket(
      int connectTimeout,
      Socket socket,
      HttpHost host,
      InetSocketAddress remote,
      InetSocketAddress local,
      HttpContext context)
      throws IOException {
    Optional<Socket> made = made(host);
    if (made.isEmpty()) {
      return sockets.connectSocket(connectTimeout, socket, host, remote, local, context);
    }
    made.get().setSoTimeout(socket.getSoTimeout());
    made.get().setKeepAlive(socket.getKeepAlive());
    close(socket);
    return made.get();
  }

  private Optional<Socket> made(HttpHost host) throws IOException {
    Queue<Opening> waiting = to(host);
    Opening opening = waiting.poll();
    while (opening != null && clock.instant().isAfter(opening.end)) {
      giveUp(opening);
      opening = waiting.poll();
    }
    if (opening == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(opening.socket.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      return Optional.empty();
    } catch (TimeoutException e) {
      giveUp(opening);
      return Optional.empty();
    } catch (InterruptedException e) {
      giveUp(opening);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a connection to " + host);
    }
  }

  /** Whoever makes it finds that nobody waits any more. */
  private static void giveUp(Opening opening) {
    if (!opening.socket.cancel(false) && !opening.socket.isCompletedExceptionally()) {
      close(opening.socket.join());
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use either way.
    }
  }

  /** Over a connection that a proxy has made. */
  @Override
  public Socket createLayeredSocket(Socket socket, String target, int port, HttpContext context)
      throws IOException {
    return sockets.createLayeredSocket(socket, target, port, context);
  }
}
