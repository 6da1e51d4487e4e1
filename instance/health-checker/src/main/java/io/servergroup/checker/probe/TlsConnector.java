package io.servergroup.checker.probe;

import io.servergroup.checker.check.HostPort;
import io.servergroup.checker.check.TlsSettings;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Opens TLS connections; the host name is always verified. */
public final class TlsConnector {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

  private final Connector connector;
  private final TlsSettings settings;
  private final TlsMaterial material;

  public TlsConnector(Connector connector, TlsSettings settings) {
    this.connector = connector;
    this.settings = settings;
    this.material = new TlsMaterial(settings);
  }

  /** Reads the files, so that what is wrong with them is known before the first check. */
  public void prepare() throws IOException, GeneralSecurityException {
    material.context();
  }

  /** A connection whose handshake is complete. */
  SSLSocket open(HostPort target)
      throws IOException, GeneralSecurityException, InterruptedException {
    Socket plain = connector.open(target);
    try {
      String name = settings.serverName().orElse(target.host());
      // The name given here is the one that is looked for in the certificate.
      SSLSocket socket =
          (SSLSocket)
              material.context().getSocketFactory().createSocket(plain, name, target.port(), true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      if (!ADDRESS.matcher(name).matches()) {
        // Said outright, because Java sends no name without a dot, such as localhost, by itself.
        parameters.setServerNames(List.of(new SNIHostName(name)));
      }
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return socket;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }
}
