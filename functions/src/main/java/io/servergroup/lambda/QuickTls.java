package io.servergroup.lambda;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.security.cert.CertificateException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import org.apache.http.HttpHost;
import org.apache.http.conn.socket.LayeredConnectionSocketFactory;
import org.apache.http.protocol.HttpContext;

/**
 * Connections that offer little at first, which takes least, and everything to hosts that refuse
 * that; which do is remembered.
 */
final class QuickTls implements LayeredConnectionSocketFactory {
  private final LayeredConnectionSocketFactory quick;
  private final LayeredConnectionSocketFactory whole;
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  /**
   * @param quick offers little
   * @param whole offers everything
   */
  QuickTls(LayeredConnectionSocketFactory quick, LayeredConnectionSocketFactory whole) {
    this.quick = quick;
    this.whole = whole;
  }

  @Override
  public Socket createSocket(HttpContext context) throws IOException {
    return quick.createSocket(context);
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
    if (refused.contains(host.getHostName())) {
      return whole.connectSocket(connectTimeout, socket, host, remote, local, context);
    }
    // A socket whose handshake failed is closed, and tells nothing any more.
    Socket another = whole.createSocket(context);
    another.setSoTimeout(socket.getSoTimeout());
    another.setTcpNoDelay(socket.getTcpNoDelay());
    another.setKeepAlive(socket.getKeepAlive());
    try {
      return quick.connectSocket(connectTimeout, socket, host, remote, local, context);
    } catch (SSLException | SocketException e) {
      if (!mayBeRefused(e)) {
        throw e;
      }
      Socket connected;
      try {
        connected = whole.connectSocket(connectTimeout, another, host, remote, local, context);
      } catch (IOException again) {
        again.addSuppressed(e);
        throw again;
      }
      refused.add(host.getHostName());
      return connected;
    }
  }

  /** A host says so, or hangs up; who was not reached, or not trusted, refused nothing. */
  private static boolean mayBeRefused(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return false;
      }
    }
    return e instanceof SSLException || e.getClass() == SocketException.class;
  }

  /** Over a connection that a proxy has made, and that there is no second of. */
  @Override
  public Socket createLayeredSocket(Socket socket, String target, int port, HttpContext context)
      throws IOException {
    return whole.createLayeredSocket(socket, target, port, context);
  }
}
