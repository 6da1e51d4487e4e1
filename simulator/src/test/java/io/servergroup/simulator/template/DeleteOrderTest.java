package io.servergroup.simulator.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an instance needs to leave in good order is there until the last instance has left: groups
 * are deleted before the hooks' answers, the slots and the names; deploys are waited for by what is
 * still there.
 */
final class DeleteOrderTest {
  private static final Template TEMPLATE = Template.of("template.yaml");

  /** What every instance needs to be launched and to leave: it is deleted after all groups. */
  private static final Set<String> ALL_GROUPS_NEED =
      Set.of(
          "Reconcile",
          "ReconcileVersion",
          "ReconcileAliaslive",
          "ReconcileEventInvokeConfig",
          "ReconcileRole",
          "ReconcileLogs",
          "ReconcileLifecycleActions",
          "ReconcileLifecycleActionsPermission",
          "ReconcileResults",
          "ReconcileResultsPermission",
          "ReconcileCheck",
          "ReconcileCheckPermission",
          "DeadLetters",
          "DeadLettersPolicy",
          "LaunchTemplate",
          "InstanceProfile",
          "InstanceRole",
          "ServerSecurityGroup",
          "DnsRecords",
          "DnsRecordsAliaslive",
          "DnsRecordsRole",
          "DnsRecordsLogs");

  private static final Set<String> GROUP_NEEDS_OF_ITS_OWN =
      Set.of("Interface", "ElasticIp", "ElasticIpAssociation", "Volume", "DnsRecord");

  private static final Set<String> ROLLOUTS_NEED =
      Set.of(
          "RolloutResource",
          "RolloutResourceAliaslive",
          "RolloutResourceRole",
          "RolloutResourceLogs",
          "DeployStack",
          "DeployStackRole",
          "RollingDeploy",
          "RollingDeployRole",
          "ReplaceBatch",
          "ReplaceBatchRole",
          "AnswerStackExecution",
          "AnswerStackExecutionPermission",
          "RolloutEndedExecution",
          "RolloutEndedExecutionPermission",
          "Locks",
          "LaunchTemplate");

  static Stream<Stack> stacks() {
    return Stream.of(1, 3, ClusterSizes.largest(TEMPLATE))
        .map(size -> TEMPLATE.deploy(Deployments.full(size)));
  }

  private static int size(Stack stack) {
    return Integer.parseInt(stack.parameters().text("ClusterSize"));
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void aGroupIsDeletedBeforeWhatItsInstancesNeedToLeave(Stack stack) {
    Dependencies dependencies = Dependencies.of(stack);
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < size(stack); i++) {
      Set<String> needed = new TreeSet<>(ALL_GROUPS_NEED);
      for (String own : GROUP_NEEDS_OF_ITS_OWN) {
        needed.add(own + i);
      }
      missing.addAll(missing(dependencies, "Group" + i, needed));
    }
    assertEquals(List.of(), missing);
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void aRecordIsRemovedWhileItsInterfaceAndTheFunctionThatRemovesItAreThere(Stack stack) {
    Dependencies dependencies = Dependencies.of(stack);
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < size(stack); i++) {
      missing.addAll(
          missing(
              dependencies,
              "DnsRecord" + i,
              Set.of(
                  "Interface" + i,
                  "DnsRecords",
                  "DnsRecordsAliaslive",
                  "DnsRecordsRole",
                  "DnsRecordsLogs")));
    }
    assertEquals(List.of(), missing);
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void aDeployIsWaitedForOnceAllGroupsAndWhatRollsThemAreThere(Stack stack) {
    Dependencies dependencies = Dependencies.of(stack);
    Set<String> needed = new TreeSet<>(ROLLOUTS_NEED);
    IntStream.range(0, size(stack)).forEach(i -> needed.add("Group" + i));
    List<String> rollouts =
        stack.ofType("Custom::Rollout").stream().map(Stack.Resource::id).toList();

    assertTrue(rollouts.size() > 1, rollouts::toString);
    assertEquals(
        List.of(),
        rollouts.stream()
            .flatMap(rollout -> missing(dependencies, rollout, needed).stream())
            .toList());
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void nothingWaitsForItself(Stack stack) {
    assertEquals(Optional.empty(), Dependencies.of(stack).circle());
  }

  /** Whoever deletes a stack expects that nothing of it is left, unless a page says so. */
  @Test
  void nothingIsKeptWhenTheStackIsDeleted() {
    Map<String, Object> kept = new TreeMap<>();
    Stack stack = TEMPLATE.deploy(Deployments.full(1));
    stack
        .resources()
        .values()
        .forEach(
            resource -> {
              Object policy = resource.declaration().getOrDefault("DeletionPolicy", "Delete");
              if (!policy.equals("Delete")) {
                kept.put(resource.id(), policy);
              }
            });
    assertEquals(Map.of(), kept);
  }

  @Test
  void aCircleIsFound() {
    Dependencies dependencies =
        new Dependencies(
            List.of(
                new SamResources.Made("A", "T", Set.of("B")),
                new SamResources.Made("B", "T", Set.of("C")),
                new SamResources.Made("C", "T", Set.of("B"))));

    assertEquals(Optional.of(List.of("B", "C")), dependencies.circle());
    assertEquals(Set.of("B", "C"), dependencies.before("A"));
  }

  private static List<String> missing(
      Dependencies dependencies, String dependent, Set<String> needed) {
    Set<String> left = new TreeSet<>(needed);
    left.removeAll(dependencies.before(dependent));
    return left.isEmpty()
        ? List.of()
        : List.of(
            "nothing leads from %s to %s: they may be deleted before it"
                .formatted(dependent, left));
  }
}
