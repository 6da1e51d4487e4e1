package io.servergroup.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.aws.Pause;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.apache.http.HttpHost;
import org.apache.http.conn.socket.LayeredConnectionSocketFactory;
import org.apache.http.protocol.HttpContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that are made while Lambda still hands over the event. */
final class ReadyConnectionsWiringTest {
  private static final HttpHost EC2 = new HttpHost("localhost", 443, "https");
  private static final HttpHost ROUTE53 = new HttpHost("localhost", 444, "https");
  private static final Duration PATIENCE = Duration.ofMillis(50);

  /** What a request's own time limit for an answer is. */
  private static final int ANSWER_MILLIS = 1_234;

  private final Network network = new Network();
  private final Queue<Runnable> begun = new ArrayDeque<>();
  private final List<Duration> pauses = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-05T09:00:00Z");

  /** Nobody has come by the end of this pause, unless a test says otherwise. */
  private final Pause endless =
      pause -> {
        pauses.add(pause);
        throw new StillWaiting();
      };

  private final ReadyConnectionsWiring connections = ready(endless);

  /** Whoever makes a connection ahead of time sleeps while somebody may come for it. */
  private static final class StillWaiting extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @AfterEach
  void wakeUp() {
    boolean unused = Thread.interrupted();
  }

  @Test
  void aRequestFindsTheConnectionThatWasMadeForIt() throws IOException {
    connections.open(EC2);
    work();

    Socket found = connect(EC2);

    assertSame(network.made.getFirst(), found);
    assertEquals(1, network.made.size());
    assertEquals(ANSWER_MILLIS, found.getSoTimeout());
    assertTrue(found.getTcpNoDelay(), "as the requests' own");
  }

  @Test
  void theNextRequestMakesAConnectionOfItsOwn() throws IOException {
    connections.open(EC2);
    work();

    Socket first = connect(EC2);
    Socket second = connect(EC2);

    assertNotSame(first, second);
    assertEquals(2, network.made.size());
  }

  @Test
  void aConnectionIsForItsHostAlone() throws IOException {
    connections.open(EC2);
    work();

    Socket other = connect(ROUTE53);

    assertEquals(List.of(EC2, ROUTE53), network.asked);
    assertNotSame(network.made.getFirst(), other);
  }

  /** It takes hundreds of milliseconds to another region; who comes meanwhile need not begin. */
  @Test
  void whoComesWhileItIsBeingMadeWaitsForIt() throws Exception {
    ReadyConnectionsWiring patient = patient();
    Thread requesting = Thread.currentThread();
    network.before =
        () -> {
          // Until the request waits for it.
          while (requesting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
          }
          return null;
        };
    patient.open(EC2);

    Socket found = connect(patient, EC2);

    assertSame(network.made.getFirst(), found);
    assertEquals(1, network.made.size());
  }

  @Test
  void whatTakesTooLongIsMadeAnewAndClosedWhenItIsThereAtLast() throws IOException {
    connections.open(EC2);

    Socket own = connect(EC2);
    work();

    assertSame(network.made.getFirst(), own);
    assertFalse(own.isClosed());
    assertTrue(network.made.getLast().isClosed(), "nobody would ever use it");
  }

  @Test
  void aConnectionThatFailedIsMadeAnewByTheRequestWhichTellsWhatIsWrong() {
    network.before = () -> new ConnectException("Connection refused");
    connections.open(EC2);
    work();

    ConnectException told = assertThrows(ConnectException.class, () -> connect(EC2));

    assertEquals("Connection refused", told.getMessage());
    assertEquals(List.of(EC2, EC2), network.asked);
  }

  @Test
  void aConnectionThatFailsWhileARequestWaitsIsMadeAnew() throws Exception {
    ReadyConnectionsWiring patient = patient();
    Thread requesting = Thread.currentThread();
    network.before =
        () -> {
          while (requesting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
          }
          network.before = () -> null;
          return new ConnectException("Connection refused");
        };
    patient.open(EC2);

    Socket own = connect(patient, EC2);

    assertSame(network.made.getFirst(), own);
    assertEquals(List.of(EC2, EC2), network.asked);
  }

