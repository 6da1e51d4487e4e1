package io.servergroup.lambda;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * The HTTP client of all SDK clients. While a sample is handled nothing goes over the network: the
 * sample's answers are what AWS says.
 */
final class SampledHttpClient implements SdkHttpClient {
  private final SdkHttpClient network;
  private volatile Optional<Function<HttpExecuteRequest, HttpExecuteResponse>> sample =
      Optional.empty();

  private volatile Optional<URI> wouldHaveAsked = Optional.empty();

  SampledHttpClient(SdkHttpClient network) {
    this.network = network;
  }

  /** From now on nothing leaves: {@code answers} is asked instead. */
  void pretend(Function<HttpExecuteRequest, HttpExecuteResponse> answers) {
    sample = Optional.of(answers);
  }

  /** From now on requests go over the network. */
  void stopPretending() {
    sample = Optional.empty();
  }

  boolean isPretending() {
    return sample.isPresent();
  }

  /** Where the last request of a sample would have gone; empty when there was none. */
  Optional<URI> wouldHaveAsked() {
    return wouldHaveAsked;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return sample
        .<ExecutableHttpRequest>map(
            answers -> {
              wouldHaveAsked = Optional.of(request.httpRequest().getUri());
              return new Sampled(request, answers);
            })
        .orElseGet(() -> network.prepareRequest(request));
  }

  @Override
  public String clientName() {
    return network.clientName();
  }

  @Override
  public void close() {
    network.close();
  }

  private record Sampled(
      HttpExecuteRequest request, Function<HttpExecuteRequest, HttpExecuteResponse> answers)
      implements ExecutableHttpRequest {
    @Override
    public HttpExecuteResponse call() {
      return answers.apply(request);
    }

    @Override
    public void abort() {
      // The answer is there before anybody could lose patience.
    }
  }
}
