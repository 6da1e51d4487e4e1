package io.servergroup.checker.probe;

import io.servergroup.checker.check.Outcome;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Warns of certificates that expire soon. One that has expired fails the handshake already.
 *
 * @param within how soon is soon
 */
public record Expiry(Duration within, InstantSource clock) {
  /** What was found, or the warning in its place. */
  Outcome judged(SSLSession session, String found) throws SSLPeerUnverifiedException {
    X509Certificate first = null;
    for (Certificate certificate : session.getPeerCertificates()) {
      if (certificate instanceof X509Certificate x509
          && (first == null
              || x509.getNotAfter().toInstant().isBefore(first.getNotAfter().toInstant()))) {
        first = x509;
      }
    }
    if (first == null || !within.isPositive()) {
      return Outcome.healthy(found);
    }
    Duration left = Duration.between(clock.instant(), first.getNotAfter().toInstant());
    if (left.compareTo(within) >= 0) {
      return Outcome.healthy(found);
    }
    return Outcome.warning(
        "%s; the certificate of %s expires at %s, %d days from now"
            .formatted(
                found,
                first.getSubjectX500Principal().getName(),
                first.getNotAfter().toInstant(),
                Math.max(0, left.toDays())));
  }
}
