package io.servergroup.simulator.api;

import io.servergroup.simulator.kernel.Fiber;
import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.kernel.Trace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Carries out simulated AWS calls. A call made by a {@link Fiber} takes virtual time on its way
 * there and on its way back, so other fibers run in between; its effect happens at one instant. A
 * call made outside every fiber, such as one that sets up the world, takes effect at once and is
 * neither counted nor hit by faults.
 */
public final class CallPath {
  /** Longer than any function may run. */
  private static final Duration FOREVER = Duration.ofHours(1);

  private final Trace trace;
  private final RandomStream latencies;
  private final Duration fastest;
  private final Duration slowest;
  private final InstantSource clock;
  private final ReadMemory reads = new ReadMemory();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<Consumer<ApiCall>> listeners = new ArrayList<>();
  private final List<BiConsumer<ApiCall, Object>> answerListeners = new ArrayList<>();
  private CallFaults faults = CallFaults.NONE;
  private boolean remembers;
  private long ordinal;

  /**
   * @param fastest the least time one direction of a call takes
   * @param slowest the most time one direction of a call takes
   */
  public CallPath(Simulation simulation, Duration fastest, Duration slowest) {
    this.trace = simulation.trace();
    this.clock = simulation.queue();
    this.latencies = simulation.stream("latency");
    this.fastest = fastest;
    this.slowest = slowest;
  }

  /** Sets what goes wrong with the calls to come; no answer given before is a stale one then. */
  public void setFaults(CallFaults faults) {
    this.faults = faults;
    this.remembers = faults != CallFaults.NONE && faults.mayBeStale();
    reads.forget();
  }

  /** Tells {@code listener} of every call of a fiber before it is made. */
  public void listen(Consumer<ApiCall> listener) {
    listeners.add(listener);
  }

  /** Tells {@code listener} of every response that a fiber gets, when it gets it. */
  public void listenToAnswers(BiConsumer<ApiCall, Object> listener) {
    answerListeners.add(listener);
  }

  /** Forgets the calls counted so far. */
  public void resetCounts() {
    counts.clear();
  }

  /** How many calls fibers made, by IAM action, in alphabetical order. */
  public Map<String, Integer> counts() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /**
   * Makes a call.
   *
   * @param effect what the call does, and its response; runs at one instant of virtual time
   * @throws io.servergroup.simulator.kernel.FiberKilled when the caller is dead or dies with this
   *     call
   */
  public <T> T call(String service, String operation, Object request, Supplier<T> effect) {
    return call(service, operation, request, CallPath::admit, effect);
  }

  /**
   * Makes a call that the service admits or throttles before it looks at it.
   *
   * @param admission counts the call, and throws when there are too many; not asked for calls made
   *     outside every fiber
   * @param answer what the call does, and its response; runs at one instant of virtual time
   * @throws io.servergroup.simulator.kernel.FiberKilled when the caller is dead or dies with this
   *     call
   */
  public <T> T call(
      String service, String operation, Object request, Runnable admission, Supplier<T> answer) {
    Supplier<T> effect = () -> answered(request, answer);
    Fiber caller = Fiber.current();
    if (caller == null) {
      beforeEffect(service, operation);
      return effect.get();
    }
    caller.checkAlive();
    ApiCall call = new ApiCall(++ordinal, caller.name(), service, operation, request);
    counts.merge(call.action(), 1, Integer::sum);
    listeners.forEach(listener -> listener.accept(call));
    CallFault fault = faults.next(call);
    Supplier<T> served =
        () -> {
          admission.run();
          return fault instanceof CallFault.Stale(Duration atMost)
              ? staleOr(call, atMost, effect)
              : serve(call, effect);
        };
    return carry(caller, call, fault, served);
  }

  /** Most services admit every call. */
  private static void admit() {}

  /** An answer that AWS could give, be it an error. */
  private static <T> T answered(Object request, Supplier<T> answer) {
    try {
      return answer.get();
    } catch (AwsServiceException e) {
      DeclaredErrors.check(request, e);
      throw e;
    }
  }

