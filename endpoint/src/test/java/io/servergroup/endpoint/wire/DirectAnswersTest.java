package io.servergroup.endpoint.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.aws.AwsClients;
import io.servergroup.endpoint.ClusterFacts;
import io.servergroup.endpoint.ServedCluster;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A cluster whose time stands still answers over the wire what it answers directly. */
class DirectAnswersTest {
  private static AwsClients direct;
  private static SdkClients wire;
  private static ClusterFacts facts;

  @BeforeAll
  static void aCluster() {
    RehearsalOptions options =
        new RehearsalOptions(3, "1", 7, LoadBalancerKind.BOTH, OptionalInt.empty());
    ServedCluster cluster =
        ServedCluster.create(options, Simulation.START.plus(Duration.ofHours(1)));
    direct = cluster.stage().aws();
    facts = cluster.facts();
    WireApi api =
        new WireApi(
            direct,
            AtOnce.TURN,
            () -> "id",
            defect -> {
              throw new AssertionError(defect);
            });
    wire =
        new SdkClients(
            new InProcessHttp(request -> api.exchange(request).answer()),
            URI.create("http://127.0.0.1:1"));
  }

  @Test
  void autoScaling() {
    AutoScalingClient client = wire.client(AutoScalingClient.builder());
    same(direct.autoScaling(), client, AutoScalingClient::describeAutoScalingGroups);
    same(direct.autoScaling(), client, AutoScalingClient::describeAutoScalingInstances);
    same(direct.autoScaling(), client, AutoScalingClient::describeScalingActivities);
    same(
        direct.autoScaling(),
        client,
        each ->
            each.describeScalingActivities(
                request -> request.autoScalingGroupName("confluent-tools-1").maxRecords(1)));
    same(
        direct.autoScaling(),
        client,
        each ->
            each.describeLifecycleHooks(
                request -> request.autoScalingGroupName("confluent-tools-0")));
    same(
        direct.autoScaling(),
        client,
        each ->
            each.describeAutoScalingGroups(
                request ->
                    request
                        .maxRecords(1)
                        .filters(
                            software.amazon.awssdk.services.autoscaling.model.Filter.builder()
                                .name("tag:ServerGroupName")
                                .values("confluent-tools")
                                .build())));
    sameRefusal(
        direct.autoScaling(),
        client,
        each ->
            each.setDesiredCapacity(
                request -> request.autoScalingGroupName("none").desiredCapacity(1)));
  }

  @Test
  void ec2() {
    Ec2Client client = wire.client(Ec2Client.builder());
    same(direct.ec2(), client, Ec2Client::describeInstances);
    same(direct.ec2(), client, Ec2Client::describeInstanceStatus);
    same(direct.ec2(), client, Ec2Client::describeNetworkInterfaces);
    same(direct.ec2(), client, Ec2Client::describeVolumes);
    same(direct.ec2(), client, Ec2Client::describeSubnets);
    same(direct.ec2(), client, Ec2Client::describeAddresses);
    same(direct.ec2(), client, Ec2Client::describeLaunchTemplates);
    same(
        direct.ec2(),
        client,
        each ->
            each.describeLaunchTemplateVersions(
                request ->
                    request.launchTemplateId(facts.launchTemplate()).versions("1", "$Latest")));
    same(
        direct.ec2(),
        client,
        each ->
            each.describeVolumes(
                request ->
                    request.filters(
                        Filter.builder().name("tag:ServerGroupIndex").values("0", "2").build())));
    sameRefusal(
        direct.ec2(),
        client,
        each -> each.describeInstances(request -> request.instanceIds("i-00000000000000000")));
  }

  @Test
  void loadBalancers() {
    ElasticLoadBalancingClient classic = wire.client(ElasticLoadBalancingClient.builder());
    String name = "confluent-tools-classic";
    same(direct.classicLoadBalancers(), classic, ElasticLoadBalancingClient::describeLoadBalancers);
    same(
        direct.classicLoadBalancers(),
        classic,
        each -> each.describeInstanceHealth(request -> request.loadBalancerName(name)));
    same(
        direct.classicLoadBalancers(),
        classic,
        each -> each.describeLoadBalancerAttributes(request -> request.loadBalancerName(name)));
    sameRefusal(
        direct.classicLoadBalancers(),
        classic,
        each -> each.describeInstanceHealth(request -> request.loadBalancerName("none")));
    ElasticLoadBalancingV2Client newer = wire.client(ElasticLoadBalancingV2Client.builder());
    String arn =
        direct.loadBalancers().describeTargetGroups().targetGroups().getFirst().targetGroupArn();
    same(direct.loadBalancers(), newer, ElasticLoadBalancingV2Client::describeTargetGroups);
    same(
        direct.loadBalancers(),
        newer,
        each -> each.describeTargetHealth(request -> request.targetGroupArn(arn)));
    same(
        direct.loadBalancers(),
        newer,
        each -> each.describeTargetGroupAttributes(request -> request.targetGroupArn(arn)));
  }

