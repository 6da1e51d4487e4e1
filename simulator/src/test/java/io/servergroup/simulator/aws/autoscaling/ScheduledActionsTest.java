package io.servergroup.simulator.aws.autoscaling;

import static io.servergroup.simulator.aws.world.TestWorld.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.servergroup.simulator.aws.world.TestWorld;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsRequest;
import software.amazon.awssdk.services.autoscaling.model.PutScheduledUpdateGroupActionRequest;
import software.amazon.awssdk.services.autoscaling.model.ScheduledUpdateGroupAction;

/** Changes of a group's sizes that somebody scheduled. */
class ScheduledActionsTest {
  private final TestWorld world = new TestWorld();

  @BeforeEach
  void createGroup() {
    world.createGroup("g0", 1, group -> group.maxSize(4));
  }

  @Test
  void anActionChangesTheSizesAtItsTimeAndIsGone() {
    put("evening", 600, action -> action.desiredCapacity(3));
    assertEquals(List.of("evening"), names(d -> {}));
    world.pass(599);
    assertEquals(1, group().desiredCapacity());
    world.pass(1);
    assertEquals(3, group().desiredCapacity());
    assertEquals(List.of(), names(d -> {}));
    world.until(() -> world.members("g0").size() == 3);
  }

  @Test
  void aDesiredCapacityThatIsLeftAloneMovesBetweenTheNewBounds() {
    put("more", 60, action -> action.minSize(2).maxSize(6));
    world.pass(60);
    assertEquals(List.of(2, 6, 2), sizes());
    put("less", 60, action -> action.minSize(0).maxSize(1));
    world.pass(60);
    assertEquals(List.of(0, 1, 1), sizes());
  }

  @Test
  void anActionThatDoesNotFitTheGroupFails() {
    put("too many", 60, action -> action.desiredCapacity(5));
    world.pass(60);
    assertEquals(List.of(0, 4, 1), sizes());
  }

  @Test
  void anActionThatComesDueWhileSuspendedIsLostAndALaterOneIsNot() {
    put("lost", 60, action -> action.desiredCapacity(2));
    put("later", 120, action -> action.desiredCapacity(3));
    world.autoScaling.suspendProcesses(
        s -> s.autoScalingGroupName("g0").scalingProcesses("ScheduledActions"));
    world.pass(90);
    world.autoScaling.resumeProcesses(
        r -> r.autoScalingGroupName("g0").scalingProcesses("ScheduledActions"));
    assertEquals(1, group().desiredCapacity());
    world.pass(30);
    assertEquals(3, group().desiredCapacity());
  }

  @Test
  void anActionIsReplacedByOneOfItsNameAndDeletedByItsName() {
    put("a", 60, action -> action.desiredCapacity(2));
    put("a", 120, action -> action.desiredCapacity(3));
    world.pass(60);
    assertEquals(1, group().desiredCapacity());
    delete("a");
    world.pass(120);
    assertEquals(1, group().desiredCapacity());
    refused("ValidationError", () -> delete("a"));
  }

  @Test
  void actionsAreDescribedByNameByTimeAndInPages() {
    Instant now = world.account.now();
    put("c", 60, action -> action.desiredCapacity(1));
    put("b", 120, action -> action.desiredCapacity(2).minSize(1).maxSize(3));
    put("a", 180, action -> action.desiredCapacity(3));
    assertEquals(List.of("c", "b", "a"), names(d -> d.maxRecords(1)));
    assertEquals(List.of("b"), names(d -> d.scheduledActionNames("b", "gone")));
    assertEquals(List.of("b", "a"), names(d -> d.startTime(now.plusSeconds(61))));
    assertEquals(List.of("c", "b"), names(d -> d.endTime(now.plusSeconds(120))));
    ScheduledUpdateGroupAction shown = described(d -> d.scheduledActionNames("b")).getFirst();
    assertEquals(now.plusSeconds(120), shown.startTime());
    assertEquals(
        List.of(1, 3, 2), List.of(shown.minSize(), shown.maxSize(), shown.desiredCapacity()));
  }

  @Test
  void whatAwsRefusesIsRefusedAndWhatIsNotModelledSaysSo() {
    refused("ValidationError", () -> put("past", 0, action -> action.desiredCapacity(2)));
    refused("ValidationError", () -> put("nothing", 60, action -> {}));
    refused(
        "ValidationError",
        () -> put("nowhere", 60, action -> action.autoScalingGroupName("gone").minSize(1)));
    assertThrows(
        UnsupportedOperationException.class,
        () -> put("nightly", 60, action -> action.recurrence("0 3 * * *").minSize(1)));
  }

  @Test
  void theActionsOfADeletedGroupAreGone() {
    put("evening", 600, action -> action.desiredCapacity(3));
    world.autoScaling.deleteAutoScalingGroup(d -> d.autoScalingGroupName("g0").forceDelete(true));
    world.until(() -> world.groups.group("g0") == null);
    createGroup();
    world.pass(600);
    assertEquals(1, group().desiredCapacity());
  }

  private Group group() {
    return world.groups.group("g0");
  }

  private List<Integer> sizes() {
    return List.of(group().minSize(), group().maxSize(), group().desiredCapacity());
  }

  private void put(
      String name, long seconds, Consumer<PutScheduledUpdateGroupActionRequest.Builder> more) {
    world.autoScaling.putScheduledUpdateGroupAction(
        action ->
            more.accept(
                action
                    .autoScalingGroupName("g0")
                    .scheduledActionName(name)
                    .startTime(world.account.now().plusSeconds(seconds))));
  }

  private void delete(String name) {
    world.autoScaling.deleteScheduledAction(
        d -> d.autoScalingGroupName("g0").scheduledActionName(name));
  }

  private List<String> names(Consumer<DescribeScheduledActionsRequest.Builder> request) {
    return described(request).stream()
        .map(ScheduledUpdateGroupAction::scheduledActionName)
        .toList();
  }

  private List<ScheduledUpdateGroupAction> described(
      Consumer<DescribeScheduledActionsRequest.Builder> request) {
    return world
        .autoScaling
        .describeScheduledActionsPaginator(d -> request.accept(d.autoScalingGroupName("g0")))
        .scheduledUpdateGroupActions()
        .stream()
        .toList();
  }
}
