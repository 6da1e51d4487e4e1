package io.servergroup.simulator.aws.ec2;

import static io.servergroup.simulator.aws.world.TestWorld.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.world.TestWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

class InstancesTest {
  private final TestWorld world = new TestWorld();

  @Test
  void softwareAnswersOnlyAfterItsBootAndNotOnceTheInstanceShutsDown() {
    Instance instance = world.launch(world.subnetA);
    List<String> told = new ArrayList<>();
    world.ec2World.software().whenChanged(told::add);
    world.pass(40);
    assertFalse(world.ec2World.software().answers(instance.id()));
    world.pass(100);
    assertTrue(world.ec2World.software().answers(instance.id()));
    world.ec2.terminateInstances(t -> t.instanceIds(instance.id()));
    assertFalse(world.ec2World.software().answers(instance.id()));
    assertEquals(List.of(instance.id(), instance.id()), told);
    assertFalse(world.ec2World.software().answers("i-unknown"));
  }

  @Test
  void scriptedSoftwareNeverAnswersHangsOrFlaps() {
    Software software = world.ec2World.software();
    Instance never = world.launch(world.subnetA);
    Instance hangs = world.launch(world.subnetB);
    Instance flaps = world.launch(world.subnetB);
    software.script(i -> true, new Behaviour.NeverAnswers());
    software.script(i -> i.equals(hangs), new Behaviour.HangsAfter(Duration.ofMinutes(10)));
    software.script(
        i -> i.equals(flaps), new Behaviour.Flaps(Duration.ofSeconds(60), Duration.ofSeconds(60)));
    List<String> changes = new ArrayList<>();
    software.whenChanged(changes::add);
    world.pass(200);
    assertTrue(software.answers(hangs.id()));
    world.pass(1_000);
    assertFalse(software.answers(hangs.id()));
    assertEquals(2L, changes.stream().filter(hangs.id()::equals).count());
    assertTrue(changes.stream().filter(flaps.id()::equals).count() > 10);
    assertFalse(changes.contains(never.id()), "the newest script that applies wins");
  }

  @Test
  void aTerminatedInstanceStaysVisibleForAboutAnHourAndLosesItsTagsBefore() {
    Instance instance = world.running(world.subnetA);
    tag(instance.id(), "Name", "tools-0");
    world.ec2.terminateInstances(t -> t.instanceIds(instance.id()));
    world.pass(60);
    assertEquals("tools-0", instance.tag("Name"));
    world.pass(1_300);
    assertNull(instance.tag("Name"));
    assertEquals(
        1, world.ec2.describeInstances(d -> d.instanceIds(instance.id())).reservations().size());
    world.pass(2_700);
    refused(
        "InvalidInstanceID.NotFound",
        () -> world.ec2.describeInstances(d -> d.instanceIds(instance.id())));
  }

  @Test
  void instancesAreFoundByTagStateAndPage() {
    for (int i = 0; i < 12; i++) {
      tag(world.launch(world.subnetA).id(), "ServerGroupName", i < 11 ? "tools" : "other");
    }
    world.pass(60);
    var pages =
        world.ec2.describeInstancesPaginator(
            d ->
                d.maxResults(5)
                    .filters(
                        Filter.builder().name("tag:ServerGroupName").values("tools").build(),
                        Filter.builder().name("instance-state-name").values("running").build()));
    assertEquals(3L, pages.stream().count());
    assertEquals(11L, pages.reservations().stream().count());
  }

  @Test
  void aStoppedInstanceStartsAndBootsAgain() {
    Instance instance = world.running(world.subnetA);
    world.pass(100);
    world.ec2.stopInstances(s -> s.instanceIds(instance.id()));
    world.pass(60);
    assertEquals(InstanceState.STOPPED, instance.state());
    world.ec2.startInstances(s -> s.instanceIds(instance.id()));
    world.pass(200);
    assertTrue(world.ec2World.software().answers(instance.id()));
  }

  @Test
  void templateVersionsAreNumberedAndResolved() {
    String id = world.version1.template().id();
    world.ec2.createLaunchTemplateVersion(
        c -> c.launchTemplateId(id).sourceVersion("1").launchTemplateData(d -> d.imageId("ami-2")));
    assertEquals("ami-2", version(id, "$Latest").launchTemplateData().imageId());
    assertEquals("t3.medium", version(id, "2").launchTemplateData().instanceTypeAsString());
    assertEquals(1L, version(id, "$Default").versionNumber());
    world.ec2.modifyLaunchTemplate(m -> m.launchTemplateId(id).defaultVersion("2"));
    assertEquals(2L, version(id, "$Default").versionNumber());
    refused("InvalidLaunchTemplateId.VersionNotFound", () -> version(id, "3"));
    refused("InvalidLaunchTemplateId.NotFound", () -> version("lt-x", "1"));
  }

  @Test
  void aFullSubnetRefusesALaunchAndAddressesOfTheDeadAreUsedAgain() {
    Subnet small = world.ec2World.createSubnet("vpc-1", "eu-west-1a", "10.0.8.0/29");
    for (int i = 0; i < 3; i++) {
      world.launch(small);
    }
    refused("InsufficientFreeAddressesInSubnet", () -> world.launch(small));
    Instance first = world.ec2World.instances().catalog().all().iterator().next();
    world.ec2.terminateInstances(t -> t.instanceIds(first.id()));
    world.pass(100);
    assertEquals("10.0.8.4", world.launch(small).interfaces().get(0).privateAddress());
  }

  @Test
  void theSameSeedGivesTheSameTrace() {
    assertEquals(traceOfAGroup(), traceOfAGroup());
  }

  private static String traceOfAGroup() {
    TestWorld again = new TestWorld();
    again.createGroup("g0", 3, group -> {});
    again.pass(3_600);
    return again.simulation.trace().hash();
  }

  private LaunchTemplateVersion version(String id, String version) {
    return world
        .ec2
        .describeLaunchTemplateVersions(d -> d.launchTemplateId(id).versions(version))
        .launchTemplateVersions()
        .getFirst();
  }

  private void tag(String id, String key, String value) {
    world.ec2.createTags(
        c ->
            c.resources(id)
                .tags(
                    software.amazon.awssdk.services.ec2.model.Tag.builder()
                        .key(key)
                        .value(value)
                        .build()));
  }

  @Test
  void templatesMayTagTheirInstances() {
    TemplateVersion tagged =
        world
            .ec2World
            .templates()
            .create("tagged", "", new LaunchData("ami-1", "t3.nano", null, Map.of("Team", "x")));
    Instance instance =
        world.ec2World.launch(new LaunchOrder(tagged, null, world.subnetA, Map.of("Name", "n")));
    assertEquals(Map.of("Name", "n", "Team", "x"), instance.tags());
  }
}
