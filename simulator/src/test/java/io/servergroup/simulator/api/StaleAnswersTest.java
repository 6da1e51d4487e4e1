package io.servergroup.simulator.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.autoscaling.MemberState;
import io.servergroup.simulator.aws.ec2.Eni;
import io.servergroup.simulator.aws.ec2.Instance;
import io.servergroup.simulator.aws.route53.Dns;
import io.servergroup.simulator.aws.route53.SimulatedRoute53Client;
import io.servergroup.simulator.aws.world.TestWorld;
import io.servergroup.simulator.kernel.Fiber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;

/** Reads that show the world as it was a while ago. */
class StaleAnswersTest {
  private static final Duration ATMOST = Duration.ofSeconds(5);

  private final TestWorld world = new TestWorld();
  private final Dns dns = new Dns(world.simulation, world.account::timings);
  private final SimulatedRoute53Client route53 =
      new SimulatedRoute53Client(world.simulation, world.path, dns);
  private final List<String> seen = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private boolean stale = true;

  StaleAnswersTest() {
    world
        .simulation
        .trace()
        .listen(
            entry -> {
              if (entry.source().equals("fault")) {
                faults.add(entry.text());
              }
            });
    world.path.setFaults(call -> stale ? new CallFault.Stale(ATMOST) : new CallFault.None());
  }

  @Test
  void aReadSoonAfterAChangeShowsTheWorldBeforeItAndLaterTheWorldAsItIs() {
    Instance instance = world.running(world.subnetA);
    Eni eni = world.eni(world.subnetA);
    asFunction(
        () -> {
          see(eni);
          attach(eni, instance);
          see(eni);
          pause(4);
          see(eni);
          pause(4);
          see(eni);
        });
    assertEquals(List.of("available", "available", "available", "in-use"), seen);
  }

  @Test
  void whatWasTrueJustBeforeAChangeIsRememberedThoughTheReadBeforeWasLongAgo() {
    Instance instance = world.running(world.subnetA);
    Eni eni = world.eni(world.subnetA);
    asFunction(
        () -> {
          see(eni);
          pause(600);
          attach(eni, instance);
          see(eni);
        });
    assertEquals(List.of("available", "available"), seen);
    assertEquals(1, faults.size());
    assertTrue(
        faults.getFirst().matches("ec2:DescribeNetworkInterfaces stale answer, \\d+ ms old"),
        faults::toString);
  }

  @Test
  void aReadThatNobodyMadeBeforeIsFresh() {
    Instance instance = world.running(world.subnetA);
    Eni eni = world.eni(world.subnetA);
    Eni other = world.eni(world.subnetA);
    asFunction(
        () -> {
          see(other);
          attach(eni, instance);
          see(eni);
        });
    assertEquals(List.of("available", "in-use"), seen);
    assertEquals(List.of(), faults);
  }

  @Test
  void aChangeMadeByAPersonIsSeenLateToo() {
    Instance instance = world.running(world.subnetA);
    Eni eni = world.eni(world.subnetA);
    asFunction(() -> see(eni));
    world.pass(600);
    attach(eni, instance);
    asFunction(() -> see(eni));
    assertEquals(List.of("available", "available"), seen);
  }

  @Test
  void aReadWithoutTheFaultAndAChangeAreNeverStale() {
    Instance instance = world.running(world.subnetA);
    Eni eni = world.eni(world.subnetA);
    asFunction(
        () -> {
          see(eni);
          attach(eni, instance);
          stale = false;
          see(eni);
        });
    assertEquals(List.of("available", "in-use"), seen);
    assertEquals(instance, eni.holder());
  }

  @Test
  void answersFromBeforeTheFaultsWereSetAreForgotten() {
    Instance instance = world.running(world.subnetA);
    Eni eni = world.eni(world.subnetA);
    asFunction(() -> see(eni));
    attach(eni, instance);
    world.path.setFaults(CallFaults.NONE);
    world.path.setFaults(call -> new CallFault.Stale(Duration.ofHours(1)));
    asFunction(() -> see(eni));
    assertEquals(List.of("available", "in-use"), seen);
  }

  @Test
  void onlyTheLatestFewRequestsAreRemembered() {
    Instance instance = world.running(world.subnetA);
    Eni first = world.eni(world.subnetA);
    List<Eni> others = new ArrayList<>();
    for (int i = 0; i < ReadMemory.REQUESTS; i++) {
      others.add(world.eni(world.subnetA));
    }
    asFunction(
        () -> {
          see(first);
          others.forEach(this::see);
          seen.clear();
          attach(first, instance);
          see(first);
        });
    assertEquals(List.of("in-use"), seen);
  }

