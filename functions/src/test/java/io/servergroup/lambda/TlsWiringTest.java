package io.servergroup.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLHandshakeException;
import org.apache.http.HttpHost;
import org.apache.http.conn.socket.LayeredConnectionSocketFactory;
import org.apache.http.protocol.HttpContext;
import org.junit.jupiter.api.Test;

/** What connections offer, to hosts that know X25519 and to others. */
final class TlsWiringTest {
  private static final HttpHost HOST = new HttpHost("ec2.eu-west-1.amazonaws.com", 443, "https");

  private final List<String> offered = new ArrayList<>();
  private final Side quick = new Side("little");
  private final Side whole = new Side("all");
  private final QuickTls sockets = new QuickTls(quick, whole);

  @Test
  void aHostThatAgreesIsOfferedLittle() throws IOException {
    connect();
    connect();

    assertEquals(List.of("little", "little"), offered);
  }

  @Test
  void aHostThatRefusesIsOfferedAllAndLittleNeverAgain() throws IOException {
    quick.fails = () -> new SSLHandshakeException("Received fatal alert: handshake_failure");

    connect();
    connect();

    assertEquals(List.of("little", "all", "all"), offered);
  }

  /** Some devices between answer what they do not know by hanging up. */
  @Test
  void aHostThatHangsUpIsOfferedAll() throws IOException {
    quick.fails = () -> new SocketException("Connection reset");

    connect();

    assertEquals(List.of("little", "all"), offered);
  }

  @Test
  void aHostThatIsNotTrustedIsNotAskedTwice() {
    quick.fails =
        () -> {
          SSLHandshakeException refused = new SSLHandshakeException("PKIX path building failed");
          refused.initCause(new CertificateException("unknown authority"));
          return refused;
        };

    assertThrows(SSLHandshakeException.class, this::connect);
    assertEquals(List.of("little"), offered);
  }

  @Test
  void aHostThatIsNotReachedIsNotAskedTwice() {
    quick.fails = () -> new ConnectException("Connection refused");

    assertThrows(ConnectException.class, this::connect);
    assertEquals(List.of("little"), offered);
  }

  @Test
  void aHostThatRefusesEverythingIsTriedBothWaysAgain() throws IOException {
    quick.fails = () -> new SSLHandshakeException("handshake_failure");
    whole.fails = () -> new SSLHandshakeException("protocol_version");

    SSLHandshakeException failure = assertThrows(SSLHandshakeException.class, this::connect);
    whole.fails = () -> null;
    connect();

    assertEquals("protocol_version", failure.getMessage());
    assertEquals("handshake_failure", failure.getSuppressed()[0].getMessage());
    assertEquals(List.of("little", "all", "little", "all"), offered);
  }

  /** There is one connection through it, and no second try. */
  @Test
  void aHostBehindAProxyIsOfferedAll() throws IOException {
    sockets.createLayeredSocket(new Socket(), HOST.getHostName(), 443, null).close();

    assertEquals(List.of("all"), offered);
  }

  @Test
  void theSecondTryHasTheTimeLimitOfTheFirst() throws IOException {
    quick.fails = () -> new SSLHandshakeException("handshake_failure");

    assertEquals(1_234, connect());
  }

  /** A real handshake: the first message of the client says which groups it offers. */
  @Test
  void aFunctionOffersX25519AloneAndSomebodyAtATerminalAll() throws Exception {
    TlsWiring tls = new TlsWiring();

    String quickly = greeting(tls.quickSockets());
    String plainly = greeting(tls.sockets());

    // RFC 8446, section 4.2.7: supported_groups, its length, and that of the list: x25519 is 001d.
    assertTrue(quickly.contains("000a00040002001d"), quickly);
    assertTrue(plainly.contains("001d0017"), plainly);
  }

  private int connect() throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(1_234);
    try (Socket connected =
        sockets.connectSocket(
            1_000,
            socket,
            HOST,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 443),
            null,
            null)) {
      return connected.getSoTimeout();
    }
  }

  private static String greeting(LayeredConnectionSocketFactory sockets) throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      List<String> heard = new ArrayList<>();
      Thread listening =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (Socket socket = server.accept()) {
                      StringBuilder hex = new StringBuilder();
                      byte[] bytes = new byte[4_096];
                      int read = socket.getInputStream().read(bytes);
                      for (int i = 0; i < read; i++) {
                        hex.append(String.format("%02x", bytes[i]));
                      }
                      heard.add(hex.toString());
                    } catch (IOException e) {
                      heard.add(e.toString());
                    }
                  });
      server.setSoTimeout(10_000);
      assertThrows(IOException.class, () -> shake(sockets, server.getLocalPort()));
      listening.join();
      return heard.getFirst();
    }
  }

  private static void shake(LayeredConnectionSocketFactory sockets, int port) throws IOException {
    try (Socket connected =
        sockets.connectSocket(
            1_000,
            sockets.createSocket(null),
            new HttpHost("localhost", port, "https"),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            null,
            null)) {
      throw new AssertionError("there is no TLS at the other end of " + connected);
    }
  }

  /** Connections that note what was offered, and fail as they are told. */
  private final class Side implements LayeredConnectionSocketFactory {
    private final String what;
    private Supplier<IOException> fails = () -> null;

    Side(String what) {
      this.what = what;
    }

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
      return layered(socket);
    }

    @Override
    public Socket createLayeredSocket(Socket socket, String target, int port, HttpContext context)
        throws IOException {
      return layered(socket);
    }

    private Socket layered(Socket socket) throws IOException {
      offered.add(what);
      IOException failure = fails.get();
      if (failure != null) {
        socket.close();
        throw failure;
      }
      return socket;
    }
  }
}
