package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.cloudformation.ReceivedAnswer;
import io.servergroup.simulator.aws.ec2.Subnet;
import io.servergroup.simulator.aws.elb.HealthCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stacks are told of their parameters before anything of a cluster is made or changed. */
final class ClusterInputsStoryTest {
  private static final String TYPE = "Custom::ClusterInputs";
  private static final String ZONES = "Custom::SubnetZones";
  private static final HealthCheck CHECK = new HealthCheck(Duration.ofSeconds(10), 2, 2);

  private final Story story = Story.of(3);
  private final StackByHand stack = new StackByHand(story);
  private final Cluster cluster = story.stage().cluster();

  private List<String> subnets() {
    return cluster.members().stream()
        .map(member -> story.aws().ec2World().interfaces().require(member.networkInterface()))
        .map(eni -> eni.subnet().id())
        .toList();
  }

  private Map<String, Object> properties() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("ServerGroup", cluster.name());
    properties.put("ClusterName", cluster.name());
    properties.put("ClusterSize", "3");
    properties.put("VpcId", cluster.vpc());
    properties.put("SubnetIds", subnets());
    properties.put("DnsNames", List.of(""));
    properties.put("DnsNameCommonPortion", "confluent-tools.example.com");
    properties.put("Route53HostedZoneId", cluster.hostedZone());
    properties.put("DeploymentBatchSize", "1");
    properties.put("RolloutOptions", "{\"bakeSeconds\": \"60\"}");
    properties.put("AttachEni", "true");
    properties.put("EnableElasticIps", "false");
    properties.put("EbsVolumeSize", "10");
    properties.put("HealthCheckType", "ELB");
    properties.put("ElbNames", List.of(""));
    properties.put("TargetGroupArns", List.copyOf(cluster.balancers().targetGroupArns()));
    properties.put("WaitForCapacityTimeoutMinutes", "10");
    return properties;
  }

  private Map<String, Object> with(Map<String, ?> changes) {
    Map<String, Object> properties = properties();
    properties.putAll(changes);
    return properties;
  }

  private ReceivedAnswer ask(String kind, String type, Map<String, ?> properties) {
    return stack.ask(DeployedFunction.CLUSTER_INPUTS, kind, type, "Inputs", properties);
  }

  private ReceivedAnswer create(Map<String, ?> properties) {
    return ask("Create", TYPE, properties);
  }

  private long readings() {
    return story.calls().stream()
        .filter(call -> call.caller().contains(DeployedFunction.CLUSTER_INPUTS))
        .filter(call -> !call.service().equals("presigned"))
        .count();
  }

  @Test
  void theParametersOfARunningClusterFitTogetherAndNothingIsChanged() {
    ReceivedAnswer answer = create(properties());

    assertEquals("SUCCESS", answer.status(), answer.reason());
    assertEquals(
        5, readings(), "the zone, the subnets, the target group, the interfaces, the volumes");
    story.endsWell();
  }

  @Test
  void anUpdateThatWouldMoveAServerIsRefusedAndCanBeTakenBack() {
    List<String> others = new ArrayList<>(subnets());
    Collections.swap(others, 0, 1);

    ReceivedAnswer update = ask("Update", TYPE, with(Map.of("SubnetIds", others)));
    ReceivedAnswer rollback = ask("Update", TYPE, properties());

    assertEquals("FAILED", update.status());
    assertTrue(
        update.reason().contains("server 0 from " + others.get(1) + " to " + others.get(0)),
        update.reason());
    assertEquals("SUCCESS", rollback.status(), rollback.reason());
    story.endsWell();
  }

  @Test
  void whatALoopOfTheTemplateMakesIsJoined() {
    ReceivedAnswer answer =
        ask("Create", "Custom::JoinedValues", Map.of("Value0", "10.0.0.4", "Value1", "10.0.16.4"));

    assertEquals("SUCCESS", answer.status(), answer.reason());
    assertEquals(Map.of("Joined", "10.0.0.4,10.0.16.4"), answer.data());
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceInWordsThatFitIntoTheAnswer() {
    Subnet elsewhere = story.aws().ec2World().createSubnet("vpc-2", "eu-west-1a", "10.9.0.0/20");
    story.aws().balancers().createClassic("far", "vpc-2", 80, CHECK, Duration.ZERO);
    String functions = story.aws().balancers().createTargetGroupOf("lambda", "fn", cluster.vpc());
    String addresses = story.aws().balancers().createTargetGroupOf("ip", "ips", "vpc-2");
    String gone =
        "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/gone/73e2d6bc24d8a067";

    ReceivedAnswer answer =
        create(
            with(
                Map.of(
                    "SubnetIds",
                    List.of(subnets().getFirst(), elsewhere.id(), "subnet-0gone", "subnet-*"),
                    "DnsNames",
                    List.of("a.example.com", "A.example.com", "b.example.org", "d.example.com"),
                    "DeploymentBatchSize",
                    "4",
                    "RolloutOptions",
                    "{\"batchSize\": 2, \"bakeSeconds\": -1, \"speed\": 9}",
                    "TargetGroupArns",
                    List.of(functions, addresses, gone, "fn"),
                    "ElbNames",
                    List.of("far", "missing"))));

    assertEquals("FAILED", answer.status());
    assertEquals(
        List.of(
            "DnsNames: found 4 for 3 servers",
            "DnsNames: found \"A.example.com\" has upper case letters",
            "DnsNames: found more than once: a.example.com",
            "DnsNames: not in the hosted zone example.com (" + cluster.hostedZone() + ")",
            "SubnetIds: not in this account and region: subnet-0gone; subnet-*",
            "SubnetIds: not in the VPC " + cluster.vpc() + ": " + elsewhere.id() + " in vpc-2",
            "TargetGroupArns: not in this account and region: " + gone,
            "TargetGroupArns: found fn (ValidationError: 'fn' is not a valid target group ARN)",
            "TargetGroupArns: not in the VPC " + cluster.vpc() + ": " + addresses + " in vpc-2",
            "TargetGroupArns: " + functions + " has the target type lambda",
            "ElbNames: not in this account and region: missing",
            "ElbNames: not in the VPC " + cluster.vpc() + ": far in vpc-2",
            "DeploymentBatchSize: found \"4\" for a cluster of 3",
            "RolloutOptions: found \"batchSize\"; leave it out",
            "RolloutOptions: unknown fields \"speed\"",
            "RolloutOptions bakeSeconds: found -1"),
        beginnings(answer),
        answer.reason());
    assertTrue(answer.bytes() < 4_096, answer.bytes() + " bytes");
    story.endsWell();
  }

  /** The findings, each as far as the test says what it begins with. */
  private static List<String> beginnings(ReceivedAnswer answer) {
    return answer
        .reason()
        .lines()
        .skip(1)
        .map(line -> line.replaceFirst("^- ", ""))
        .map(ClusterInputsStoryTest::beginning)
        .toList();
  }

  private static String beginning(String line) {
    if (line.startsWith("RolloutOptions: found")) {
      return line.substring(0, line.indexOf(": D"));
    }
    if (line.startsWith("DnsNames: not in")) {
      return line.substring(0, line.indexOf(')') + 1);
    }
    if (line.contains("subnet-0gone")) {
      return line.substring(0, line.indexOf("; name"));
    }
    if (line.contains("target type lambda")) {
      return line.substring(0, line.indexOf("; arn"));
    }
    return line.substring(0, line.indexOf(';'));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"bakeSeconds\": 60', found no JSON object",
    "'[1, 2]', found no JSON object: it is another kind of value",
    "'bake for a while', found no JSON object",
    "'{\"skipHealthCheck\": true}', SkipHealthCheck says it",
  })
  void optionsThatNoRolloutCouldReadAreRefused(String options, String words) {
    ReceivedAnswer answer = create(with(Map.of("RolloutOptions", options)));

    assertEquals("FAILED", answer.status());
    assertTrue(answer.reason().contains(words), answer.reason());
    assertEquals(1, answer.reason().lines().skip(1).count(), answer.reason());
  }

  @Test
  void aZoneThatDoesNotExistIsNamed() {
    ReceivedAnswer answer = create(with(Map.of("Route53HostedZoneId", "Z0GONE")));

    assertEquals("FAILED", answer.status());
    assertTrue(answer.reason().contains("no hosted zone Z0GONE"), answer.reason());
  }

  @Test
  void anUpdateIsCheckedAsACreationIsAndADeletionReadsNothing() {
    assertEquals("SUCCESS", ask("Update", TYPE, properties()).status());
    ReceivedAnswer refused = ask("Update", TYPE, with(Map.of("DeploymentBatchSize", "9")));
    assertEquals("FAILED", refused.status());
    long before = readings();

    assertEquals("SUCCESS", ask("Delete", TYPE, Map.of("ClusterSize", "none")).status());
    assertEquals("SUCCESS", ask("Delete", ZONES, Map.of()).status());
    assertEquals("SUCCESS", ask("Delete", "Custom::Other", Map.of()).status());

    assertEquals(before, readings());
  }

  @Test
  void theZonesOfSubnetsComeInTheirOrder() {
    List<String> backwards = subnets().reversed();

    ReceivedAnswer answer = ask("Create", ZONES, Map.of("SubnetIds", backwards));

    assertEquals("SUCCESS", answer.status(), answer.reason());
    assertEquals(Map.of("Zones", "eu-west-1c,eu-west-1b,eu-west-1a"), answer.data());
  }

  @Test
  void aSubnetThatDoesNotExistHasNoZone() {
    ReceivedAnswer answer =
        ask("Create", ZONES, Map.of("SubnetIds", List.of(subnets().getFirst(), "subnet-0gone")));

    assertEquals("FAILED", answer.status());
    assertTrue(
        answer.reason().contains("SubnetIds: not in this account and region: subnet-0gone"),
        answer.reason());
  }

  @Test
  void anUnknownTypeIsRefusedWithTheKnownOnes() {
    ReceivedAnswer answer = ask("Create", "Custom::ClusterInput", properties());

    assertEquals("FAILED", answer.status());
    for (String word : List.of("\"Custom::ClusterInput\"", TYPE, ZONES)) {
      assertTrue(answer.reason().contains(word), answer.reason());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DescribeSubnets, RequestLimitExceeded, slow down",
    // The same update may have given the function the permission, of which IAM has to tell AWS.
    "GetHostedZone, AccessDenied, not authorized",
  })
  void whatAwsCannotTellForTheMomentIsAskedForAgain(String operation, String code, String said) {
    Refusals refused = Refusals.ofFirst(4, operation, code, said);
    story.callFaults(refused);

    assertEquals("SUCCESS", create(properties()).status());

    assertEquals(4, refused.count());
  }

  @ParameterizedTest
  @CsvSource({
    "GetHostedZone, AccessDenied, route53:GetHostedZone",
    "DescribeTargetGroups, AccessDenied, elasticloadbalancing:DescribeTargetGroups",
    "DescribeSubnets, RequestLimitExceeded, try again",
  })
  void whatAwsDoesNotTellAtAllFailsWithTheReason(String operation, String code, String words) {
    story.callFaults(Refusals.of(operation, code, "told by a test"));

    ReceivedAnswer answer = create(properties());

    assertEquals("FAILED", answer.status());
    assertTrue(answer.reason().contains("could not be compared"), answer.reason());
    assertTrue(answer.reason().contains(code), answer.reason());
    assertTrue(answer.reason().contains(words), answer.reason());
  }

  /** The volumes have 10 GiB, to which an update with other changes has made them grow. */
  private ReceivedAnswer shrink() {
    return update(with(Map.of("EbsVolumeSize", "5")), properties());
  }

  private ReceivedAnswer update(Map<String, ?> properties, Map<String, ?> old) {
    return stack.await(
        stack.send(DeployedFunction.CLUSTER_INPUTS, "Update", TYPE, "Inputs", properties, old));
  }

  private long stacksAsked() {
    return story.calls().stream().filter(call -> call.operation().equals("DescribeStacks")).count();
  }

  @Test
  void aRollbackIsNotRefusedThoughVolumesHaveGrown() {
    stack.status("UPDATE_ROLLBACK_IN_PROGRESS");

    ReceivedAnswer answer = shrink();

    assertEquals("SUCCESS", answer.status(), answer.reason());
    assertTrue(answer.reason().contains("a rollback brings back"), answer.reason());
    assertTrue(answer.reason().contains("EbsVolumeSize: found 5 GiB"), answer.reason());
    assertEquals(3, readings(), "the interfaces, the volumes and the stack");
    story.endsWell();
  }

  @Test
  void somebodyWhoShrinksVolumesIsRefused() {
    stack.status("UPDATE_IN_PROGRESS");

    ReceivedAnswer answer = shrink();

    assertEquals("FAILED", answer.status(), answer.reason());
    assertTrue(answer.reason().contains("EbsVolumeSize: found 5 GiB"), answer.reason());
    assertTrue(answer.reason().endsWith("cannot shrink"), answer.reason());
    story.endsWell();
  }

  @ParameterizedTest
  @CsvSource({"AccessDenied, 7, allow it", "Throttling, 7, try again"})
  void whereTheStackCannotBeDescribedTheRefusalStandsAndBothAreSaid(
      String code, int tries, String words) {
    stack.status("UPDATE_ROLLBACK_IN_PROGRESS");
    Refusals refused = Refusals.of("DescribeStacks", code, "told by a test");
    story.callFaults(refused);

    ReceivedAnswer answer = shrink();

    assertEquals("FAILED", answer.status(), answer.reason());
    for (String word :
        List.of("found 5 GiB", "whether this is one", "DescribeStacks", code, words)) {
      assertTrue(answer.reason().contains(word), answer.reason());
    }
    assertEquals(tries, refused.count());
  }

  @Test
  void aStackThatIsDescribedInTheEndIsRolledBack() {
    stack.status("UPDATE_ROLLBACK_IN_PROGRESS");
    story.callFaults(Refusals.ofFirst(4, "DescribeStacks", "Throttling", "slow down"));

    ReceivedAnswer answer = shrink();

    assertEquals("SUCCESS", answer.status(), answer.reason());
  }

  @Test
  void aRollbackIsNotRefusedThoughAwsDoesNotTellWhatThereIs() {
    stack.status("UPDATE_ROLLBACK_IN_PROGRESS");
    story.callFaults(Refusals.of("DescribeVolumes", "UnauthorizedOperation", "told by a test"));

    ReceivedAnswer answer = shrink();

    assertEquals("SUCCESS", answer.status(), answer.reason());
    assertTrue(answer.reason().contains("ec2:DescribeVolumes"), answer.reason());
  }

  @Test
  void noStackIsAskedForWhenNothingIsWrongOrNothingCanBeTakenBack() {
    stack.status("UPDATE_ROLLBACK_IN_PROGRESS");

    assertEquals("SUCCESS", update(properties(), with(Map.of("EbsVolumeSize", "5"))).status());
    assertEquals("FAILED", create(with(Map.of("EbsVolumeSize", "5"))).status());

    assertEquals(0, stacksAsked());
  }

  @Test
  void volumesThatWereMadeLargerByHandKeepNoUpdateUp() {
    Map<String, Object> smaller = with(Map.of("EbsVolumeSize", "5"));
    Map<String, Object> former = new LinkedHashMap<>(smaller);
    former.put("WaitForCapacityTimeoutMinutes", "20");

    ReceivedAnswer answer = update(smaller, former);

    assertEquals("SUCCESS", answer.status(), answer.reason());
    assertEquals("the parameters fit together", answer.reason());
  }
}