  @Test
  void route53() {
    Route53Client client = wire.client(Route53Client.builder());
    same(direct.route53(), client, Route53Client::listHostedZones);
    same(
        direct.route53(),
        client,
        each -> each.getHostedZone(request -> request.id(facts.hostedZone())));
    same(
        direct.route53(),
        client,
        each -> each.listResourceRecordSets(request -> request.hostedZoneId(facts.hostedZone())));
    same(
        direct.route53(),
        client,
        each ->
            each.listResourceRecordSets(
                request ->
                    request
                        .hostedZoneId("/hostedzone/" + facts.hostedZone())
                        .startRecordName("1.confluent-tools.example.com")
                        .startRecordType("A")
                        .maxItems("1")));
    sameRefusal(
        direct.route53(), client, each -> each.getHostedZone(request -> request.id("Z000")));
  }

  @Test
  void stepFunctions() {
    SfnClient client = wire.client(SfnClient.builder());
    same(direct.stepFunctions(), client, SfnClient::listStateMachines);
    same(
        direct.stepFunctions(),
        client,
        each ->
            each.describeStateMachine(request -> request.stateMachineArn(facts.stateMachine())));
    String execution =
        client
            .startExecution(
                request -> request.stateMachineArn(facts.stateMachine()).name("a").input("{}"))
            .executionArn();
    same(
        direct.stepFunctions(),
        client,
        each -> each.describeExecution(request -> request.executionArn(execution)));
    same(
        direct.stepFunctions(),
        client,
        each -> each.getExecutionHistory(request -> request.executionArn(execution)));
    same(
        direct.stepFunctions(),
        client,
        each -> each.listExecutions(request -> request.stateMachineArn(facts.stateMachine())));
    sameRefusal(
        direct.stepFunctions(),
        client,
        each ->
            each.startExecution(
                request -> request.stateMachineArn(facts.stateMachine()).input("no JSON")));
    client.stopExecution(request -> request.executionArn(execution).error("Test").cause("over"));
    same(
        direct.stepFunctions(),
        client,
        each -> each.describeExecution(request -> request.executionArn(execution)));
  }

  @Test
  void dynamoDb() {
    DynamoDbClient client = wire.client(DynamoDbClient.builder());
    Map<String, AttributeValue> key = Map.of("ServerGroupName", AttributeValue.fromS("other"));
    client.updateItem(
        request ->
            request
                .tableName(facts.lockTable())
                .key(key)
                .updateExpression("SET #h = :h, Since = :s")
                .expressionAttributeNames(Map.of("#h", "Holder"))
                .expressionAttributeValues(
                    Map.of(":h", AttributeValue.fromS("me"), ":s", AttributeValue.fromN("17")))
                .returnValues(ReturnValue.ALL_NEW));
    same(
        direct.dynamoDb(),
        client,
        each ->
            each.getItem(
                request -> request.tableName(facts.lockTable()).key(key).consistentRead(true)));
    sameRefusal(
        direct.dynamoDb(),
        client,
        each ->
            each.putItem(
                request ->
                    request
                        .tableName(facts.lockTable())
                        .item(key)
                        .conditionExpression("attribute_not_exists(Holder)")));
    sameRefusal(
        direct.dynamoDb(),
        client,
        each -> each.getItem(request -> request.tableName("none").key(key)));
  }

  @Test
  void aMessageArrivesWithTheDigestThatTheSdkComparesWithItsOwn() {
    SqsClient client = wire.client(SqsClient.builder());
    String url =
        client.getQueueUrl(request -> request.queueName("ServerGroupDeadLetters")).queueUrl();
    client.sendMessage(request -> request.queueUrl(url).messageBody("späte Nachricht"));
    assertEquals(
        "späte Nachricht",
        client.receiveMessage(request -> request.queueUrl(url)).messages().getFirst().body());
    sameRefusal(
        direct.sqs(), client, each -> each.getQueueUrl(request -> request.queueName("none")));
  }

  @Test
  void alarmsEventsAndTopics() {
    CloudWatchClient alarms = wire.client(CloudWatchClient.builder());
    same(direct.cloudWatch(), alarms, CloudWatchClient::describeAlarms);
    EventBridgeClient events = wire.client(EventBridgeClient.builder());
    PutEventsRequestEntry entry =
        PutEventsRequestEntry.builder()
            .source("test")
            .detailType("Test")
            .detail("{}")
            .eventBusName("default")
            .build();
    assertEquals(0, events.putEvents(request -> request.entries(entry)).failedEntryCount());
    SnsClient topics = wire.client(SnsClient.builder());
    sameRefusal(
        direct.sns(),
        topics,
        each ->
            each.publish(
                request ->
                    request
                        .topicArn("arn:aws:sns:eu-west-1:123456789012:none")
                        .subject("s")
                        .message("m")));
  }

  private static <C> void same(C direct, C wire, Function<C, ? extends SdkPojo> call) {
    SdkPojo expected = call.apply(direct);
    SdkPojo answered = call.apply(wire);
    assertTrue(
        expected.equalsBySdkFields(answered),
        () -> "direct   %s\nanswered %s".formatted(expected, answered));
  }

  private static <C> void sameRefusal(C direct, C wire, Function<C, ? extends SdkPojo> call) {
    AwsServiceException expected =
        assertThrows(AwsServiceException.class, () -> call.apply(direct));
    AwsServiceException answered = assertThrows(AwsServiceException.class, () -> call.apply(wire));
    assertEquals(expected.getClass(), answered.getClass());
    assertEquals(expected.statusCode(), answered.statusCode());
    assertEquals(expected.awsErrorDetails().errorCode(), answered.awsErrorDetails().errorCode());
    assertEquals(
        expected.awsErrorDetails().errorMessage(), answered.awsErrorDetails().errorMessage());
  }
}
