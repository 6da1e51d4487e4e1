import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate that keytool signs for this machine, and what each side trusts: all authorities it
 * trusts in Lambda, and this one, because reading them is a part of a cold start.
 */
final class Certificate {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String ALIAS = "fake-aws";

  private final KeyStore keys;
  private final Path trustStore;

  private Certificate(KeyStore keys, Path trustStore) {
    this.keys = keys;
    this.trustStore = trustStore;
  }

  /**
   * Makes one.
   *
   * @param jdk whose authorities are trusted
   * @param folder where files are written
   */
  static Certificate make(Path jdk, Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    // As the JDK's own: without a password, so that nothing is derived from one at each start.
    System.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE");
    System.setProperty("keystore.pkcs12.macAlgorithm", "NONE");
    // Keys of connections are remembered here rather than by the client: so they can be forgotten.
    System.setProperty("jdk.tls.server.enableSessionTicketExtension", "false");
    Path file = folder.resolve("key.p12");
    Files.deleteIfExists(file);
    keytool(jdk, file);
    KeyStore keys = load(file, PASSWORD);
    Path trustStore = folder.resolve("trust.p12");
    Certificate made = new Certificate(keys, trustStore);
    made.write(jdk.resolve("lib/security/cacerts"), trustStore);
    return made;
  }

  /** Writes these authorities and this certificate. */
  private void write(Path authorities, Path file) throws IOException, GeneralSecurityException {
    KeyStore trusted = load(authorities, null);
    trusted.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
    KeyStore written = KeyStore.getInstance("PKCS12");
    written.load(null, null);
    for (String alias : Collections.list(trusted.aliases())) {
      written.setCertificateEntry(alias, trusted.getCertificate(alias));
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      written.store(out, null);
    }
  }

  private static void keytool(Path jdk, Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    jdk.resolve("bin/keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    ALIAS,
                    "-keyalg",
                    "RSA",
                    "-keysize",
                    "2048",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "SAN=dns:localhost,ip:127.0.0.1",
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    new String(PASSWORD),
                    "-keystore",
                    file.toString()))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IllegalStateException("keytool made no certificate: " + said);
    }
  }

  private static KeyStore load(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(file.toFile(), password);
  }

  /** For the server. */
  SSLContext server() throws GeneralSecurityException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** For a client in this process, which trusts nobody else. */
  SSLContext client() throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  /** For clients in Java. */
  Path trustStore() {
    return trustStore;
  }

  /** For clients in Java that trust fewer authorities. */
  Path trustStore(Path authorities, Path folder) throws IOException, GeneralSecurityException {
    Path file = folder.resolve("trust-few.p12");
    write(authorities, file);
    return file;
  }

  /**
   * For clients in Python.
   *
   * @param authorities a file of those that botocore trusts
   */
  Path bundle(Path authorities, Path folder) throws IOException, GeneralSecurityException {
    Path bundle = folder.resolve("authorities.pem");
    try (InputStream in = Files.newInputStream(authorities);
        OutputStream out = Files.newOutputStream(bundle)) {
      in.transferTo(out);
      out.write(
          "\n-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
              .formatted(
                  Base64.getMimeEncoder(64, new byte[] {'\n'})
                      .encodeToString(keys.getCertificate(ALIAS).getEncoded()))
              .getBytes());
    }
    return bundle;
  }
}
