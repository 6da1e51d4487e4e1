import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;

/** How fast the fake AWS answers somebody who does nothing else, on a connection that is kept. */
final class RoundTrip {
  private static final int CALLS = 3_000;
  private static final String BODY = "Action=DescribeAutoScalingGroups&Version=2011-01-01";
  private static final byte[] REQUEST =
      "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s"
          .formatted(BODY.length(), BODY)
          .getBytes(StandardCharsets.US_ASCII);

  private RoundTrip() {}

  /** The median of the last third, in milliseconds. */
  static double millis(SSLContext client, FakeAws aws) throws IOException {
    List<Double> times = new ArrayList<>();
    try (Socket socket = client.getSocketFactory().createSocket("localhost", aws.port())) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int i = 0; i < CALLS; i++) {
        long before = System.nanoTime();
        out.write(REQUEST);
        skipAnswer(in);
        times.add((System.nanoTime() - before) / 1e6);
      }
    }
    return Samples.median(times.subList(CALLS * 2 / 3, CALLS));
  }

  private static void skipAnswer(InputStream in) throws IOException {
    int length = -1;
    StringBuilder line = new StringBuilder();
    while (true) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the fake AWS closed the connection");
      }
      if (next != '\n') {
        line.append((char) next);
        continue;
      }
      String header = line.toString().strip().toLowerCase(Locale.ROOT);
      line.setLength(0);
      if (header.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
      }
      if (header.isEmpty()) {
        in.skipNBytes(length);
        return;
      }
    }
  }
}
