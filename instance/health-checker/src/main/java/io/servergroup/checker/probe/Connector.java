package io.servergroup.checker.probe;

import io.servergroup.checker.check.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Opens TCP connections. */
public final class Connector {
  private final Names names;

  public Connector(Names names) {
    this.names = names;
  }

  /** A connection to the first of the target's addresses that accepts one. */
  public Socket open(HostPort target) throws IOException, InterruptedException {
    IOException last = null;
    for (InetAddress address : names.of(target.host())) {
      Socket socket = new Socket();
      try {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(address, target.port()));
        return socket;
      } catch (IOException e) {
        socket.close();
        if (Thread.currentThread().isInterrupted()) {
          throw e;
        }
        last = e;
      }
    }
    throw last == null ? new IOException("no address is known for " + target.host()) : last;
  }
}
