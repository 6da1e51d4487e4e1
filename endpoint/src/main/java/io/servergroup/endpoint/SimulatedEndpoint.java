package io.servergroup.endpoint;

import io.servergroup.endpoint.wire.WireAnswer;
import io.servergroup.endpoint.wire.WireApi;
import io.servergroup.endpoint.wire.WireApi.Exchange;
import io.servergroup.endpoint.wire.WireRequest;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A simulated account behind an address of this machine, in which time goes on. */
public final class SimulatedEndpoint implements AutoCloseable {
  /**
   * The header of answers that has the virtual time, an instant. Real AWS has its time in {@code
   * Date}, where the JDK's HTTP server always puts that of the machine.
   */
  public static final String TIME_HEADER = "x-simulated-time";

  private final LivingWorld<ServedCluster> world;
  private final WireApi api;
  private final Consumer<Served> served;
  private final HttpFront front;
  private final AtomicReference<Instant> lastCall;
  private final ClusterFacts facts;

  /**
   * Told of what happens.
   *
   * @param served told of every request that was answered
   * @param defects told what should not have happened
   */
  public record Listeners(Consumer<Served> served, Consumer<Throwable> defects) {}

  /**
   * A request that was answered.
   *
   * @param time the virtual time of the latest call that reached a service
   * @param service as signatures name it; empty text when there is none
   * @param operation empty text when there is none
   */
  public record Served(Instant time, String service, String operation, int status) {}

  /**
   * Makes a cluster and serves it.
   *
   * @param options of the cluster and the seed
   * @param begin the virtual time when requests can be made
   * @param pace virtual seconds in a real second
   * @param port 0 for any that is free
   * @throws IOException when the port is taken
   */
  public SimulatedEndpoint(
      RehearsalOptions options, Instant begin, double pace, int port, Listeners listeners)
      throws IOException {
    this.world =
        new LivingWorld<>(
            () -> ServedCluster.create(options, begin),
            ServedCluster::simulation,
            pace,
            () -> Duration.ofNanos(System.nanoTime()));
    this.facts = world.made().facts();
    this.served = listeners.served();
    this.lastCall = new AtomicReference<>(now());
    WireApi.Turn turn =
        new WireApi.Turn() {
          @Override
          public <T> T take(Supplier<T> call) {
            return world.ask(cluster -> inTime(cluster, call));
          }
        };
    this.api =
        new WireApi(
            world.made().stage().aws(),
            turn,
            () -> UUID.randomUUID().toString(),
            listeners.defects());
    try {
      this.front = new HttpFront(port, this::answer);
    } catch (IOException e) {
      world.close();
      throw e;
    }
  }

  private <T> T inTime(ServedCluster cluster, Supplier<T> call) {
    lastCall.set(cluster.simulation().now());
    return call.get();
  }

  private WireAnswer answer(WireRequest request) {
    Exchange exchange = api.exchange(request);
    served.accept(
        new Served(
            lastCall.get(), exchange.service(), exchange.operation(), exchange.answer().status()));
    return exchange.answer().with(TIME_HEADER, lastCall.get().toString());
  }

  /** Where it is. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + front.port());
  }

  /** What is where in the account. */
  public ClusterFacts facts() {
    return facts;
  }

  /** The virtual time. */
  public Instant now() {
    return world.ask(cluster -> cluster.simulation().now());
  }

  /** The region that the account is in. */
  public String region() {
    return facts.region();
  }

  /** What ended the world, if something did. */
  public Optional<Throwable> defect() {
    return world.end().isCompletedExceptionally()
        ? Optional.of(world.end().exceptionNow())
        : Optional.empty();
  }

  @Override
  public void close() {
    front.close();
    world.close();
  }
}
