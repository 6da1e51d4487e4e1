package io.servergroup.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * What the SDK says of settings that it cannot use. It has no exception of its own for them: it
 * throws whatever its code comes across, from a number that is none to a class that is missing.
 */
final class SdkSettings {
  private static final String SDK = "software.amazon.awssdk.";
  private static final List<String> JDK = List.of("java.", "jdk.", "sun.");

  private SdkSettings() {}

  /** The finding in one line; empty when it was not the SDK that broke. */
  static Optional<String> finding(Throwable failure) {
    List<Throwable> causes = causes(failure);
    if (causes.stream().anyMatch(SdkServiceException.class::isInstance)
        || Stream.of(failure, causes.getLast()).noneMatch(SdkSettings::isOfTheSdk)) {
      return Optional.empty();
    }
    return Optional.of(
        "the AWS SDK cannot use its settings (%s); correct what it names where that comes from: environment variables AWS_..., ~/.aws/config or ~/.aws/credentials"
            .formatted(said(causes)));
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable each = failure; each != null && !causes.contains(each); each = each.getCause()) {
      causes.add(each);
    }
    return causes;
  }

  private static boolean isOfTheSdk(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .map(StackTraceElement::getClassName)
        .filter(name -> JDK.stream().noneMatch(name::startsWith))
        .findFirst()
        .filter(name -> name.startsWith(SDK))
        .isPresent();
  }

  /** All that the causes say, each thing once. */
  private static String said(List<Throwable> causes) {
    List<String> said = new ArrayList<>();
    for (Throwable cause : causes) {
      String text =
          Optional.ofNullable(cause.getMessage())
              .map(message -> message.strip().replaceAll("\\s+", " ").replaceFirst("\\.$", ""))
              .filter(message -> !message.isEmpty())
              .orElseGet(() -> cause.getClass().getSimpleName());
      if (said.stream().noneMatch(before -> before.contains(text))) {
        said.add(text);
      }
    }
    return String.join(": ", said);
  }
}
