package io.servergroup.lambda;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Answers what is asked while samples are handled, over HTTP on this machine alone: so the HTTP
 * client is used as it will be, to its sockets. Open for as long as samples are handled.
 */
final class SampleServerWiring implements AutoCloseable {
  private static final int BACKLOG = 50;
  private static final String LENGTH = "content-length";

  private final SampleAnswers answers;
  private final ServerSocket server;

  private SampleServerWiring(SampleAnswers answers, ServerSocket server) {
    this.answers = answers;
    this.server = server;
  }

  /**
   * Starts one at a free port.
   *
   * @throws UncheckedIOException when there is none
   */
  static SampleServerWiring start(SampleAnswers answers) {
    try {
      SampleServerWiring started =
          new SampleServerWiring(
              answers, new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().name("sample-server").start(started::accept);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("there is no port for the samples' answers", e);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the port of the samples' answers stays open", e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().name("sample-answer").start(() -> serve(socket));
      } catch (IOException e) {
        // The server was closed, or a connection was given up before it was there.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        out.write(answer(line, in));
        out.flush();
      }
    } catch (IOException e) {
      // Who asked has gone; what was not answered fails there.
    }
  }

  private byte[] answer(String line, InputStream in) throws IOException {
    String[] words = line.split(" ", 3);
    Map<String, String> headers = new TreeMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    byte[] content = in.readNBytes(Integer.parseInt(headers.getOrDefault(LENGTH, "0")));
    int query = words[1].indexOf('?');
    SampleAnswers.Question question =
        new SampleAnswers.Question(
            words[0] + " " + (query < 0 ? words[1] : words[1].substring(0, query)),
            headers.getOrDefault("x-amz-target", ""),
            new String(content, StandardCharsets.UTF_8));
    return answers
        .to(question)
        .map(body -> response("200 OK", body))
        .orElseGet(() -> response("404 Not Found", new byte[0]));
  }

  private static byte[] response(String status, byte[] body) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(
        "HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(status, body.length)
            .getBytes(StandardCharsets.US_ASCII));
    whole.writeBytes(body);
    return whole.toByteArray();
  }

  /** One line without its end; empty also when there is no more. */
  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
