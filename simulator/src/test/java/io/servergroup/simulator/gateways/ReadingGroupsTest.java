package io.servergroup.simulator.gateways;

import static io.servergroup.simulator.gateways.SmallAccount.GROUP;
import static io.servergroup.simulator.gateways.SmallAccount.member;
import static io.servergroup.simulator.gateways.SmallAccount.server;
import static io.servergroup.simulator.gateways.SmallAccount.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.aws.GroupReading;
import io.servergroup.aws.SlotPart;
import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.Slot;
import io.servergroup.group.SlotFinding;
import io.servergroup.group.TemplateReference;
import io.servergroup.group.TemplateVersion;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.ServiceError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplate;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;

/** What the reader makes of Auto Scaling groups as the API describes them. */
final class ReadingGroupsTest {
  private final SmallAccount account = new SmallAccount();

  @Test
  void everyGroupOfAServerGroupIsReadWhenTheyFillSeveralPages() {
    createServers(250);
    account.createGroup("stranger", Map.of("ServerGroupName", "other"));
    account.createGroup("untagged", Map.of());

    List<AutoScalingGroup> read = account.read().autoScalingGroups();

    assertEquals(numbered(250), read.stream().map(AutoScalingGroup::name).toList());
  }

  @Test
  void everyInstanceOfAWarmPoolIsReadWhenTheyFillSeveralPages() {
    account.createGroup(
        "web-0",
        Map.of("ServerGroupName", SmallAccount.GROUP, "ServerGroupIndex", "0"),
        group -> group.maxSize(120));
    account.aws.autoScaling().putWarmPool(p -> p.autoScalingGroupName("web-0").minSize(120));
    account.pass(300);

    assertEquals(120, account.read().warmPools().getFirst().instances().size());
  }

  @ParameterizedTest
  @CsvSource({"Stopped, false", "Running, true", "Hibernated, false", ", false"})
  void aPoolWhoseInstancesRunIsToldFromOthers(String state, boolean running) {
    account.createGroup(
        "web-0",
        Map.of("ServerGroupName", SmallAccount.GROUP, "ServerGroupIndex", "0"),
        group -> group.maxSize(2));
    account
        .aws
        .autoScaling()
        .putWarmPool(p -> p.autoScalingGroupName("web-0").poolState(state).minSize(1));
    account.pass(300);

    assertEquals(running, account.read().warmPools().getFirst().running());
  }

  @Test
  void moreNamesThanOneRequestTakesAreAskedForInSeveral() {
    createServers(150);
    account.aws.calls().resetCounts();

    ServerGroup read = account.asFunction(() -> account.reader.read(GROUP, numbered(150)));

    assertEquals(
        numbered(150), read.autoScalingGroups().stream().map(AutoScalingGroup::name).toList());
    assertEquals(2, account.aws.calls().counts().get("autoscaling:DescribeAutoScalingGroups"));
  }

  @Test
  void noNamesReadNothingRatherThanTheWholeAccount() {
    createServers(1);
    account.aws.calls().resetCounts();

    ServerGroup read = account.asFunction(() -> account.reader.read(GROUP, List.of()));

    assertEquals(List.of(), read.autoScalingGroups());
    assertEquals(Map.of(), account.aws.calls().counts());
  }

  @Test
  void aGroupThatDoesNotExistIsLeftOut() {
    createServers(1);

    ServerGroup read = account.reader.read(GROUP, List.of("web-000", "gone"));

    assertEquals(1, read.autoScalingGroups().size());
    assertEquals(List.of(), read.findings());
  }

  @Test
  void aGroupOfAnotherServerGroupIsLeftAloneAndTold() {
    createServers(1);
    account.createGroup("stranger", Map.of("ServerGroupName", "other"));

    ServerGroup read = account.reader.read(GROUP, List.of("web-000", "stranger"));

    assertEquals(1, read.autoScalingGroups().size());
    SlotFinding finding = read.findings().getFirst();
    assertEquals("stranger", finding.resource());
    assertFalse(finding.blocking());
  }

  @Test
  void aServerGroupsNameIsNoPattern() {
    account.createGroup("one", Map.of("ServerGroupName", "web-a"));
    account.createGroup("star", Map.of("ServerGroupName", "web*"));
    account.eni(account.subnetA, Map.of("ServerGroupName", "web-a", "ServerGroupIndex", "0"));

    ServerGroup read = account.reader.read("web*");

    assertEquals(List.of("star"), read.autoScalingGroups().stream().map(g -> g.name()).toList());
    assertEquals(List.of(), read.slots());
    assertEquals(List.of(), read.findings());
  }

  @Test
  void serverGroupsAreListedOnceInAlphabeticalOrder() {
    createServers(120);
    account.createGroup("b", Map.of("ServerGroupName", "tools"));
    account.createGroup("c", Map.of("ServerGroupName", "api"));
    account.createGroup("blank", Map.of("ServerGroupName", " "));
    account.createGroup("untagged", Map.of("Name", "x"));

    assertEquals(List.of("api", "tools", GROUP), account.reader.serverGroupNames());
  }

  @Test
  void aroundAGroupOfOneServerOnlyItsOwnSlotIsRead() {
    createServers(2);
    account.eni(account.subnetA, server("0"));
    account.eni(account.subnetA, server("1"));

    ServerGroup read = around("web-001").orElseThrow();

    assertEquals(GROUP, read.name());
    assertEquals(List.of("web-001"), read.autoScalingGroups().stream().map(g -> g.name()).toList());
    assertEquals(List.of(1), read.slots().stream().map(Slot::index).toList());
  }

