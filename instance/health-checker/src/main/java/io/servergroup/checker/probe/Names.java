package io.servergroup.checker.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;

/**
 * Finds the addresses of names.
 *
 * <p>The system's resolver cannot be interrupted and holds the thread that carries virtual ones; a
 * name server that is silent would stop every other check, and the answers with them. So each name
 * is asked for on a thread of its own, and a name that is being asked for is not asked for again.
 */
public final class Names {
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|.*:.*");
  private static final long STACK_BYTES = 256 * 1024;

  private final Resolver resolver;
  private final Map<String, FutureTask<List<InetAddress>>> underWay = new ConcurrentHashMap<>();

  /** The system's resolver. */
  @FunctionalInterface
  public interface Resolver {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  public Names(Resolver resolver) {
    this.resolver = resolver;
  }

  /** All addresses, in the order of preference. */
  public List<InetAddress> of(String host) throws IOException, InterruptedException {
    if (LITERAL.matcher(host).matches()) {
      try {
        return List.of(InetAddress.ofLiteral(host));
      } catch (IllegalArgumentException e) {
        throw new UnknownHostException(host);
      }
    }
    try {
      return underWay.computeIfAbsent(host, this::begin).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException) {
        throw new UnknownHostException(host);
      }
      throw new IOException(Failures.text(e.getCause()), e.getCause());
    }
  }

  private FutureTask<List<InetAddress>> begin(String host) {
    FutureTask<List<InetAddress>> lookUp =
        new FutureTask<>(
            () -> {
              try {
                return List.of(resolver.addresses(host));
              } finally {
                underWay.remove(host);
              }
            });
    Thread thread = new Thread(null, lookUp, "look-up of " + host, STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    return lookUp;
  }
}
