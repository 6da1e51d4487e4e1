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

  /**
   * Makes a call, and makes it again when it was throttled.
   *
   * @param admission counts the call, and throws when there are too many
   */
  <T> T call(
      CallPath path,
      String service,
      String operation,
      Object request,
      Runnable admission,
      Supplier<T> effect) {
    for (int attempt = 1; ; attempt++) {
      Admission tried = new Admission(admission);
      try {
        return path.call(service, operation, request, tried, effect);
      } catch (AwsServiceException e) {
        Fiber caller = Fiber.current();
        if (caller == null || e != tried.throttling || attempt == ATTEMPTS) {
          throw e;
        }
        caller.pause(random.between(Duration.ZERO, Duration.ofSeconds(1L << (attempt - 1))));
      }
    }
  }

  /** Remembers when it was the service that throttled the call. */
  private static final class Admission implements Runnable {
    private final Runnable inner;
    private AwsServiceException throttling;

    Admission(Runnable inner) {
      this.inner = inner;
    }

    @Override
    public void run() {
      try {
        inner.run();
      } catch (AwsServiceException e) {
        throttling = e;
        throw e;
      }
    }
  }
}
