package io.servergroup.simulator.aws.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.ServiceError;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.ResourceContentionException;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

class SdkServiceTest {
  private static final Notation STATES = Notation.SDK_INTEGRATION;

  /** A client that knows one operation and remembers what it was asked. */
  private static final class Table implements DynamoDbClient {
    private PutItemRequest asked;
    private RuntimeException refusal;

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
      asked = request;
      if (refusal != null) {
        throw refusal;
      }
      return PutItemResponse.builder().attributes(Map.of("id", AttributeValue.fromN("7"))).build();
    }

    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}
  }

  private final Table table = new Table();
  private final SdkService service = SdkService.of(DynamoDbClient.class, table);

  @Test
  void anOperationIsCalledWithTheRequestThatItsArgumentsDescribe() {
    SdkOperation putItem = service.operation("putItem");
    var request =
        putItem.request(
            Map.of(
                "TableName", "locks",
                "ConditionExpression", "attribute_not_exists(id)",
                "Item", Map.of("id", Map.of("S", "kafka"), "live", Map.of("Bool", true))),
            STATES);
    assertEquals(
        Map.of("Attributes", Map.of("id", Map.of("N", "7"))),
        ModelToJson.of(putItem.call(request), STATES));
    assertEquals("locks", table.asked.tableName());
    assertEquals(
        Map.of("id", AttributeValue.fromS("kafka"), "live", AttributeValue.fromBool(true)),
        table.asked.item());
  }

  @Test
  void everyMistakeIsReportedWithItsPath() {
    var e =
        assertThrows(
            InvalidArgumentsException.class,
            () ->
                request(
                    DescribeNetworkInterfacesRequest.class,
                    Map.of("Filters", List.of(Map.of("Name", 7, "values", List.of("a"))))));
    assertEquals(2, e.findings().size(), e.getMessage());
    assertTrue(
        e.findings()
            .contains(
                "The value for the field 'Filters[0].Name' must be a STRING but was the NUMBER 7"),
        e.getMessage());
    assertTrue(
        e.findings()
            .contains(
                "The field 'Filters[0].values' is not supported by Step Functions; write 'Values'"),
        e.getMessage());
  }

  @Test
  void aFieldThatDoesNotExistNamesThoseThatDo() {
    var e =
        assertThrows(
            InvalidArgumentsException.class,
            () -> request(DescribeAutoScalingGroupsRequest.class, Map.of("Groups", List.of())));
    assertEquals(
        List.of(
            "The field 'Groups' is not supported by Step Functions; supported: "
                + "AutoScalingGroupNames, IncludeInstances, NextToken, MaxRecords, Filters"),
        e.findings());
  }

  @Test
  void valuesOfTheWrongTypeAreRefusedWhateverTheTypeIs() {
    Map<Object, String> wrong =
        Map.of(
            Map.of("MaxRecords", 1.5),
                "'MaxRecords' must be an INTEGER from -2147483648 to 2147483647 but was the NUMBER 1.5",
            Map.of("MaxRecords", 3_000_000_000L),
                "'MaxRecords' must be an INTEGER from -2147483648 to 2147483647"
                    + " but was the NUMBER 3000000000",
            Map.of("MaxRecords", "5"), "but was the STRING \"5\"",
            Map.of("AutoScalingGroupNames", "kafka"),
                "'AutoScalingGroupNames' must be an ARRAY but was the STRING \"kafka\"",
            Map.of("AutoScalingGroupNames", Arrays.asList("a", null)),
                "'AutoScalingGroupNames[1]' must be present but was null",
            Map.of("Filters", List.of(true)),
                "'Filters[0]' must be an OBJECT but was the BOOLEAN true");
    wrong.forEach(
        (json, message) -> {
          var e =
              assertThrows(
                  InvalidArgumentsException.class,
                  () -> request(DescribeAutoScalingGroupsRequest.class, (Map<?, ?>) json));
          assertTrue(e.getMessage().contains(message), e.getMessage());
        });
  }

  @Test
  void aWholeNumberThatAnExpressionYieldedAsFloatingPointIsAnInteger() {
    var request =
        (DescribeAutoScalingGroupsRequest)
            request(DescribeAutoScalingGroupsRequest.class, Map.of("MaxRecords", 50.0));
    assertEquals(50, request.maxRecords());
  }

  @Test
  void aNullMemberIsAnAbsentMember() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("NextToken", null);
    var request =
        (DescribeAutoScalingGroupsRequest) request(DescribeAutoScalingGroupsRequest.class, json);
    assertEquals(DescribeAutoScalingGroupsRequest.builder().build(), request);
  }

  @Test
  void aResponseShowsWhatIsThereAndLeavesOutWhatIsNot() {
    var response =
        DescribeAutoScalingGroupsResponse.builder()
            .autoScalingGroups(
                AutoScalingGroup.builder()
                    .autoScalingGroupName("kafka-0")
                    .desiredCapacity(1)
                    .vpcZoneIdentifier("subnet-1")
                    .createdTime(Instant.parse("2026-01-05T09:00:00Z"))
                    .targetGroupARNs(List.of())
                    .instances(
                        Instance.builder()
                            .instanceId("i-1")
                            .lifecycleState(LifecycleState.IN_SERVICE)
                            .build())
                    .build())
            .build();
    assertEquals(
        Map.of(
            "AutoScalingGroups",
            List.of(
                Map.of(
                    "AutoScalingGroupName",
                    "kafka-0",
                    "DesiredCapacity",
                    1,
                    "VpcZoneIdentifier",
                    "subnet-1",
                    "CreatedTime",
                    "2026-01-05T09:00:00Z",
                    "TargetGroupARNs",
                    List.of(),
                    "Instances",
                    List.of(Map.of("InstanceId", "i-1", "LifecycleState", "InService"))))),
        ModelToJson.of(response, STATES));
  }

  @Test
  void networkInterfacesAreNamedAsInTheApiNotAsInItsXml() {
    var response =
        DescribeNetworkInterfacesResponse.builder()
            .networkInterfaces(
                NetworkInterface.builder()
                    .networkInterfaceId("eni-1")
                    .attachment(
                        NetworkInterfaceAttachment.builder()
                            .deviceIndex(1)
                            .deleteOnTermination(false)
                            .build())
                    .tagSet(Tag.builder().key("ServerGroupIndex").value("0").build())
                    .build())
            .build();
    assertEquals(
        Map.of(
            "NetworkInterfaces",
            List.of(
                Map.of(
                    "NetworkInterfaceId", "eni-1",
                    "Attachment", Map.of("DeviceIndex", 1, "DeleteOnTermination", false),
                    "TagSet", List.of(Map.of("Key", "ServerGroupIndex", "Value", "0"))))),
        ModelToJson.of(response, STATES));
  }

  @Test
  void aRecordSetChangeIsBuiltWithItsEnumsAndNumbers() {
    var request =
        (ChangeResourceRecordSetsRequest)
            request(
                ChangeResourceRecordSetsRequest.class,
                Map.of(
                    "HostedZoneId",
                    "Z1",
                    "ChangeBatch",
                    Map.of(
                        "Changes",
                        List.of(
                            Map.of(
                                "Action",
                                "UPSERT",
                                "ResourceRecordSet",
                                Map.of(
                                    "Name",
                                    "kafka-0.example.com",
                                    "Type",
                                    "A",
                                    "Ttl",
                                    60,
                                    "ResourceRecords",
                                    List.of(Map.of("Value", "10.0.0.4"))))))));
    var change = request.changeBatch().changes().getFirst();
    assertEquals(ChangeAction.UPSERT, change.action());
    assertEquals(RRType.A, change.resourceRecordSet().type());
    assertEquals(60L, change.resourceRecordSet().ttl());
    assertEquals("10.0.0.4", change.resourceRecordSet().resourceRecords().getFirst().value());
  }

  @Test
  void targetHealthKeepsTheTextsOfItsEnums() {
    var response =
        DescribeTargetHealthResponse.builder()
            .targetHealthDescriptions(
                TargetHealthDescription.builder()
                    .target(TargetDescription.builder().id("i-1").port(8081).build())
                    .targetHealth(
                        TargetHealth.builder()
                            .state(TargetHealthStateEnum.UNHEALTHY_DRAINING)
                            .build())
                    .build())
            .build();
    assertEquals(
        Map.of(
            "TargetHealthDescriptions",
            List.of(
                Map.of(
                    "Target", Map.of("Id", "i-1", "Port", 8081),
                    "TargetHealth", Map.of("State", "unhealthy.draining")))),
        ModelToJson.of(response, STATES));
  }

  @Test
  void onTheWireMembersHaveTheirProtocolsNamesAndScalars() {
    Map<String, Object> item =
        ModelToJson.of(
            PutItemRequest.builder()
                .item(
                    Map.of(
                        "nothing", AttributeValue.fromNul(true),
                        "bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("hi"))))
                .build(),
            Notation.WIRE);
    assertEquals(
        Map.of("Item", Map.of("nothing", Map.of("NULL", true), "bytes", Map.of("B", "aGk="))),
        item);
    var execution =
        DescribeExecutionResponse.builder()
            .name("deploy")
            .startDate(Instant.parse("2026-01-05T09:00:00.250Z"))
            .build();
    assertEquals(
        Map.of("name", "deploy", "startDate", new BigDecimal("1767603600.250")),
        ModelToJson.of(execution, Notation.WIRE));
    assertEquals(
        execution,
        JsonToModel.build(
            ModelShapes.builder(DescribeExecutionResponse.class),
            Map.of("name", "deploy", "startDate", 1767603600.25),
            Notation.WIRE));
  }

  @Test
  void blobsAreTextsForStepFunctionsAndBase64OnTheWire() {
    var bytes = AttributeValue.fromB(SdkBytes.fromUtf8String("hi"));
    assertEquals(bytes, value(Map.of("B", "hi"), STATES));
    assertEquals(bytes, value(Map.of("B", "aGk="), Notation.WIRE));
    var e =
        assertThrows(InvalidArgumentsException.class, () -> value(Map.of("B", "%"), Notation.WIRE));
    assertEquals(
        List.of("The value for the field 'B' must be a STRING in Base64 but was the STRING \"%\""),
        e.findings());
  }

  private static Object value(Map<?, ?> json, Notation notation) {
    return JsonToModel.build(ModelShapes.builder(AttributeValue.class), json, notation);
  }

  @Test
  void aTimestampThatIsNoneIsNamed() {
    for (Object wrong : List.of("yesterday", 1767603600)) {
      var e =
          assertThrows(
              InvalidArgumentsException.class,
              () -> request(GetMetricDataRequest.class, Map.of("StartTime", wrong)));
      assertTrue(
          e.getMessage()
              .contains("'StartTime' must be a TIMESTAMP such as 2026-01-05T09:00:00Z but was"),
          e.getMessage());
    }
  }

  @Test
  void aModelledErrorIsNamedByServiceAndExceptionClass() {
    assertEquals(
        new SdkFailure(
            "DynamoDb.ConditionalCheckFailedException",
            "The conditional request failed (Service: DynamoDb, Status Code: 400,"
                + " Request ID: 00000000-0000-4000-a000-000000000000)"),
        failure(
            "DynamoDb",
            error(
                ConditionalCheckFailedException.builder(),
                "DynamoDb",
                "ConditionalCheckFailedException",
                "The conditional request failed")));
    assertEquals(
        "AutoScaling.ResourceContentionException",
        failure(
                "AutoScaling",
                error(
                    ResourceContentionException.builder(),
                    "AutoScaling",
                    "ResourceContention",
                    "x"))
            .error());
  }

  @Test
  void anErrorWithoutAClassOfItsOwnIsNamedByTheServicesGeneralOne() {
    assertEquals(
        "Ec2.Ec2Exception",
        failure("Ec2", error(Ec2Exception.builder(), "Ec2", "InvalidInstanceID.NotFound", "x"))
            .error());
    assertEquals(
        "AutoScaling.AutoScalingException",
        failure(
                "AutoScaling",
                error(AutoScalingException.builder(), "AutoScaling", "ValidationError", "x"))
            .error());
    assertEquals(
        "Ec2.Ec2Exception",
        failure("Ec2", error(AwsServiceException.builder(), "Ec2", "RequestLimitExceeded", "x"))
            .error());
    assertEquals(
        new SdkFailure("Ec2.SdkClientException", "Unable to execute HTTP request: timeout"),
        SdkFailure.of("Ec2", SdkClientException.create("Unable to execute HTTP request: timeout")));
  }

  @Test
  void whatTheClientThrowsArrivesAsItWasThrown() {
    table.refusal = error(DynamoDbException.builder(), "DynamoDb", "ValidationException", "bad");
    SdkOperation putItem = service.operation("putItem");
    var thrown =
        assertThrows(
            DynamoDbException.class, () -> putItem.call(putItem.request(Map.of(), STATES)));
    assertSame(table.refusal, thrown);
  }

  @Test
  void anOperationTheClientDoesNotImplementIsNoServiceError() {
    SdkOperation scan = service.operation("scan");
    assertThrows(
        UnsupportedOperationException.class, () -> scan.call(scan.request(Map.of(), STATES)));
  }

  @Test
  void anUnknownOperationSaysHowItIsSpelled() {
    var e = assertThrows(IllegalArgumentException.class, () -> service.operation("PutItem"));
    assertEquals("DynamoDb has no operation 'PutItem'; write 'putItem'", e.getMessage());
  }

  private static Object request(Class<?> type, Map<?, ?> json) {
    return JsonToModel.build(ModelShapes.builder(type), json, STATES);
  }

  private static RuntimeException error(
      AwsServiceException.Builder builder, String service, String code, String message) {
    return ServiceError.of(builder, service, 400, code, message);
  }

  private static SdkFailure failure(String service, RuntimeException exception) {
    return SdkFailure.of(service, (AwsServiceException) exception);
  }
}
