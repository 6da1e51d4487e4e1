import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes the authorities of AWS, of those that a JDK trusts, to a file: functions speak to AWS
 * alone, and a JVM reads every authority that it trusts before its first connection.
 *
 * <p>Arguments: the JDK and the file.
 *
 * @see <a href="https://www.amazontrust.com/repository/">Amazon Trust Services</a>
 */
final class Authorities {
  private static final Set<String> AMAZON =
      Set.of(
          "CN=Amazon Root CA 1,O=Amazon,C=US",
          "CN=Amazon Root CA 2,O=Amazon,C=US",
          "CN=Amazon Root CA 3,O=Amazon,C=US",
          "CN=Amazon Root CA 4,O=Amazon,C=US",
          "CN=Starfield Services Root Certificate Authority - G2,"
              + "O=Starfield Technologies\\, Inc.,L=Scottsdale,ST=Arizona,C=US");

  public static void main(String[] arguments) throws Exception {
    // As the JDK's own: without a password, so that nothing is derived from one at each start.
    System.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE");
    System.setProperty("keystore.pkcs12.macAlgorithm", "NONE");
    Path all = Path.of(arguments[0], "lib", "security", "cacerts");
    KeyStore trusted = KeyStore.getInstance(all.toFile(), (char[]) null);
    KeyStore written = KeyStore.getInstance("PKCS12");
    written.load(null, null);
    Set<String> missing = new TreeSet<>(AMAZON);
    for (String alias : Collections.list(trusted.aliases())) {
      X509Certificate certificate = (X509Certificate) trusted.getCertificate(alias);
      if (missing.remove(certificate.getSubjectX500Principal().getName())) {
        written.setCertificateEntry(alias, certificate);
      }
    }
    if (!missing.isEmpty()) {
      System.err.println(
          all + " does not have all authorities of AWS; missing are: " + String.join("; ", missing));
      System.exit(1);
    }
    try (OutputStream out = Files.newOutputStream(Path.of(arguments[1]))) {
      written.store(out, null);
    }
  }
}
