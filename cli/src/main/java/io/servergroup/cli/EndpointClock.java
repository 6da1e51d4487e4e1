package io.servergroup.cli;

import io.servergroup.endpoint.SimulatedEndpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The clock of whoever answers at an address: a simulated account tells its own virtual time;
 * anybody else has the time that everybody has.
 */
final class EndpointClock implements InstantSource {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HttpRequest question;
  private boolean simulated = true;

  EndpointClock(URI endpoint) {
    this.question =
        HttpRequest.newBuilder(endpoint.resolve(SimulatedEndpoint.TIME_PATH))
            .timeout(PATIENCE)
            .build();
  }

  @Override
  public Instant instant() {
    if (simulated) {
      try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
        HttpResponse<String> answer = client.send(question, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 200) {
          return Instant.parse(answer.body());
        }
      } catch (IOException | DateTimeException _) {
        // Whether somebody is there at all is for the requests to find out.
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      simulated = false;
    }
    return Instant.now();
  }
}
