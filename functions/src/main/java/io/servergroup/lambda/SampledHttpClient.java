package io.servergroup.lambda;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The HTTP client of all SDK clients. While samples are handled nothing leaves this machine: a
 * client of the same kind asks the sample's server instead.
 */
final class SampledHttpClient implements SdkHttpClient {
  private static final String LOCALHOST = "127.0.0.1";

  /** What the SDK says in its requests of who sends them. */
  private static final String NAME = "Apache";

  private final Supplier<SdkHttpClient> network;
  private final Set<URI> wouldHaveAsked = new LinkedHashSet<>();
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

  /** Where requests of samples would have gone, in the order in which they were asked first. */
  synchronized Set<URI> wouldHaveAsked() {
    return Set.copyOf(wouldHaveAsked);
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return sample
        .map(each -> each.client().prepareRequest(redirected(request, each.port())))
        .orElseGet(() -> network.get().prepareRequest(request));
  }

  private HttpExecuteRequest redirected(HttpExecuteRequest request, int port) {
    note(request.httpRequest());
    HttpExecuteRequest.Builder local =
        HttpExecuteRequest.builder()
            .request(
                request.httpRequest().toBuilder()
                    .protocol("http")
                    .host(LOCALHOST)
                    .port(port)
                    .build());
    request.contentStreamProvider().ifPresent(local::contentStreamProvider);
    return local.build();
  }

  private synchronized void note(SdkHttpRequest http) {
    wouldHaveAsked.add(http.getUri().resolve("/"));
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
