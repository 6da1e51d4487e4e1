package io.servergroup.cli;

import io.servergroup.endpoint.SimulatedEndpoint;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The time as AWS has it, as far as its answers tell: what AWS says of ages is not to be held
 * against a clock of this machine that is wrong, nor against real time where time is simulated.
 */
final class AwsTime implements InstantSource, ExecutionInterceptor {
  /** A date has whole seconds, and an answer takes a while: less is no difference. */
  private static final Duration NO_DIFFERENCE = Duration.ofSeconds(3);

  private final InstantSource machine;
  private volatile Duration ahead = Duration.ZERO;

  AwsTime(InstantSource machine) {
    this.machine = machine;
  }

  @Override
  public Instant instant() {
    return machine.instant().plus(ahead);
  }

  @Override
  public void afterTransmission(
      Context.AfterTransmission context, ExecutionAttributes executionAttributes) {
    heard(context.httpResponse());
  }

  /** An answer of AWS. */
  void heard(SdkHttpResponse answer) {
    time(answer)
        .map(time -> Duration.between(machine.instant(), time))
        .ifPresent(
            difference ->
                ahead = difference.abs().compareTo(NO_DIFFERENCE) < 0 ? Duration.ZERO : difference);
  }

  private static Optional<Instant> time(SdkHttpResponse answer) {
    try {
      return answer
          .firstMatchingHeader(SimulatedEndpoint.TIME_HEADER)
          .map(Instant::parse)
          .or(() -> answer.firstMatchingHeader("Date").map(AwsTime::date));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  private static Instant date(String text) {
    return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }
}
