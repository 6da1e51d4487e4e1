package io.servergroup.checker.probe;

import io.servergroup.checker.check.HostPort;
import io.servergroup.checker.check.Outcome;
import io.servergroup.checker.check.Target;
import io.servergroup.checker.check.TlsSettings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import javax.net.ssl.SSLSocket;

/** Makes the probe of a target. */
public final class Probes {
  private final Connector connector;
  private final InstantSource clock;

  /**
   * @param clock says which certificates expire soon
   */
  public Probes(Names names, InstantSource clock) {
    this.connector = new Connector(names);
    this.clock = clock;
  }

  /** Throws when files that it needs say nothing useful. */
  public Probe of(Target target) throws IOException, GeneralSecurityException {
    return switch (target) {
      case Target.Tcp tcp -> new OneOf(tcp.oneOf(), this::connected);
      case Target.Tls secured -> {
        TlsConnector tls = tls(secured.tls());
        Expiry expiry = expiry(secured.tls());
        yield new OneOf(secured.oneOf(), address -> handshake(address, tls, expiry));
      }
      case Target.Http http ->
          new HttpProbe(
              http, connector, http.secure() ? tls(http.tls()) : null, expiry(http.tls()));
      case Target.Script script -> new ScriptProbe(script);
    };
  }

  private TlsConnector tls(TlsSettings settings) throws IOException, GeneralSecurityException {
    TlsConnector tls = new TlsConnector(connector, settings);
    tls.prepare();
    return tls;
  }

  private Expiry expiry(TlsSettings settings) {
    return new Expiry(settings.expiryWarning(), clock);
  }

  private Outcome connected(HostPort address) throws IOException, InterruptedException {
    connector.open(address).close();
    return Outcome.healthy("connected");
  }

  private static Outcome handshake(HostPort address, TlsConnector tls, Expiry expiry)
      throws IOException, GeneralSecurityException, InterruptedException {
    try (SSLSocket socket = tls.open(address)) {
      return expiry.judged(socket.getSession(), socket.getSession().getProtocol());
    }
  }
}
