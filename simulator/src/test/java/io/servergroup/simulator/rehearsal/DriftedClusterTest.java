package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.aws.IdentityReader;
import io.servergroup.aws.UnreadableException;
import io.servergroup.group.HookNames;
import io.servergroup.group.IdentityPolicy;
import io.servergroup.identity.IdentityFinding;
import io.servergroup.identity.Inspection;
import io.servergroup.identity.Cause;
import io.servergroup.identity.Scope;
import io.servergroup.identity.Situation;
import io.servergroup.lambda.Settings;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.ServiceError;
import io.servergroup.simulator.kernel.OnVirtualThread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;

/** What an inspection says of a cluster of which something is known to be broken. */
class DriftedClusterTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 6, 25})
  void aHealthyClusterHasNoFindings(int servers) {
    Inspection inspection = inspect(DriftedCluster.of(servers, 1, List.of()));

    assertEquals(List.of(), inspection.findings());
    assertEquals(servers, inspection.size());
    assertEquals(0, inspection.inTransition());
  }

  @ParameterizedTest
  @EnumSource(Drift.class)
  void everyDriftIsToldExactlyOnceAndOfItsServer(Drift drift) {
    Inspection inspection = inspect(DriftedCluster.of(2, 1, List.of(drift)));

    assertEquals(List.of(kind(drift) + " 0"), brief(inspection));
    assertEquals(2, inspection.size());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void allDriftsTogetherAreToldOnceEachWhateverTheSeed(long seed) {
    List<Drift> all = Arrays.asList(Drift.values());

    Inspection inspection = inspect(DriftedCluster.of(6, seed, all));

    assertEquals(
        all.stream().map(drift -> kind(drift) + " " + all.indexOf(drift)).sorted().toList(),
        brief(inspection).stream().sorted().toList());
  }

  @Test
  void nothingButReadingCallsIsMade() {
    DriftedCluster cluster = DriftedCluster.of(6, 1, Arrays.asList(Drift.values()));
    SimulatedAws aws = (SimulatedAws) cluster.clients();
    aws.calls().resetCounts();

    asFunction(aws, () -> inspect(cluster));

    assertEquals(
        Map.of(
            "autoscaling:DescribeAutoScalingGroups", 1,
            "autoscaling:DescribeLifecycleHooks", 6,
            "ec2:DescribeInstances", 1,
            "ec2:DescribeNetworkInterfaces", 1,
            "ec2:DescribeVolumes", 1,
            "route53:ListResourceRecordSets", 1),
        aws.calls().counts());
  }

  @Test
  void aNameThatNoGroupCarriesIsNoServerGroup() {
    DriftedCluster cluster = DriftedCluster.of(1, 1, List.of());
    IdentityReader reader = new IdentityReader(cluster.clients(), cluster.clock());

    assertEquals(Optional.empty(), reader.read("nobody", scope()));
    assertEquals(List.of(cluster.name()), reader.serverGroupNames());
  }

  @Test
  void aHostedZoneThatDoesNotExistIsAFindingOfTheServersWhoseTagsNameIt() {
    DriftedCluster cluster = DriftedCluster.of(2, 1, List.of());
    Situation before = read(cluster);
    String eni = before.group().slots().getFirst().networkInterface().id();
    cluster
        .clients()
        .ec2()
        .createTags(
            request ->
                request
                    .resources(eni)
                    .tags(Tag.builder().key("ServerGroupHostedZoneId").value("Z0GONE").build()));

    Inspection inspection = inspect(cluster);

    assertEquals(List.of("DRIFTED 0"), brief(inspection));
    assertTrue(
        inspection.findings().getFirst().message().contains("ServerGroupHostedZoneId is 'Z0GONE'"),
        inspection.findings()::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UnauthorizedOperation|You are not authorized to perform this operation.|AWS refused"
            + " ec2:DescribeVolumes (",
        "UnauthorizedOperation|User: x is not authorized to perform: ec2:DescribeVolumes because no"
            + " policy allows it|AWS refused ec2:DescribeVolumes (",
        "RequestExpired|Request has expired.|the AWS credentials have expired (",
        "AuthFailure|AWS was not able to validate the provided access credentials|AWS does not"
            + " accept the credentials (",
        "InternalError|An internal error has occurred|AWS could not answer ec2:DescribeVolumes (",
      })
  void whatCannotBeReadIsNamedWithWhatToDo(String code, String said, String told) {
    DriftedCluster cluster = DriftedCluster.of(1, 1, List.of());
    SimulatedAws aws = (SimulatedAws) cluster.clients();
    aws.calls()
        .setFaults(
            call ->
                call.operation().equals("DescribeVolumes")
                    ? new CallFault.Refused(
                        ServiceError.of(Ec2Exception.builder(), "Ec2", 403, code, said))
                    : new CallFault.None());

    UnreadableException error =
        assertThrows(UnreadableException.class, () -> asFunction(aws, () -> read(cluster)));

    assertTrue(error.getMessage().startsWith(told), error::getMessage);
    assertTrue(error.getMessage().contains(said), error::getMessage);
  }

  @Test
  void aPermissionForRecordsThatLacksIsNoMissingZone() {
    DriftedCluster cluster = DriftedCluster.of(1, 1, List.of());
    SimulatedAws aws = (SimulatedAws) cluster.clients();
    aws.calls()
        .setFaults(
            call ->
                call.service().equals("route53")
                    ? new CallFault.Refused(
                        ServiceError.of(
                            NoSuchHostedZoneException.builder(),
                            "Route53",
                            403,
                            "AccessDenied",
                            "not authorized"))
                    : new CallFault.None());

    assertThrows(UnreadableException.class, () -> asFunction(aws, () -> read(cluster)));
  }

  private static String kind(Drift drift) {
    return switch (drift) {
      case RECORD, TAG -> "DRIFTED";
      case ATTACHMENT, VOLUME, HOOK -> "MISSING";
      case DUPLICATE -> "DUPLICATE";
    };
  }

  private static Inspection inspect(DriftedCluster cluster) {
    return Inspection.of(read(cluster));
  }

  private static Situation read(DriftedCluster cluster) {
    return new IdentityReader(cluster.clients(), cluster.clock())
        .read(cluster.name(), scope())
        .orElseThrow();
  }

  private static Scope scope() {
    return new Scope(
        new Cause.Schedule(), HookNames.USUAL, IdentityPolicy.USUAL, Settings.USUAL_CHECK_PERIOD);
  }

  /** Makes calls as a function does: they are counted and can be hit by faults. */
  private static <T> T asFunction(SimulatedAws aws, Supplier<T> work) {
    return OnVirtualThread.call(
        "test",
        () -> {
          List<T> results = new ArrayList<>();
          List<Throwable> ends = new ArrayList<>();
          aws.simulation().start("inspect", () -> results.add(work.get()), end -> ends.add(end));
          while (ends.isEmpty()) {
            assertTrue(aws.simulation().queue().runNext(), "nothing is left to happen");
          }
          if (ends.getFirst() instanceof RuntimeException refused) {
            throw refused;
          }
          return results.getFirst();
        });
  }

  private static List<String> brief(Inspection inspection) {
    return inspection.findings().stream().map(DriftedClusterTest::brief).toList();
  }

  private static String brief(IdentityFinding finding) {
    return finding.kind() + " " + finding.server().orElseThrow();
  }
}
