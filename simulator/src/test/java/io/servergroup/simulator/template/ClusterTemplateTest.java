package io.servergroup.simulator.template;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import io.servergroup.group.HookNames;
import io.servergroup.group.TagKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the template makes of a cluster: groups, slots, tags, and how many of them. */
final class ClusterTemplateTest {
  private static final Template CLUSTER = Template.of("template.yaml");

  /**
   * A stack has at most so many resources.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html">Quotas
   *     of CloudFormation</a>
   */
  private static final int MOST_RESOURCES = 500;

  @Test
  void theGroupsHaveTheHooksAndThePolicyThatTheFunctionsExpect() {
    Map<String, Object> group = CLUSTER.deploy(Deployments.full(2)).properties("Group1");
    Map<String, Object> hooks = new TreeMap<>();
    Values.list(group.get("LifecycleHookSpecificationList")).stream()
        .map(Values::map)
        .forEach(
            hook ->
                hooks.put(
                    Values.text(hook.get("LifecycleHookName")),
                    hook.get("LifecycleTransition") + " " + hook.get("DefaultResult")));

    assertEquals(
        Map.of(
            HookNames.USUAL.launching(), "autoscaling:EC2_INSTANCE_LAUNCHING ABANDON",
            HookNames.USUAL.terminating(), "autoscaling:EC2_INSTANCE_TERMINATING CONTINUE"),
        hooks);
    assertEquals(
        Map.of("MinHealthyPercentage", 0L, "MaxHealthyPercentage", 100L),
        group.get("InstanceMaintenancePolicy"));
    assertEquals("confluent-tools-1", group.get("AutoScalingGroupName"));
  }

  /**
   * The transform AWS::LanguageExtensions works out a selection although a condition leaves out
   * what it is for, and fails where there is nothing to select (reported by users).
   *
   * @see <a href="https://github.com/aws-cloudformation/cfn-language-discussion/issues/159">the
   *     report</a>
   */
  @Test
  void nothingIsSelectedPastTheEndOfAListThoughNobodyWantsIt() {
    Stack stack =
        CLUSTER.deploy(
            Deployments.with(
                Deployments.full(2),
                "UserDataS3Uri",
                "",
                "AllowedInboundCidrBlocks",
                "",
                "AllowedSshCidrBlocks",
                "10.0.0.0/8"));
    Map<String, Object> resources =
        new Loops(collection -> Values.texts(stack.value(collection)))
            .section(CLUSTER.section("Resources"));

    List<Object> selections = new ArrayList<>();
    collectSelections(resources, selections);

    assertTrue(selections.size() > 20, selections::toString);
    selections.forEach(each -> assertDoesNotThrow(() -> stack.value(each), each::toString));
  }

  private static void collectSelections(Object declared, List<Object> selections) {
    switch (declared) {
      case Map<?, ?> map -> {
        if (map.containsKey("Fn::Select")) {
          selections.add(map);
        }
        map.values().forEach(value -> collectSelections(value, selections));
      }
      case List<?> list -> list.forEach(value -> collectSelections(value, selections));
      case null, default -> {}
    }
  }

  @Test
  void everythingCarriesTheTagsThatTheFunctionsRead() {
    Stack stack = CLUSTER.deploy(Deployments.full(2));
    Map<String, String> server = Map.of(TagKeys.GROUP, Deployments.CLUSTER, TagKeys.INDEX, "1");

    // Instances take the name from their group, to call themselves by it.
    assertEquals(
        plus(server, Map.of(TagKeys.DNS_NAME, "1.confluent-tools.example.com")),
        readTags(stack, "Group1"));
    assertEquals(
        plus(
            server,
            Map.of(
                TagKeys.DNS_NAME, "1.confluent-tools.example.com",
                TagKeys.HOSTED_ZONE, Deployments.ZONE,
                TagKeys.DNS_TTL, "300")),
        readTags(stack, "Interface1"));
    assertEquals(plus(server, Map.of(TagKeys.DEVICE, "/dev/sdf")), readTags(stack, "Volume1"));
  }

  private static Map<String, String> plus(Map<String, String> tags, Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(tags);
    all.putAll(more);
    return all;
  }

  /** The tags of a resource that functions read; other ones are for people. */
  private static Map<String, String> readTags(Stack stack, String id) {
    Map<String, String> tags = new TreeMap<>();
    Values.list(stack.properties(id).get("Tags")).stream()
        .map(Values::map)
        .filter(tag -> tag.get("Key").toString().startsWith("ServerGroup"))
        // Makes CloudFormation keep the slot until the group is gone.
        .filter(tag -> !tag.get("Key").equals("ServerGroupSlot"))
        .forEach(tag -> tags.put(Values.text(tag.get("Key")), Values.text(tag.get("Value"))));
    return tags;
  }

  @Test
  void everythingCanBeWorkedOutWhateverIsAskedFor() {
    Map<String, String> full = Deployments.full(2);
    List<Map<String, String>> asked = new ArrayList<>(List.of(Deployments.plain(1), full));
    full.keySet().stream()
        .filter(name -> !Deployments.plain(2).containsKey(name))
        .forEach(
            name -> {
              asked.add(Deployments.with(Deployments.plain(2), name, full.get(name)));
              Map<String, String> without = Deployments.full(2);
              without.remove(name);
              asked.add(without);
            });
    asked.add(Deployments.with(Deployments.plain(2), "AttachEni", "false"));
    asked.add(
        Deployments.with(
            Deployments.full(2), "DnsNames", "a.example.com,b.example.com", "UserData", "x"));
    for (Map<String, String> parameters : asked) {
      Stack stack = CLUSTER.deploy(parameters);
      assertDoesNotThrow(
          () -> {
            stack.resources().keySet().forEach(stack::properties);
            stack.outputs();
            Dependencies.of(stack);
          },
          parameters::toString);
    }
  }

  @Test
  void serversSpreadOverTheSubnetsAndBeginAnew() {
    Stack stack = CLUSTER.deploy(Deployments.full(ClusterSizes.largest(CLUSTER)));

    IntStream.range(0, ClusterSizes.largest(CLUSTER))
        .forEach(
            i -> {
              String subnet = i % 2 == 0 ? "subnet-0a1b2c3d4e5f60718" : "subnet-0b1c2d3e4f5a60718";
              assertEquals(subnet, stack.properties("Interface" + i).get("SubnetId"));
              assertEquals(List.of(subnet), stack.properties("Group" + i).get("VPCZoneIdentifier"));
            });
  }

  @Test
  void theLargestClusterIsAsLargeAsCloudFormationAllows() {
    int largest = ClusterSizes.largest(CLUSTER);
    int resources = resources(largest);
    int perServer = resources - resources(largest - 1);

    assertTrue(resources <= MOST_RESOURCES, () -> largest + " servers make " + resources);
    assertTrue(
        resources + perServer > MOST_RESOURCES,
        () -> largest + " servers make " + resources + ", another one " + perServer + " more");
  }

  private static int resources(int servers) {
    return SamResources.of(CLUSTER.deploy(Deployments.full(servers))).size();
  }
}
