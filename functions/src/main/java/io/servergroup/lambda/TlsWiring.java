package io.servergroup.lambda;

import java.security.GeneralSecurityException;
import java.util.Collections;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;
import org.apache.http.conn.socket.LayeredConnectionSocketFactory;
import org.apache.http.conn.ssl.NoopHostnameVerifier;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;

/**
 * TLS of all connections, with the JDK's authorities. The JDK compares certificates with the names
 * of hosts, during the handshake; Apache's own comparison, which would come after it, first reads a
 * list of ten thousand domains.
 */
final class TlsWiring {
  private static final String[] X25519 = {"x25519"};

  private final SSLContext context;

  /**
   * @throws IllegalStateException when the JDK has no TLS
   */
  TlsWiring() {
    try {
      context = SSLContext.getInstance("TLS");
      context.init(null, null, null);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("there is no TLS in this JDK", e);
    }
  }

  /** Connections that offer all that the JDK has. */
  LayeredConnectionSocketFactory sockets() {
    return sockets(null);
  }

  /**
   * Connections that agree on keys by X25519 where the other side knows it, as AWS does: the JDK
   * prepares keys of every kind that it offers, and those of P-256 take most of a first handshake,
   * whichever is chosen.
   */
  LayeredConnectionSocketFactory quickSockets() {
    return new QuickTls(sockets(X25519), sockets());
  }

  /**
   * @param groups the only ones that are offered to agree on keys; null for the JDK's
   */
  private LayeredConnectionSocketFactory sockets(String[] groups) {
    return new SSLConnectionSocketFactory(
        context.getSocketFactory(), NoopHostnameVerifier.INSTANCE) {
      @Override
      protected void prepareSocket(SSLSocket socket) {
        SSLParameters parameters = socket.getSSLParameters();
        // RFC 9110, section 4.3.4: what certificates of HTTPS have to say.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (groups != null) {
          parameters.setNamedGroups(groups);
        }
        socket.setSSLParameters(parameters);
      }
    };
  }

  /** Forgets what was agreed with servers, so that the next connections agree on new keys. */
  void forgetSessions() {
    SSLSessionContext sessions = context.getClientSessionContext();
    for (byte[] id : Collections.list(sessions.getIds())) {
      SSLSession session = sessions.getSession(id);
      if (session != null) {
        session.invalidate();
      }
    }
  }
}