  @Test
  void whatNobodyComesForIsClosed() throws IOException {
    ReadyConnectionsWiring brief = ready(pauses::add);
    brief.open(EC2);
    work();

    Socket own = connect(brief, EC2);

    assertTrue(network.made.getFirst().isClosed());
    assertSame(network.made.getLast(), own);
    assertEquals(List.of(Duration.ofSeconds(5)), pauses);
  }

  /** Lambda freezes a function between events, and whoever was to close its connections with it. */
  @Test
  void whatWasFrozenIsNotUsed() throws IOException {
    connections.open(EC2);
    connections.open(EC2);
    work();
    now = now.plusSeconds(600);

    Socket own = connect(EC2);

    assertSame(network.made.getLast(), own);
    assertEquals(3, network.made.size());
    assertTrue(network.made.get(0).isClosed() && network.made.get(1).isClosed());
  }

  /** The SDK interrupts a request whose time is over. */
  @Test
  void aRequestThatIsInterruptedEnds() {
    connections.open(EC2);
    Thread.currentThread().interrupt();

    assertThrows(InterruptedIOException.class, () -> connect(EC2));
    assertTrue(Thread.currentThread().isInterrupted(), "the SDK looks at it");
    work();
    assertTrue(network.made.getFirst().isClosed(), "nobody would ever use it");
  }

  @Test
  void connectionsThroughAProxyAreNotMadeAhead() throws IOException {
    connections.open(EC2);
    work();

    Socket through = new Socket();

    assertSame(through, connections.createLayeredSocket(through, "localhost", 443, null));
  }

  /** Whose connections are made while the request goes on. */
  private ReadyConnectionsWiring patient() {
    return new ReadyConnectionsWiring(
        network,
        Duration.ofSeconds(20),
        work -> Thread.ofVirtual().start(work),
        pause -> {},
        () -> now);
  }

  private ReadyConnectionsWiring ready(Pause pause) {
    return new ReadyConnectionsWiring(network, PATIENCE, begun::add, pause, () -> now);
  }

  /** Lets the threads run that were begun, until they end or wait for somebody to come. */
  private void work() {
    for (Runnable work = begun.poll(); work != null; work = begun.poll()) {
      try {
        work.run();
      } catch (StillWaiting e) {
        // It would wait for longer than this test takes.
      }
    }
  }

  private Socket connect(HttpHost host) throws IOException {
    return connect(connections, host);
  }

  /** As Apache's client does. */
  private static Socket connect(ReadyConnectionsWiring connections, HttpHost host)
      throws IOException {
    Socket own = connections.createSocket(null);
    own.setSoTimeout(ANSWER_MILLIS);
    Socket connected =
        connections.connectSocket(
            1_000,
            own,
            host,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), host.getPort()),
            null,
            null);
    assertEquals(connected != own, own.isClosed(), "what is not used is closed");
    return connected;
  }

  /** Connections that are there without a network. */
  private static final class Network implements LayeredConnectionSocketFactory {
    final List<HttpHost> asked = new ArrayList<>();
    final List<Socket> made = new ArrayList<>();
    volatile Supplier<IOException> before = () -> null;

    @Override
    public Socket createSocket(HttpContext context) {
      return new Socket();
    }

    @Override
    public Socket connectSocket(
        int timeout,
        Socket socket,
        HttpHost host,
        InetSocketAddress remote,
        InetSocketAddress local,
        HttpContext context)
        throws IOException {
      synchronized (this) {
        asked.add(host);
      }
      IOException failure = before.get();
      if (failure != null) {
        socket.close();
        throw failure;
      }
      synchronized (this) {
        made.add(socket);
      }
      return socket;
    }

    @Override
    public Socket createLayeredSocket(Socket socket, String target, int port, HttpContext context) {
      return socket;
    }
  }
}
