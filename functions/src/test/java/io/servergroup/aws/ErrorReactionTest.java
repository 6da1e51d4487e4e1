package io.servergroup.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

class ErrorReactionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RequestLimitExceeded           | Request limit exceeded.         | TryAgain
          Throttling                     | Rate exceeded                   | TryAgain
          PriorRequestNotComplete        | a change is in flight           | TryAgain
          ConcurrentTagAccess            | tags are being changed          | TryAgain
          ResourceContention             | You already have a pending update | TryAgain
          InternalError                  | An internal error has occurred  | TryAgain
          SomethingNobodyHasSeen         | ?                               | TryAgain
          ScalingActivityInProgress      | activity is in progress         | WorldDiffers
          InvalidNetworkInterface.InUse  | Interface: [eni-1] in use.      | WorldDiffers
          InvalidParameterValue          | Instance 'i-1' already has an interface attached at device index '1'. | WorldDiffers
          InvalidParameterValue          | Network interface 'eni-1' is currently in use. | WorldDiffers
          IncorrectState                 | Instance 'i-1' is not 'running' | WorldDiffers
          IncorrectInstanceState         | not in a valid state            | WorldDiffers
          VolumeInUse                    | vol-1 is already attached       | WorldDiffers
          InvalidAttachmentID.NotFound   | The attachment ID does not exist | WorldDiffers
          InvalidInstanceID.NotFound     | The instance ID does not exist  | WorldDiffers
          UnauthorizedOperation          | not authorized                  | GiveUp
          AccessDenied                   | not authorized                  | GiveUp
          AttachmentLimitExceeded        | Interface count 4 exceeds the limit for t3.nano | GiveUp
          InvalidParameterCombination    | not in the same availability zone | GiveUp
          InvalidParameterValue          | Invalid value for device name   | GiveUp
          InvalidParameterValue          | Invalid value '/dev/sdf' for unixDevice. Attachment point /dev/sdf is already in use | GiveUp
          InvalidInput                   | Invalid id                      | GiveUp
          InvalidVolume.ZoneMismatch     | not in the same zone            | GiveUp
          InvalidDevice.InUse            | /dev/sdf is already in use      | GiveUp
          InvalidChangeBatch             | not permitted in zone           | GiveUp
          NoSuchHostedZone               | No hosted zone found            | GiveUp
          ValidationError                | No Lifecycle Hook found         | GiveUp
          """)
  void everyErrorAsksForOneReaction(String code, String message, String reaction) {
    Outcome outcome = ErrorReaction.to("ec2:AttachNetworkInterface", error(code, message));
    assertEquals(reaction, outcome.getClass().getSimpleName());
  }

  @Test
  void noAnswerIsTriedAgain() {
    assertInstanceOf(
        Outcome.TryAgain.class,
        ErrorReaction.to("ec2:AttachVolume", SdkClientException.create("read timed out")));
  }

  @Test
  void aMissingPermissionIsNamedTogetherWithWhatToDo() {
    Outcome outcome =
        ErrorReaction.to(
            "ec2:AttachNetworkInterface", error("UnauthorizedOperation", "not authorized"));
    String detail = assertInstanceOf(Outcome.GiveUp.class, outcome).detail();
    assertTrue(detail.contains("ec2:AttachNetworkInterface") && detail.contains("role"), detail);
  }

  @Test
  void aPermissionThatMayBeNewIsWaitedForAndNothingElse() {
    assertInstanceOf(
        Outcome.TryAgain.class,
        ErrorReaction.whenNewlyAllowed("route53:GetHostedZone", error("AccessDenied", "not yet")));
    assertInstanceOf(
        Outcome.GiveUp.class,
        ErrorReaction.whenNewlyAllowed("route53:GetHostedZone", error("NoSuchHostedZone", "none")));
  }

  @Test
  void onlyTheExactWordsMeanThatALifecycleActionIsOver() {
    assertInstanceOf(
        Outcome.AlreadyDone.class,
        LifecycleGateway.special(
                error(
                    "ValidationError",
                    "No active Lifecycle Action found with instance ID i-0123456789abcdef0"))
            .orElseThrow());
    assertTrue(
        LifecycleGateway.special(error("ValidationError", "Group tools-1 not found")).isEmpty());
    assertTrue(
        LifecycleGateway.special(error("Throttling", "No active Lifecycle Action found"))
            .isEmpty());
  }

  private static SdkException error(String code, String message) {
    return (SdkException)
        Ec2Exception.builder()
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
            .statusCode(400)
            .build();
  }
}