  @Test
  void pagesOfAPaginatorAreStaleOneByOne() {
    Instance instance = world.running(world.subnetA);
    List<Eni> slots = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      slots.add(world.eni(world.subnetA));
    }
    asFunction(
        () -> {
          seePages();
          attach(slots.getLast(), instance);
          seePages();
        });
    assertEquals(Collections.nCopies(12, "available"), seen);
    assertEquals(2, faults.size());
  }

  @Test
  void autoScalingAnswersStaleToo() {
    world.createGroup("g0", 1, group -> {});
    world.await("g0", MemberState.PENDING_WAIT);
    asFunction(
        () -> {
          seeCapacity();
          world.autoScaling.setDesiredCapacity(
              s -> s.autoScalingGroupName("g0").desiredCapacity(2));
          seeCapacity();
        });
    assertEquals(List.of("1", "1"), seen);
    assertTrue(faults.getFirst().startsWith("autoscaling:DescribeAutoScalingGroups stale answer"));
  }

  @Test
  void route53AnswersStaleTooAndRemembersWithoutUsingUpTheAccountsRequests() {
    String zone = dns.createZone("example.com", true);
    dns.setRequestsPerSecond(3);
    asFunction(
        () -> {
          seeRecords(zone);
          upsert(zone);
          seeRecords(zone);
        });
    assertEquals(List.of("0 records", "0 records"), seen);
    assertEquals(1, faults.size());
    assertEquals(2, world.path.counts().get("route53:ListResourceRecordSets"));
  }

  @Test
  void withoutFaultsOrWithFaultsThatNeverComeTheTraceIsTheSame() {
    assertEquals(traceWith(CallFaults.NONE), traceWith(call -> new CallFault.None()));
  }

  private static String traceWith(CallFaults faults) {
    StaleAnswersTest test = new StaleAnswersTest();
    test.world.path.setFaults(faults);
    Instance instance = test.world.running(test.world.subnetA);
    Eni eni = test.world.eni(test.world.subnetA);
    test.asFunction(
        () -> {
          test.see(eni);
          test.attach(eni, instance);
          test.see(eni);
        });
    return test.world.simulation.trace().hash();
  }

  private void asFunction(Runnable body) {
    List<Throwable> ends = new ArrayList<>();
    world.simulation.start("function", body, ends::add);
    world.until(() -> !ends.isEmpty());
    assertEquals(null, ends.getFirst());
  }

  private static void pause(int seconds) {
    Fiber.current().pause(Duration.ofSeconds(seconds));
  }

  private void see(Eni eni) {
    world
        .ec2
        .describeNetworkInterfaces(d -> d.networkInterfaceIds(eni.id()))
        .networkInterfaces()
        .stream()
        .map(NetworkInterface::statusAsString)
        .forEach(seen::add);
  }

  private void seePages() {
    Filter slots = Filter.builder().name("tag:ServerGroupName").values("tools").build();
    world
        .ec2
        .describeNetworkInterfacesPaginator(d -> d.maxResults(5).filters(slots))
        .networkInterfaces()
        .stream()
        .map(NetworkInterface::statusAsString)
        .forEach(seen::add);
  }

  private void seeCapacity() {
    seen.add(
        world
            .autoScaling
            .describeAutoScalingGroups()
            .autoScalingGroups()
            .getFirst()
            .desiredCapacity()
            .toString());
  }

  private void seeRecords(String zone) {
    seen.add(
        route53.listResourceRecordSets(r -> r.hostedZoneId(zone)).resourceRecordSets().size()
            + " records");
  }

  private void upsert(String zone) {
    Change change =
        Change.builder()
            .action(ChangeAction.UPSERT)
            .resourceRecordSet(
                record ->
                    record
                        .name("web.example.com")
                        .type(RRType.A)
                        .ttl(60L)
                        .resourceRecords(ResourceRecord.builder().value("10.0.0.1").build()))
            .build();
    route53.changeResourceRecordSets(
        request -> request.hostedZoneId(zone).changeBatch(batch -> batch.changes(change)));
  }

  private void attach(Eni eni, Instance instance) {
    world.ec2.attachNetworkInterface(
        a -> a.networkInterfaceId(eni.id()).instanceId(instance.id()).deviceIndex(1));
  }
}