  @Test
  void aroundAGroupOfSeveralServersTheWholeServerGroupIsRead() {
    createServers(1);
    account.createGroup("several", member());
    account.eni(account.subnetA, server("0"));
    account.eni(account.subnetA, server("5"));

    ServerGroup read = around("several").orElseThrow();

    assertEquals(
        List.of("web-000", "several"),
        read.autoScalingGroups().stream().map(AutoScalingGroup::name).toList());
    assertEquals(List.of(0, 5), read.slots().stream().map(Slot::index).toList());
  }

  @Test
  void aroundAGroupThatIsGoneOrOfNoServerGroupThereIsNothing() {
    account.createGroup("untagged", Map.of());

    assertEquals(Optional.empty(), around("untagged"));
    assertEquals(Optional.empty(), around("gone"));
  }

  private Optional<ServerGroup> around(String autoScalingGroup) {
    return account
        .reader
        .openAround(autoScalingGroup)
        .map(
            reading -> {
              reading.read(Set.of(SlotPart.INTERFACES));
              return reading.snapshot();
            });
  }

  @Test
  void aMixedInstancesPolicysTemplateIsTheGroupsTemplate() {
    account.createGroup("mixed", member(), group -> mixed(group, "t3.large"));

    ServerGroup read = account.read();

    assertEquals(
        Optional.of(new TemplateReference(account.templateId(), "$Default")),
        read.autoScalingGroups().getFirst().template());
    assertEquals(List.of(), read.findings());
  }

  @Test
  void anIndexThatIsNoNumberBlocksItsGroupAndSaysWhatToWrite() {
    account.createGroup("bad", server("01"));

    SlotFinding finding = account.read().findings().getFirst();

    assertEquals("bad", finding.resource());
    assertTrue(finding.blocking());
    assertTrue(finding.message().contains("'01'"), finding::message);
    assertTrue(finding.message().contains("a number from 0"), finding::message);
  }

  @Test
  void twoGroupsOfOneIndexBlockEachOther() {
    account.createGroup("one", server("4"));
    account.createGroup("two", server("4"));

    List<SlotFinding> findings = account.read().findings();

    assertEquals(List.of("one", "two"), findings.stream().map(SlotFinding::resource).toList());
    assertTrue(findings.stream().allMatch(SlotFinding::blocking));
    assertTrue(findings.getFirst().message().contains("two"), findings::toString);
  }

  @Test
  void anInstanceShowsItsStateAndTheVersionItWasLaunchedFrom() {
    account.createGroup("web-0", with(server("0"), "Team", "x"), g -> g.desiredCapacity(1));
    String held = account.held("web-0").instanceId();

    Instance read = account.read().autoScalingGroups().getFirst().instances().getFirst();

    assertEquals(held, read.id());
    assertEquals("eu-west-1a", read.zone());
    assertEquals(LifecycleState.PENDING_WAIT, read.state());
    assertTrue(read.healthy());
    assertEquals(Optional.of(new TemplateVersion(account.templateId(), 1)), read.template());
  }

  @Test
  void theMaintenancePolicyAndSuspendedProcessesAreRead() {
    account.createGroup(
        "set",
        server("0"),
        group ->
            group.instanceMaintenancePolicy(
                policy -> policy.minHealthyPercentage(0).maxHealthyPercentage(100)));
    account.createGroup("unset", server("1"));
    account
        .aws
        .autoScaling()
        .suspendProcesses(
            request -> request.autoScalingGroupName("set").scalingProcesses("Terminate", "Launch"));

    List<AutoScalingGroup> read = account.read().autoScalingGroups();

    assertFalse(read.getFirst().maintenance().orElseThrow().mayLaunchFirst());
    assertEquals(Optional.empty(), read.getLast().maintenance());
    assertEquals(List.of("Launch", "Terminate"), List.copyOf(read.getFirst().suspendedProcesses()));
  }

  @Test
  void aRefusedReadingIsThrownNotMistakenForAnEmptyGroup() {
    createServers(1);
    account
        .aws
        .calls()
        .setFaults(
            call ->
                new CallFault.Refused(
                    ServiceError.of(
                        AutoScalingException.builder(),
                        "AutoScaling",
                        400,
                        "Throttling",
                        "Rate exceeded")));

    assertThrows(AutoScalingException.class, () -> account.asFunction(account::read));
  }

  private void mixed(
      software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest.Builder group,
      String instanceType) {
    group
        .launchTemplate(
            (software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification) null)
        .mixedInstancesPolicy(
            MixedInstancesPolicy.builder()
                .launchTemplate(
                    LaunchTemplate.builder()
                        .launchTemplateSpecification(named -> named.launchTemplateName("web"))
                        .overrides(
                            LaunchTemplateOverrides.builder().instanceType(instanceType).build())
                        .build())
                .build());
  }

  /** Found by hostile seed 1487: the order of a set differs between JVMs. */
  @Test
  void groupsThatAreFollowedAreAskedForInTheOrderOfTheirNames() {
    createServers(10);
    List<String> followed = numbered(9);
    List<List<String>> asked = new ArrayList<>();
    account
        .aws
        .calls()
        .setFaults(
            call -> {
              if (call.request() instanceof DescribeAutoScalingGroupsRequest request) {
                asked.add(request.autoScalingGroupNames());
              }
              return new CallFault.None();
            });

    account.asFunction(
        () -> {
          GroupReading reading = account.reader.open(GROUP);
          reading.narrow(Set.copyOf(followed));
          reading.readGroups();
          return reading;
        });

    assertEquals(followed, asked.getLast());
  }

  private void createServers(int count) {
    IntStream.range(0, count)
        .forEach(i -> account.createGroup("web-%03d".formatted(i), server(Integer.toString(i))));
  }

  private static List<String> numbered(int count) {
    return IntStream.range(0, count).mapToObj("web-%03d"::formatted).toList();
  }
}
