package io.servergroup.lambda;

import io.servergroup.stack.PresignedUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;

/**
 * Puts a body to a presigned URL over the network, with what the JDK has: the URL goes out as it
 * was signed, character by character, and no client has to be made for one request.
 */
final class PresignedPutWiring {
  /** Longer than S3 needs for a small file; four of each fit into a function's time. */
  private static final Duration CONNECT = Duration.ofSeconds(3);

  private static final Duration READ = Duration.ofSeconds(7);

  private PresignedPutWiring() {}

  static int put(PresignedUrl url, byte[] body) throws IOException {
    HttpURLConnection connection = connect(url);
    try {
      connection.setRequestMethod("PUT");
      connection.setConnectTimeout(Math.toIntExact(CONNECT.toMillis()));
      connection.setReadTimeout(Math.toIntExact(READ.toMillis()));
      connection.setInstanceFollowRedirects(false);
      connection.setDoOutput(true);
      // The URL is signed for an empty type.
      connection.setRequestProperty("Content-Type", "");
      connection.setFixedLengthStreamingMode(body.length);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }

  private static HttpURLConnection connect(PresignedUrl url) throws IOException {
    try {
      URL address = new URI(url.value()).toURL();
      if (address.openConnection() instanceof HttpURLConnection connection) {
        return connection;
      }
    } catch (URISyntaxException | IllegalArgumentException | MalformedURLException notAnAddress) {
      // Falls through: neither the text nor what was said about it may be shown.
    }
    throw new MalformedURLException("the URL for the answer is none of HTTP");
  }
}
