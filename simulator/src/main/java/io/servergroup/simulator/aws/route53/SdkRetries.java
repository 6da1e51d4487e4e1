package io.servergroup.simulator.aws.route53;

import io.servergroup.simulator.api.CallPath;
import io.servergroup.simulator.kernel.Fiber;
import io.servergroup.simulator.kernel.RandomStream;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What the SDK's client does in retry mode {@code standard} when the service throttles it: three
 * attempts in all, with pauses drawn between zero and 1, then 2 seconds. An error that a fault put
 * in the call's way is final, since it stands for what is left after these retries.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html">Retry
 *     behavior</a>
 */
final class SdkRetries {
  private static final int ATTEMPTS = 3;

  private final RandomStream random;

  SdkRetries(RandomStream random) {
    this.random = random;
  }

  <T> T call(CallPath path, String service, String operation, Object request, Supplier<T> effect) {
    for (int attempt = 1; ; attempt++) {
      Effect<T> tried = new Effect<>(effect);
      try {
        return path.call(service, operation, request, tried);
      } catch (AwsServiceException e) {
        Fiber caller = Fiber.current();
        if (caller == null || e != tried.throttled || attempt == ATTEMPTS) {
          throw e;
        }
        caller.pause(random.between(Duration.ZERO, Duration.ofSeconds(1L << (attempt - 1))));
      }
    }
  }

  /** Remembers when it was the service that throttled the call. */
  private static final class Effect<T> implements Supplier<T> {
    private final Supplier<T> inner;
    private AwsServiceException throttled;

    Effect(Supplier<T> inner) {
      this.inner = inner;
    }

    @Override
    public T get() {
      try {
        return inner.get();
      } catch (AwsServiceException e) {
        if (e.isThrottlingException()) {
          throttled = e;
        }
        throw e;
      }
    }
  }
}
