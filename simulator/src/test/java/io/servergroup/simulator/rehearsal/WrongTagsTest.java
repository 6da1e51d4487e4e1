package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.ec2.Eni;
import io.servergroup.simulator.aws.ec2.Subnet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tags of a server group do not say what they should. */
final class WrongTagsTest {
  private static final String GROUP = "ServerGroupName";
  private static final String INDEX = "ServerGroupIndex";

  @Test
  void oneCheckTellsEverythingThatIsWrongAndTouchesNothing() {
    Story story = Story.of(5);
    Operator operator = new Operator(story);
    Decisions decisions = new Decisions(story);
    String cluster = story.stage().cluster().name();
    Subnet other = story.aws().ec2World().createSubnet("vpc-other", "eu-west-1a", "10.7.0.0/24");
    Eni stranger = eni(story, other, Map.of(GROUP, cluster, INDEX, "7"));
    Eni twin =
        eni(
            story,
            story.aws().ec2World().interfaces().require(eni(story, 0)).subnet(),
            Map.of(GROUP, cluster, INDEX, "0"));
    operator.untag(eni(story, 1), INDEX);
    operator.tag(story.member(2).volume(), INDEX, "two");
    operator.tagGroup(3, "ServerGroupEarlyRelease", "all");

    story.pass(Duration.ofMinutes(6));

    Map<String, List<Decisions.Line>> runs =
        decisions.of("Remark").stream()
            .collect(Collectors.groupingBy(line -> line.fields().get("requestId")));
    assertEquals(1, runs.size(), runs::toString);
    List<String> told =
        runs.values().iterator().next().stream().map(Decisions.Line::toString).toList();
    List.of(
            "2 network interfaces are tagged for server 0",
            eni(story, 1) + ", reason=the network interface's tag ServerGroupIndex is missing",
            story.member(2).volume() + ", reason=the volume's tag ServerGroupIndex is 'two'",
            "the group's tag ServerGroupEarlyRelease is 'all'",
            stranger.id() + ", reason=the network interface is in vpc-other",
            "tagged for server 1, but no network interface is")
        .forEach(
            wanted ->
                assertTrue(
                    told.stream().anyMatch(line -> line.contains(wanted)),
                    () -> wanted + " is not in " + told));
    assertEquals(List.of(), story.calls().stream().filter(Story::changesSomething).toList());
    story.assertUntouched(0, 1, 2, 3, 4);

    Set.of(stranger.id(), twin.id()).forEach(id -> operator.untag(id, GROUP));
    operator.tag(eni(story, 1), INDEX, "1");
    operator.tag(story.member(2).volume(), INDEX, "2");
    operator.tagGroup(3, "ServerGroupEarlyRelease", "interface");
    long remarks = decisions.of("Remark").size();
    story.pass(Duration.ofMinutes(6));
    assertEquals(remarks, decisions.of("Remark").size(), "all is in order again");
    story.endsWell();
  }

  @Test
  void aRefusedLaunchIsToldEverythingThatIsWrongWithItsSlotAtOnce() {
    Story story = Story.of(2);
    Operator operator = new Operator(story);
    Decisions decisions = new Decisions(story);
    operator.untag(story.member(0).volume(), "ServerGroupDevice");
    operator.tag(eni(story, 0), "ServerGroupDnsTtl", "a minute");
    operator.replace(0);

    Decisions.Line abandoned = decisions.await("Complete ABANDON");

    assertTrue(
        abandoned.says("ServerGroupDnsTtl='a minute'", "has no tag ServerGroupDevice"),
        abandoned::toString);
    operator.tag(story.member(0).volume(), "ServerGroupDevice", "/dev/sdf");
    operator.tag(eni(story, 0), "ServerGroupDnsTtl", "60");
    story.heals();
    story.endsWell();
  }

  @Test
  void aSecondInterfaceOfAServerKeepsItFromStartingUntilOneIsLeft() {
    Story story = Story.of(2);
    Operator operator = new Operator(story);
    Decisions decisions = new Decisions(story);
    Eni twin =
        eni(
            story,
            story.aws().ec2World().interfaces().require(eni(story, 0)).subnet(),
            Map.of(GROUP, story.stage().cluster().name(), INDEX, "0"));
    operator.replace(0);

    Decisions.Line abandoned = decisions.await("Complete ABANDON");

    assertTrue(
        abandoned.says(twin.id(), eni(story, 0), "remove the tag ServerGroupIndex"),
        abandoned::toString);
    operator.untag(twin.id(), INDEX);
    story.heals();
    story.endsWell();
  }

  private static Eni eni(Story story, Subnet subnet, Map<String, String> tags) {
    return story.aws().ec2World().interfaces().create(subnet, "by mistake", tags);
  }

  private static String eni(Story story, int server) {
    return story.member(server).networkInterface();
  }
}
