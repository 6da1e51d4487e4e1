package io.servergroup.endpoint.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.ServiceError;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityInProgressException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** What callers make of a refusal. */
class ErrorsTest {
  private final EchoAccount account = new EchoAccount();
  private final List<Throwable> defects = new ArrayList<>();
  private final WireApi api =
      new WireApi(account, AtOnce.TURN, () -> "the-request-id", defects::add);
  private final SdkClients clients =
      new SdkClients(
          new InProcessHttp(request -> api.exchange(request).answer()),
          URI.create("http://127.0.0.1:1"));

  @Test
  void aModelledErrorOfTheQueryProtocolIsItsExceptionWithCodeMessageStatusAndRequestId() {
    refuse(
        ScalingActivityInProgressException.builder(),
        "ScalingActivityInProgress",
        "it <moves> & so");
    AutoScalingClient client = clients.client(AutoScalingClient.builder());
    ScalingActivityInProgressException e =
        assertThrows(
            ScalingActivityInProgressException.class,
            () -> client.setDesiredCapacity(request -> request.desiredCapacity(1)));
    check(e, "ScalingActivityInProgress", "it <moves> & so");
  }

  @Test
  void anErrorThatNoModelKnowsKeepsItsCode() {
    refuse(AutoScalingException.builder(), "ValidationError", "no such group");
    AutoScalingClient client = clients.client(AutoScalingClient.builder());
    AutoScalingException e =
        assertThrows(AutoScalingException.class, client::describeAutoScalingGroups);
    check(e, "ValidationError", "no such group");
  }

  @Test
  void anErrorOfEc2IsToldByItsCode() {
    refuse(Ec2Exception.builder(), "InvalidNetworkInterface.InUse", "in use");
    Ec2Client client = clients.client(Ec2Client.builder());
    Ec2Exception e = assertThrows(Ec2Exception.class, client::describeVolumes);
    check(e, "InvalidNetworkInterface.InUse", "in use");
  }

  @Test
  void whatTheModelGivesAnErrorOfRoute53ArrivesWithIt() {
    refuse(
        InvalidChangeBatchException.builder().messages("one", "two"),
        "InvalidChangeBatch",
        "[one, two]");
    Route53Client client = clients.client(Route53Client.builder());
    InvalidChangeBatchException e =
        assertThrows(
            InvalidChangeBatchException.class,
            () -> client.getHostedZone(request -> request.id("Z1")));
    check(e, "InvalidChangeBatch", "[one, two]");
    assertEquals(List.of("one", "two"), e.messages());
  }

  @Test
  void aFailedConditionShowsTheItemThatIsThere() {
    Map<String, AttributeValue> item = Map.of("Holder", AttributeValue.fromS("somebody"));
    refuse(
        ConditionalCheckFailedException.builder().item(item),
        "ConditionalCheckFailedException",
        "The conditional request failed");
    DynamoDbClient client = clients.client(DynamoDbClient.builder());
    ConditionalCheckFailedException e =
        assertThrows(
            ConditionalCheckFailedException.class,
            () -> client.putItem(request -> request.tableName("locks")));
    check(e, "ConditionalCheckFailedException", "The conditional request failed");
    assertEquals(item, e.item());
  }

  @Test
  void anErrorOfStepFunctionsHasTheNameOfItsShape() {
    refuse(
        ExecutionDoesNotExistException.builder(),
        "ExecutionDoesNotExist",
        "Execution Does Not Exist");
    SfnClient client = clients.client(SfnClient.builder());
    ExecutionDoesNotExistException e =
        assertThrows(
            ExecutionDoesNotExistException.class,
            () -> client.describeExecution(request -> request.executionArn("arn")));
    check(e, "ExecutionDoesNotExist", "Execution Does Not Exist");
  }

  @Test
  void anErrorOfSqsKeepsTheCodeThatItHadInTheQueryProtocol() {
    refuse(
        QueueDoesNotExistException.builder(),
        "AWS.SimpleQueueService.NonExistentQueue",
        "The specified queue does not exist.");
    SqsClient client = clients.client(SqsClient.builder());
    QueueDoesNotExistException e =
        assertThrows(
            QueueDoesNotExistException.class,
            () -> client.getQueueUrl(request -> request.queueName("none")));
    check(e, "AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist.");
  }

  @Test
  void anOperationThatIsNotSimulatedSaysSoAndIsNotTriedAgain() {
    account.refuse(new UnsupportedOperationException("long polling is not simulated"));
    SqsClient client = clients.client(SqsClient.builder());
    AwsServiceException e =
        assertThrows(
            AwsServiceException.class,
            () -> client.receiveMessage(request -> request.queueUrl("u")));
    assertEquals("NotSimulated", e.awsErrorDetails().errorCode());
    assertEquals(501, e.statusCode());
    assertEquals(
        "sqs:ReceiveMessage is not simulated: long polling is not simulated",
        e.awsErrorDetails().errorMessage());
    assertEquals(List.of(), defects);
  }

  @Test
  void aDefectIsAnInternalFailureAndToldToWhoeverServes() {
    IllegalStateException defect = new IllegalStateException("an illegal move");
    account.refuse(defect);
    SfnClient client = clients.client(SfnClient.builder());
    AwsServiceException e = assertThrows(AwsServiceException.class, client::listStateMachines);
    assertEquals("InternalFailure", e.awsErrorDetails().errorCode());
    assertEquals(500, e.statusCode());
    assertTrue(defects.contains(defect), defects::toString);
  }

  private void refuse(AwsServiceException.Builder builder, String code, String message) {
    account.refuse(ServiceError.of(builder, "Service", 400, code, message));
  }

  private static void check(AwsServiceException e, String code, String message) {
    assertEquals(code, e.awsErrorDetails().errorCode());
    assertEquals(message, e.awsErrorDetails().errorMessage());
    assertEquals(400, e.statusCode());
    assertEquals("the-request-id", e.requestId());
  }
}
