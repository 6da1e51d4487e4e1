package io.servergroup.checker.probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** A tool on this machine: takes requests, and answers each with the same text, or never. */
final class Tool implements AutoCloseable {
  private final ServerSocket socket;
  private final String answer;
  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

  private Tool(ServerSocket socket, String answer) {
    this.socket = socket;
    this.answer = answer;
  }

  static Tool answering(String answer) throws IOException {
    Tool tool = new Tool(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), answer);
    Thread.startVirtualThread(tool::accept);
    return tool;
  }

  /** As a process that SIGSTOP has frozen: connections are made, and nothing is said. */
  static Tool frozen() throws IOException {
    return answering(null);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** The next request, once it is there. */
  String request() throws InterruptedException {
    return requests.take();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.startVirtualThread(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      byte[] request = new byte[4096];
      InputStream stream = client.getInputStream();
      int length = stream.read(request);
      requests.add(new String(request, 0, Math.max(0, length), StandardCharsets.ISO_8859_1));
      if (answer == null) {
        new CountDownLatch(1).await();
      }
      client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
    } catch (IOException | InterruptedException e) {
      return;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
