package io.servergroup.lambda;

import io.servergroup.aws.Together;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.http.HttpHost;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/**
 * What the requests of all clients go through, what is done with it before Lambda takes a snapshot,
 * and what right after a restore.
 */
final class HttpWiring {
  /** As many as independent requests are made at the same time. */
  private static final int CONNECTIONS = 32;

  private static final String SECURE = "https";
  private static final int SECURE_PORT = 443;

  private final boolean inRegion;
  private final Patience patience;
  private final Together together;
  private final Supplier<TlsWiring> tls = Once.of(TlsWiring::new);
  private final Supplier<ReadyConnectionsWiring> ready = Once.of(this::quickly);
  private final SampledHttpClient client = new SampledHttpClient(Once.of(this::network));

  /**
   * @param inRegion false for somebody at a terminal, who may be behind something that knows less
   *     of TLS than AWS does
   */
  HttpWiring(boolean inRegion, Patience patience, Together together) {
    this.inRegion = inRegion;
    this.patience = patience;
    this.together = together;
  }

  private ReadyConnectionsWiring quickly() {
    return new ReadyConnectionsWiring(
        tls.get().quickSockets(),
        patience.connect(),
        Thread.ofVirtual().name("ready")::start,
        ProductionWiring::sleep,
        InstantSource.system());
  }

  private SdkHttpClient network() {
    return ApacheHttpClient.builder()
        .socketFactory(inRegion ? ready.get() : tls.get().sockets())
        .connectionTimeout(patience.connect())
        .connectionAcquisitionTimeout(patience.connect())
        .socketTimeout(patience.attempt())
        .maxConnections(CONNECTIONS)
        .build();
  }

  /** The client that all requests are made with. */
  SampledHttpClient client() {
    return client;
  }

  /** Lets no request leave this machine from now on; the server at this port is asked instead. */
  void pretend(int port) {
    client.pretend(network(), port);
  }

  /**
   * Makes connections to everywhere samples would have gone and closes them: what a request that
   * asks for nothing, and is not signed, is answered does not matter. Does nothing when there were
   * no samples.
   *
   * @param again whether to make one more to each
   * @throws UncheckedIOException when there is no connection in time
   */
  void connect(BooleanSupplier again) {
    // It has no connection yet.
    client.ready();
    Set<URI> addresses = client.demand().most().keySet();
    // A client of its own: an open connection would be in the snapshot, and dead after a restore.
    try (SdkHttpClient connecting = network()) {
      List<Supplier<Boolean>> requests =
          addresses.stream()
              .<Supplier<Boolean>>map(address -> () -> connect(connecting, address))
              .toList();
      while (!requests.isEmpty() && again.getAsBoolean()) {
        // At the same time, as requests are made: what waits for AWS is a virtual thread.
        together.all(requests);
        tls.get().forgetSessions();
      }
    }
  }

  private static boolean connect(SdkHttpClient client, URI address) {
    byte[] content = "nothing".getBytes(StandardCharsets.US_ASCII);
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(address)
            .putHeader("Connection", "close")
            .putHeader("Content-Type", "text/plain")
            .putHeader("Content-Length", String.valueOf(content.length))
            .build();
    HttpExecuteRequest execute =
        HttpExecuteRequest.builder()
            .request(request)
            .contentStreamProvider(() -> new ByteArrayInputStream(content))
            .build();
    try {
      HttpExecuteResponse answer = client.prepareRequest(execute).call();
      answer.responseBody().ifPresent(AbortableInputStream::abort);
      return answer.httpResponse().isSuccessful();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Begins to make the connections that samples would have needed, as many as they needed at the
   * same time, and waits for none of them.
   */
  void makeReady() {
    client
        .demand()
        .most()
        .forEach(
            (address, times) -> {
              if (SECURE.equals(address.getScheme())) {
                HttpHost host = new HttpHost(address.getHost(), port(address), SECURE);
                for (int time = 0; time < times; time++) {
                  ready.get().open(host);
                }
              }
            });
  }

  private static int port(URI address) {
    return address.getPort() < 0 ? SECURE_PORT : address.getPort();
  }
}