  private <T> T carry(Fiber caller, ApiCall call, CallFault fault, Supplier<T> effect) {
    return switch (fault) {
      case CallFault.None none -> travel(caller, call, Duration.ZERO, Duration.ZERO, effect);
      case CallFault.Stale stale -> travel(caller, call, Duration.ZERO, Duration.ZERO, effect);
      case CallFault.Slow(Duration extra) -> travel(caller, call, extra, Duration.ZERO, effect);
      case CallFault.SlowResponse(Duration extra) ->
          travel(caller, call, Duration.ZERO, extra, effect);
      case CallFault.CallerHangsAfter hang -> {
        leg(caller, Duration.ZERO);
        unheard(effect);
        trace.add("fault", call.caller(), "hangs after " + call.action());
        caller.hang(FOREVER);
        throw new AssertionError("a fiber that hangs went on");
      }
      case CallFault.CallerDiesBefore death -> {
        trace.add("fault", call.caller(), "killed before " + call.action());
        caller.kill();
        caller.checkAlive();
        throw new AssertionError("a killed fiber went on");
      }
      case CallFault.CallerDiesAfter death -> {
        leg(caller, Duration.ZERO);
        unheard(effect);
        trace.add("fault", call.caller(), "killed after " + call.action());
        caller.kill();
        caller.checkAlive();
        throw new AssertionError("a killed fiber went on");
      }
      case CallFault.Refused(RuntimeException error) -> {
        leg(caller, Duration.ZERO);
        trace.add("fault", call.caller(), call.action() + " refused: " + describe(error));
        leg(caller, Duration.ZERO);
        throw error;
      }
      case CallFault.ResponseLost(RuntimeException error) -> {
        leg(caller, Duration.ZERO);
        unheard(effect);
        trace.add("fault", call.caller(), call.action() + " took effect, response lost");
        leg(caller, Duration.ZERO);
        throw error;
      }
    };
  }

  private <T> T travel(
      Fiber caller, ApiCall call, Duration before, Duration after, Supplier<T> effect) {
    leg(caller, before);
    T response;
    try {
      response = effect.get();
    } catch (AwsServiceException e) {
      trace.add("api", call.caller(), call.action() + " -> " + describe(e));
      leg(caller, after);
      throw e;
    }
    trace.add("api", call.caller(), call.action());
    leg(caller, after);
    answerListeners.forEach(listener -> listener.accept(call, response));
    return response;
  }

  /** Lets a call take effect, and remembers what a later stale answer may need. */
  private <T> T serve(ApiCall call, Supplier<T> effect) {
    beforeEffect(call.service(), call.operation());
    T response = effect.get();
    if (remembers && ReadMemory.reads(call.service(), call.operation())) {
      reads.remember(call, effect, response, clock.instant());
    }
    return response;
  }

  /** A stale answer if there is one, else a fresh one. */
  @SuppressWarnings("unchecked") // Equal requests of one operation have responses of one class.
  private <T> T staleOr(ApiCall call, Duration atMost, Supplier<T> effect) {
    Instant now = clock.instant();
    Optional<ReadMemory.Answer> stale = reads.stale(call, atMost, now);
    if (stale.isEmpty()) {
      return serve(call, effect);
    }
    Duration age = Duration.between(stale.get().asOf(), now);
    trace.add(
        "fault", call.caller(), call.action() + " stale answer, " + age.toMillis() + " ms old");
    return (T) stale.get().response();
  }

  private void beforeEffect(String service, String operation) {
    if (remembers && !ReadMemory.reads(service, operation)) {
      reads.beforeChange(service, clock.instant());
    }
  }

  /** Lets a call take effect whose response nobody hears, an error response included. */
  private static void unheard(Supplier<?> effect) {
    try {
      var _ = effect.get();
    } catch (AwsServiceException _) {
      // AWS refused the call: nothing took effect, and nobody hears of that either.
    }
  }

  private void leg(Fiber caller, Duration extra) {
    caller.pause(latencies.between(fastest, slowest).plus(extra));
  }

  private static String describe(RuntimeException error) {
    return error instanceof AwsServiceException aws && aws.awsErrorDetails() != null
        ? aws.awsErrorDetails().errorCode() + ": " + aws.awsErrorDetails().errorMessage()
        : error.toString();
  }
}
