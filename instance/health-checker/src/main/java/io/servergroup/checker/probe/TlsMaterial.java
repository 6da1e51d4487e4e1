package io.servergroup.checker.probe;

import io.servergroup.checker.check.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Certificates and keys of files, which are read again when they change: secrets are rotated. */
public final class TlsMaterial {
  private final TlsSettings settings;
  private List<Stamp> stamps = List.of();
  private KeyManager[] keys;
  private TrustManager[] trust;

  private record Stamp(Path file, FileTime modified, long bytes) {}

  public TlsMaterial(TlsSettings settings) {
    this.settings = settings;
  }

  /**
   * A context without sessions of earlier checks: a resumed session would not look at the
   * certificate again, so one that has expired or was replaced would go unnoticed.
   */
  public synchronized SSLContext context() throws IOException, GeneralSecurityException {
    List<Stamp> now = stamps();
    if (trust == null || !now.equals(stamps)) {
      keys = settings.client().isPresent() ? keys(settings.client().get()) : null;
      trust = trust();
      stamps = now;
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust, null);
    return context;
  }

  private TrustManager[] trust() throws IOException, GeneralSecurityException {
    // No store of our own: the factory then takes what Java trusts.
    KeyStore store =
        settings.ca().isPresent()
            ? Stores.trusted(settings.ca().get(), settings.caPassword())
            : null;
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private KeyManager[] keys(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = Stores.own(file, settings.clientPassword());
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    // The key of a PEM file is in a store of our own making, which has no password.
    boolean pkcs12 = Stores.isPkcs12(Files.readAllBytes(file));
    factory.init(store, pkcs12 ? Stores.password(settings.clientPassword()) : Stores.NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private List<Stamp> stamps() throws IOException {
    List<Stamp> found = new ArrayList<>();
    for (Optional<Path> file :
        List.of(
            settings.ca(), settings.caPassword(), settings.client(), settings.clientPassword())) {
      if (file.isPresent()) {
        found.add(
            new Stamp(file.get(), Files.getLastModifiedTime(file.get()), Files.size(file.get())));
      }
    }
    return found;
  }
}
