package io.servergroup.lambda;

import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * The HTTP client of all SDK clients. While samples are handled nothing leaves this machine: a
 * client of the same kind asks the sample's server instead.
 */
final class SampledHttpClient implements SdkHttpClient {
  private static final String LOCALHOST = "127.0.0.1";

  /** What the SDK says in its requests of who sends them. */
  private static final String NAME = "Apache";

  private final Supplier<SdkHttpClient> network;
  private final Demand demand = new Demand();
  private volatile Optional<Sample> sample = Optional.empty();

  /**
   * @param client with connections of its own, so that the samples' can be closed
   */
  private record Sample(SdkHttpClient client, int port) {}

  /**
   * @param network makes the client for all other requests, once, when the first one is to be made
   */
  SampledHttpClient(Supplier<SdkHttpClient> network) {
    this.network = network;
  }

  /**
   * From now on nothing leaves: the server at this port is asked over HTTP.
   *
   * @param client who asks it
   */
  void pretend(SdkHttpClient client, int port) {
    sample = Optional.of(new Sample(client, port));
  }

  /** From now on requests go over the network; the client that pretended is closed. */
  void stopPretending() {
    Optional<Sample> ended = sample;
    sample = Optional.empty();
    ended.ifPresent(each -> each.client().close());
  }

  /** Makes the client for the network now, rather than when the first request is made. */
  void ready() {
    Objects.requireNonNull(network.get());
  }

  boolean isPretending() {
    return sample.isPresent();
  }

  /** Where requests of samples would have gone, and how many of them at the same time. */
  Demand demand() {
    return demand;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return sample
        .map(each -> counted(request, each.client().prepareRequest(redirected(request, each))))
        .orElseGet(() -> network.get().prepareRequest(request));
  }

  private ExecutableHttpRequest counted(HttpExecuteRequest request, ExecutableHttpRequest sent) {
    URI address = request.httpRequest().getUri().resolve("/");
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        demand.begins(address);
        try {
          return sent.call();
        } finally {
          demand.ends(address);
        }
      }

      @Override
      public void abort() {
        sent.abort();
      }
    };
  }

  private static HttpExecuteRequest redirected(HttpExecuteRequest request, Sample sample) {
    HttpExecuteRequest.Builder local =
        HttpExecuteRequest.builder()
            .request(
                request.httpRequest().toBuilder()
                    .protocol("http")
                    .host(LOCALHOST)
                    .port(sample.port())
                    .build());
    request.contentStreamProvider().ifPresent(local::contentStreamProvider);
    return local.build();
  }

  @Override
  public String clientName() {
    return NAME;
  }

  @Override
  public void close() {
    stopPretending();
    network.get().close();
  }
}
