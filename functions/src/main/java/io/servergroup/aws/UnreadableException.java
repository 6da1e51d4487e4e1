package io.servergroup.aws;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** AWS could not be read; the message says why, and what somebody at a terminal can do. */
public final class UnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");

  private static final Set<String> INVALID =
      Set.of(
          "AuthFailure",
          "IncompleteSignature",
          "InvalidAccessKeyId",
          "InvalidClientTokenId",
          "MissingAuthenticationToken",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException");

  private static final Set<String> DENIED =
      Set.of("AccessDenied", "AccessDeniedException", "OptInRequired", "UnauthorizedOperation");

  private static final Pattern ACTION = Pattern.compile("to perform: ([a-z0-9-]+:[A-Za-z0-9]+)");

  /**
   * @param actions the IAM actions that the reading needs, separated by commas
   */
  UnreadableException(String actions, SdkException cause) {
    super(
        cause instanceof AwsServiceException refused
            ? refused(actions, refused)
            : unanswered(actions, cause),
        cause);
  }

  private UnreadableException(SdkException cause, String message) {
    super(message, cause);
  }

  /** Something that should be there is not; the message says what to do. */
  static UnreadableException of(String message, SdkException cause) {
    return new UnreadableException(cause, message);
  }

  /**
   * Reads.
   *
   * @param actions the IAM actions that the reading needs, separated by commas
   * @throws UnreadableException when AWS or the SDK does not let it
   */
  public static <T> T reading(String actions, Supplier<T> read) {
    try {
      return read.get();
    } catch (SdkException e) {
      throw new UnreadableException(actions, e);
    }
  }

  /** What the SDK threw. */
  public SdkException error() {
    return (SdkException) getCause();
  }

  private static String refused(String actions, AwsServiceException error) {
    String code = ErrorReaction.code(error);
    String said = "%s: %s".formatted(code, ErrorReaction.message(error));
    if (DENIED.contains(code)) {
      return "AWS refused %s (%s); allow it to the user or role whose credentials were used"
          .formatted(action(actions, error), said);
    }
    if (EXPIRED.contains(code)) {
      return "the AWS credentials have expired (%s); sign in again, for example with `aws sso login`"
          .formatted(said);
    }
    if (INVALID.contains(code)) {
      return "AWS does not accept the credentials (%s); `aws sts get-caller-identity` shows whose they are: correct them, or choose others with --profile"
          .formatted(said);
    }
    return "AWS could not answer %s (%s); try again, and if it stays, look up the error"
        .formatted(actions, said);
  }

  /** The action AWS names, or else all that the reading needs. */
  private static String action(String actions, AwsServiceException error) {
    Matcher named = ACTION.matcher(ErrorReaction.message(error));
    return named.find() ? named.group(1) : actions;
  }

  /** Errors of the SDK itself have no codes, only wordings. */
  private static String unanswered(String actions, SdkException error) {
    String said = String.valueOf(error.getMessage());
    if (said.contains("Unable to load region")) {
      return "no AWS region was found; give one with --region, or set AWS_REGION";
    }
    if (said.contains("Unable to load credentials") || said.contains("credentials for profile")) {
      return "no AWS credentials were found; choose a profile with --profile or AWS_PROFILE, sign in with `aws sso login`, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
    }
    return isOfTheNetwork(error)
        ? "no answer to %s (%s); check the network, the region's name and AWS_ENDPOINT_URL"
            .formatted(actions, unknownHost(error).orElse(said))
        : "%s could not be asked for (%s); correct what that names: the environment, ~/.aws/config or the session"
            .formatted(actions, said);
  }

  private static boolean isOfTheNetwork(SdkException error) {
    return error instanceof ApiCallTimeoutException
        || error instanceof ApiCallAttemptTimeoutException
        || causes(error).anyMatch(IOException.class::isInstance);
  }

  /** The SDK says of a name without an address only that its cause has it. */
  private static Optional<String> unknownHost(SdkException error) {
    return causes(error)
        .filter(UnknownHostException.class::isInstance)
        .map(cause -> "there is no address of " + host(cause))
        .findFirst();
  }

  /** Java says which name, and on some systems after a colon why. */
  private static String host(Throwable unknown) {
    return String.valueOf(unknown.getMessage()).split(": ", 2)[0];
  }

  private static Stream<Throwable> causes(SdkException error) {
    return Stream.iterate(error, Objects::nonNull, Throwable::getCause);
  }
}
