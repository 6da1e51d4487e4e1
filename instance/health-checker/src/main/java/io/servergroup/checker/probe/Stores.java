package io.servergroup.checker.probe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads certificates and keys: PKCS #12, and PEM, which Java itself does not take as a store. */
final class Stores {
  /** Protects a key in a store in memory that nobody else sees. */
  static final char[] NO_PASSWORD = new char[0];

  /** A store of PKCS #12 begins with a SEQUENCE of DER. */
  private static final int SEQUENCE = 0x30;

  private Stores() {}

  /** Who is trusted. */
  static KeyStore trusted(Path file, Optional<Path> passwordFile)
      throws IOException, GeneralSecurityException {
    byte[] bytes = Files.readAllBytes(file);
    KeyStore store = isPkcs12(bytes) ? pkcs12(bytes, password(passwordFile)) : ofPem(bytes);
    if (store.size() == 0) {
      throw new GeneralSecurityException(file + " holds no certificate that is trusted");
    }
    return store;
  }

  /** Who we are. */
  static KeyStore own(Path file, Optional<Path> passwordFile)
      throws IOException, GeneralSecurityException {
    byte[] bytes = Files.readAllBytes(file);
    if (isPkcs12(bytes)) {
      return pkcs12(bytes, password(passwordFile));
    }
    List<Certificate> chain = certificates(bytes);
    if (chain.isEmpty()) {
      throw new GeneralSecurityException(file + " holds no CERTIFICATE");
    }
    for (PemBlock block : PemBlock.of(bytes)) {
      if (block.label().equals("PRIVATE KEY")) {
        PrivateKey key =
            KeyFactory.getInstance(chain.getFirst().getPublicKey().getAlgorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(block.der()));
        KeyStore store = empty();
        store.setKeyEntry("own", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
        return store;
      }
    }
    throw new GeneralSecurityException(
        file + " holds no PRIVATE KEY (PKCS #8, not encrypted); openssl pkcs8 -topk8 makes one");
  }

  static char[] password(Optional<Path> file) throws IOException {
    return file.isEmpty() ? NO_PASSWORD : Files.readString(file.get()).strip().toCharArray();
  }

  static boolean isPkcs12(byte[] bytes) {
    return bytes.length > 0 && bytes[0] == SEQUENCE;
  }

  private static KeyStore pkcs12(byte[] bytes, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream stream = new ByteArrayInputStream(bytes)) {
      store.load(stream, password);
    }
    return store;
  }

  private static KeyStore ofPem(byte[] bytes) throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    int number = 0;
    for (Certificate certificate : certificates(bytes)) {
      store.setCertificateEntry("ca-" + number, certificate);
      number++;
    }
    return store;
  }

  private static List<Certificate> certificates(byte[] bytes) throws GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<Certificate> certificates = new ArrayList<>();
    for (PemBlock block : PemBlock.of(bytes)) {
      if (block.label().equals("CERTIFICATE")) {
        certificates.add(factory.generateCertificate(new ByteArrayInputStream(block.der())));
      }
    }
    return certificates;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }
}
