package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.cloudformation.ReceivedAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files in {@code events/} that ask for resources of a stack. */
final class StackEventFilesTest {
  private static final String ZONE_IN_FILES = "Z0123456789ABCDEFGHIJ";

  private final Story story = Story.of(3);
  private final StackByHand stack = new StackByHand(story);
  private final Zone zone = new Zone(story);
  private final Cluster cluster = story.stage().cluster();
  private final Map<String, String> zoneId = Map.of(ZONE_IN_FILES, cluster.hostedZone());

  @Test
  void everyFileIsUsed() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "events"))) {
      assertEquals(
          Set.of(
              "custom-dns-records-create",
              "custom-dns-records-update",
              "custom-dns-records-delete",
              "custom-cluster-inputs-create",
              "custom-subnet-zones-create"),
          files
              .map(file -> file.getFileName().toString().replace(".json", ""))
              .filter(name -> name.matches("custom-(dns|cluster|subnet)-.*"))
              .collect(Collectors.toSet()));
    }
  }

  private ReceivedAnswer dns(String file) throws IOException {
    ReceivedAnswer answer = stack.askFile(DeployedFunction.DNS_RECORDS, file, zoneId);
    assertEquals("SUCCESS", answer.status(), answer.reason());
    assertEquals("confluent-tools-DnsRecord0", answer.physicalId());
    return answer;
  }

  private Map<String, String> subnets() {
    Map<String, String> replaced = new LinkedHashMap<>();
    for (Cluster.Member member : cluster.members()) {
      replaced.put(
          "subnet-0a1b2c3d4e5f6000" + (member.index() + 1),
          story.aws().ec2World().interfaces().require(member.networkInterface()).subnet().id());
    }
    return replaced;
  }

  @Test
  void aNewNameHasNoRecordYet() throws IOException {
    assertEquals(
        Map.of("Name", story.member(0).dnsName()), dns("custom-dns-records-create").data());
  }

  @Test
  void aServerThatIsRenamedLosesTheRecordOfItsOldName() throws IOException {
    new Operator(story)
        .tag(
            story.member(0).networkInterface(),
            "ServerGroupDnsName",
            "schema-registry.example.com");

    dns("custom-dns-records-update");

    assertEquals(List.of(), zone.records(story.member(0).dnsName()));
  }

  @Test
  void aServerThatIsDeletedLosesItsRecord() throws IOException {
    new Operator(story).deleteGroup(0, true);

    dns("custom-dns-records-delete");

    assertEquals(List.of(), zone.records(story.member(0).dnsName()));
  }

  @Test
  void parametersThatFitAreAccepted() throws IOException {
    Map<String, String> replaced = new LinkedHashMap<>(subnets());
    replaced.putAll(zoneId);
    replaced.put("vpc-0a1b2c3d4e5f60000", cluster.vpc());
    replaced.put(
        "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/confluent-tools/73e2d6bc24d8a067",
        cluster.balancers().targetGroupArns().iterator().next());

    ReceivedAnswer answer =
        stack.askFile(DeployedFunction.CLUSTER_INPUTS, "custom-cluster-inputs-create", replaced);

    assertEquals("SUCCESS", answer.status(), answer.reason());
  }

  @Test
  void parametersOfAnotherAccountAreNot() throws IOException {
    ReceivedAnswer answer =
        stack.askFile(DeployedFunction.CLUSTER_INPUTS, "custom-cluster-inputs-create", Map.of());

    assertEquals("FAILED", answer.status());
    for (String word :
        List.of("no hosted zone " + ZONE_IN_FILES, "subnet-0a1b2c3d4e5f60002", "TargetGroupArns")) {
      assertTrue(answer.reason().contains(word), answer.reason());
    }
  }

  @Test
  void zonesOfSubnetsAreTold() throws IOException {
    ReceivedAnswer answer =
        stack.askFile(DeployedFunction.CLUSTER_INPUTS, "custom-subnet-zones-create", subnets());

    assertEquals(Map.of("Zones", "eu-west-1a,eu-west-1b,eu-west-1c"), answer.data());
  }
}
