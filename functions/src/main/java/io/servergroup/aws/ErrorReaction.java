package io.servergroup.aws;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Sorts errors of AWS by the reaction they need. Most EC2 errors are not modelled by the SDK, so
 * their codes tell them apart.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html">Error
 *     codes for the Amazon EC2 API</a>
 */
public final class ErrorReaction {
  private static final Set<String> DENIED =
      Set.of(
          "UnauthorizedOperation",
          "AccessDenied",
          "AccessDeniedException",
          "AuthFailure",
          "OptInRequired");

  private static final Set<String> WORLD_DIFFERS =
      Set.of(
          "InvalidNetworkInterface.InUse",
          "InvalidNetworkInterfaceID.NotFound",
          "InvalidAttachmentID.NotFound",
          "VolumeInUse",
          "InvalidVolume.NotFound",
          "InvalidAttachment.NotFound",
          "IncorrectState",
          "IncorrectInstanceState",
          "InvalidInstanceID",
          "InvalidInstanceID.NotFound",
          "ScalingActivityInProgress",
          "ScalingActivityInProgressFault");

  /** Wordings under which EC2 reports a state through a code that usually means a wrong request. */
  private static final Set<String> STATES_IN_WORDS =
      Set.of("already has an interface attached at device index", "in use");

  private static final Map<String, String> PERMANENT =
      Map.ofEntries(
          Map.entry(
              "AttachmentLimitExceeded",
              "choose an instance type with room for one more network interface or volume"),
          Map.entry(
              "InvalidParameterCombination",
              "put the instance and what is attached to it into one availability zone"),
          Map.entry(
              "InvalidVolume.ZoneMismatch",
              "put the volume and the instance into one availability zone"),
          Map.entry(
              "InvalidDevice.InUse",
              "let the image's block devices leave free the device that the volume's tag names"),
          Map.entry(
              "CustomerKeyHasBeenRevoked",
              "let the function's role make grants with the KMS key of the volume, and enable the"
                  + " key"),
          Map.entry("InvalidInput", "correct the DNS tags of the network interface"),
          Map.entry("InvalidParameterValue", "correct the tags of the server's slot"),
          Map.entry("InvalidChangeBatch", "correct the DNS tags of the network interface"),
          Map.entry("NoSuchHostedZone", "correct the hosted zone in the network interface's tags"),
          Map.entry("OperationNotPermitted", "attach the server's interface by this system only"),
          Map.entry("TagLimitExceeded", "remove tags from the instance"),
          Map.entry("UnsupportedOperation", "choose an instance type that supports it"),
          Map.entry(
              "ValidationError",
              "compare the lifecycle hooks of the group with the names the function is set to"));

  private ErrorReaction() {}

  /**
   * The reaction to an error. One that nobody has classified is tried again: giving up a server for
   * it would be worse.
   *
   * @param action the IAM action that was called, such as {@code ec2:AttachNetworkInterface}
   */
  public static Outcome to(String action, SdkException error) {
    if (!(error instanceof AwsServiceException refused) || refused.awsErrorDetails() == null) {
      return new Outcome.TryAgain("%s: no answer: %s".formatted(action, error.getMessage()));
    }
    String code = code(error);
    String said = "%s: %s: %s".formatted(action, code, message(error));
    if (DENIED.contains(code)) {
      return new Outcome.GiveUp(said + "; allow this action in the function's role");
    }
    if (WORLD_DIFFERS.contains(code) || isStateInWords(code, message(error))) {
      return new Outcome.WorldDiffers(said);
    }
    return Optional.ofNullable(PERMANENT.get(code))
        .<Outcome>map(advice -> new Outcome.GiveUp(said + "; " + advice))
        .orElseGet(() -> new Outcome.TryAgain(said));
  }

  /**
   * The reaction of whoever may have been allowed the action only seconds ago, by the very stack
   * that asks: IAM tells all of AWS by and by, so that a denial may pass, too.
   *
   * @param action the IAM action that was called
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency">Changes
   *     that I make are not always immediately visible</a>
   */
  public static Outcome whenNewlyAllowed(String action, SdkException error) {
    Outcome usual = to(action, error);
    return usual instanceof Outcome.GiveUp(String detail) && DENIED.contains(code(error))
        ? new Outcome.TryAgain(detail)
        : usual;
  }

  /** The error code; empty when there was no answer. */
  static String code(SdkException error) {
    return details(error).map(AwsErrorDetails::errorCode).orElse("");
  }

  /** What AWS said; empty when there was no answer. */
  static String message(SdkException error) {
    return details(error).map(AwsErrorDetails::errorMessage).orElse("");
  }

  private static Optional<AwsErrorDetails> details(SdkException error) {
    return error instanceof AwsServiceException refused
        ? Optional.ofNullable(refused.awsErrorDetails())
        : Optional.empty();
  }

  private static boolean isStateInWords(String code, String message) {
    String words = message.toLowerCase(Locale.ROOT);
    return code.equals("InvalidParameterValue")
        // A device that the image itself uses stays in use.
        && !words.contains("attachment point")
        && STATES_IN_WORDS.stream().anyMatch(words::contains);
  }
}
