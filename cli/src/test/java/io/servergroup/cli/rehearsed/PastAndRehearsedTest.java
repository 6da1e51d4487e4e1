package io.servergroup.cli.rehearsed;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.servergroup.cli.past.PastReader;
import io.servergroup.cli.past.PastStory;
import io.servergroup.cli.past.ServerNow;
import io.servergroup.cli.story.BatchStory;
import io.servergroup.cli.story.Decision;
import io.servergroup.cli.story.Ending.Verdict;
import io.servergroup.cli.story.Life;
import io.servergroup.cli.story.Mark;
import io.servergroup.cli.story.RolloutStory;
import io.servergroup.group.TemplateVersion;
import io.servergroup.simulator.rehearsal.Incidents;
import io.servergroup.simulator.rehearsal.RecordedRollout;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import io.servergroup.simulator.rehearsal.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.StateExitedEventDetails;
import software.amazon.awssdk.services.sfn.model.StateMachineListItem;

/** What AWS remembers of a rollout agrees with what somebody saw who was there. */
class PastAndRehearsedTest {
  private final StoryRecorder recorder = new StoryRecorder();
  private final Agreement agreement = new Agreement(recorder);

  private static RehearsalOptions options(
      int servers, String batchSize, OptionalInt bootFailure, Map<String, Object> input) {
    Map<String, Object> whole = new LinkedHashMap<>(input);
    whole.put("batchSize", batchSize);
    return new RehearsalOptions(
        servers,
        whole,
        7,
        LoadBalancerKind.BOTH,
        Topology.GROUP_PER_SERVER,
        Incidents.ofBoot(bootFailure));
  }

  @Test
  void aRolloutThatSucceeded() {
    RecordedRollout rollout =
        RecordedRollout.ended(options(5, "2", OptionalInt.empty(), Map.of()), recorder);

    RolloutStory story = story(rollout);

    assertEquals(Verdict.SUCCEEDED, story.ending().verdict());
    assertEquals(5, story.replaced());
    assertEquals(List.of("1 2", "1 2", "1 2", "1 2", "1 2"), versions(story));
    assertEquals(List.of(), story.gaps());
    assertEquals(OptionalInt.of(3), story.capacity().floor());
    assertEquals(OptionalInt.of(3), story.capacity().lowest());
    agreement.agrees(story);
  }

  /** More than a reason names: they are told by the batches themselves. */
  @Test
  void everyServerOfALargeBatchIsToldWithTheVersionThatItLeft() {
    RecordedRollout rollout =
        RecordedRollout.ended(
            options(36, "12", OptionalInt.empty(), Map.of("canary", false)), recorder);

    assertEquals(Collections.nCopies(36, "1 2"), versions(story(rollout)));
  }

  @Test
  void aRolloutThatFailed() {
    RecordedRollout rollout =
        RecordedRollout.ended(options(4, "1", OptionalInt.of(2), Map.of()), recorder);

    RolloutStory story = story(rollout);

    assertEquals(Verdict.FAILED, story.ending().verdict());
    assertEquals("FAILED", story.ending().status());
    assertTrue(story.ending().reason().contains("server 2"), story.ending()::reason);
    assertEquals(BatchStory.Result.FAILED, story.batches().getLast().result());
    agreement.agrees(story);
  }

  @Test
  void aRolloutThatTookItsServersBack() {
    RecordedRollout rollout =
        RecordedRollout.ended(
            options(4, "1", OptionalInt.of(2), Map.of("onFailure", "ROLLBACK")), recorder);

    RolloutStory story = story(rollout);

    assertEquals(Verdict.FAILED, story.ending().verdict());
    assertTrue(story.ending().reason().startsWith("Rollout.RolledBack"), story.ending()::reason);
    assertTrue(story.returned() > 0, "servers are back: " + story.servers());
    assertEquals(0, story.replaced());
    assertTrue(versions(story).contains("1 2 1"), () -> versions(story).toString());
    assertEquals(List.of(), story.gaps());
    agreement.agrees(story);
  }

  @Test
  void aRolloutThatStillRuns() {
    RecordedRollout rollout =
        RecordedRollout.begun(options(3, "1", OptionalInt.empty(), Map.of()), recorder);
    rollout.pass(Duration.ofMinutes(3));

    RolloutStory story = story(rollout);

    assertEquals(Verdict.RUNNING, story.ending().verdict());
    assertTrue(story.ending().reason().contains("server 1"), story.ending()::reason);
    assertEquals(1, story.replaced());
    assertEquals(List.of("1 2", "1 2", "1"), versions(story));
    assertEquals(3, story.lasted().toMinutes());
    assertEquals(BatchStory.Result.RUNNING, story.batches().getLast().result());
    agreement.agrees(story);
  }

  /** Whoever reads slowly reads of things that came after what was read before. */
  @Test
  void aRolloutThatGoesOnWhileItIsReadIsToldUntilTheReadingBegan() {
    RecordedRollout rollout =
        RecordedRollout.begun(options(4, "1", OptionalInt.empty(), Map.of()), recorder);
    Instant start = rollout.clock().instant();
    rollout.pass(Duration.ofSeconds(20));
    for (int reading = 0; reading < 7; reading++) {
      PastReader slow =
          new PastReader(
              rollout.clients(),
              rollout.clock(),
              _ -> {
                rollout.pass(Duration.ofSeconds(65));
                return now(rollout);
              });

      Duration until = Duration.between(start, rollout.clock().instant());
      RolloutStory story = PastStory.of(slow.read(rollout.arn()).orElseThrow());

      assertEquals(until, story.lasted());
      assertTrue(
          story.capacity().lowest().orElseThrow() >= story.capacity().floor().orElse(0),
          () -> "nothing broke the floor until " + until + ": " + story.capacity());
      story
          .decisions()
          .forEach(told -> assertTrue(told.until().compareTo(until) <= 0, told::toString));
      story
          .servers()
          .forEach(
              server ->
                  assertTrue(
                      server.lives().stream().allMatch(life -> life.to().compareTo(until) <= 0),
                      server::toString));
    }
  }

  @Test
  void aRolloutThatAskedAPerson() {
    RecordedRollout rollout =
        RecordedRollout.ended(
            options(3, "1", OptionalInt.empty(), Map.of("checkpoints", List.of("canary"))),
            recorder);

    RolloutStory story = story(rollout);

    List<String> people =
        story.marks().stream()
            .filter(mark -> mark.kind() == Mark.Kind.PERSON)
            .map(Mark::text)
            .toList();
    assertEquals(2, people.size(), people::toString);
    assertTrue(people.getFirst().startsWith("is asked: checkpoint: the canary"), people::toString);
    assertTrue(people.getLast().startsWith("lets it go on"), people::toString);
    agreement.agrees(story);
  }

  @Test
  void everyAnswerIsToldAfterItsQuestion() {
    RolloutStory story =
        story(
            RecordedRollout.ended(
                options(3, "1", OptionalInt.empty(), Map.of("checkpoints", List.of("every-batch"))),
                recorder));

    List<String> told =
        story.decisions().stream()
            .filter(each -> each.by().equals("AskPerson") || each.what().equals("ask"))
            .map(each -> each.by() + " " + each.times())
            .toList();
    assertEquals(List.of("NextBatch 1", "AskPerson 1", "NextBatch 1", "AskPerson 1"), told);
  }

  @Test
  void aRolloutThatWentOnInAnotherExecutionIsToldFromItsBeginning() throws Exception {
    RecordedRollout rollout =
        RecordedRollout.ended(options(2, "1", OptionalInt.empty(), Map.of()), recorder);
    SfnClient states = rollout.clients().stepFunctions();
    ObjectMapper json = new ObjectMapper();
    JsonNode prepared = null;
    JsonNode decided = null;
    for (HistoryEvent event :
        states
            .getExecutionHistory(request -> request.executionArn(rollout.arn()).maxResults(1_000))
            .events()) {
      StateExitedEventDetails exited = event.stateExitedEventDetails();
      if (exited != null && exited.name().equals("Prepare")) {
        prepared = json.readTree(exited.output());
      } else if (exited != null && exited.name().equals("NextBatch")) {
        decided = json.readTree(exited.output());
      }
    }
    ObjectNode input = json.createObjectNode();
    input
        .putObject("continues")
        .put("predecessor", rollout.arn())
        .put("toldAt", decided.path("toldAt").asText())
        .<ObjectNode>set("rollout", prepared.path("rollout"))
        .set("course", decided.path("course"));
    String machine =
        rollout.arn().replace(":execution:", ":stateMachine:").replace(":deploy-1", "");
    String successor =
        states
            .startExecution(request -> request.stateMachineArn(machine).input(input.toString()))
            .executionArn();
    rollout.pass(Duration.ofMinutes(5));

    RolloutStory story = PastStory.of(reader(rollout).read(successor).orElseThrow());

    // The first one has ended and given the lock back: the second one gets none, and says so.
    assertEquals(Verdict.FAILED, story.ending().verdict());
    assertTrue(story.ending().reason().contains("lock"), story.ending()::reason);
    assertEquals(2, story.batches().size());
    assertEquals(2, story.replaced());
    assertEquals(
        "1 time",
        story.figures().stream()
            .filter(figure -> figure.name().equals("Handed over"))
            .map(figure -> figure.value())
            .findFirst()
            .orElse(""));
  }

  @Test
  void whatGroupsHaveForgottenTheRolloutStillKnows() {
    RecordedRollout rollout =
        RecordedRollout.ended(options(2, "1", OptionalInt.empty(), Map.of()), recorder);
    Duration lasted = story(rollout).lasted();
    rollout.passDays(43);

    RolloutStory story = story(rollout);

    assertEquals(lasted, story.lasted());
    assertEquals(1, story.gaps().size(), () -> story.gaps().toString());
    assertTrue(story.gaps().getFirst().contains("six weeks"), story.gaps()::getFirst);
    assertEquals(2, story.replaced());
    assertEquals(OptionalInt.of(1), story.capacity().lowest());
    agreement.sameBatches(story);
    rollout.passDays(48);
    assertEquals(Optional.empty(), reader(rollout).read(rollout.arn()), "after 91 days");
  }

  /** Both tries are told of the one batch, and the next batch keeps its own. */
  @Test
  void aBatchThatWasRedrivenIsOneBatch() {
    RecordedRollout rollout =
        RecordedRollout.begun(options(3, "1", OptionalInt.empty(), Map.of()), recorder);
    SfnClient states = rollout.clients().stepFunctions();
    Duration redriven = Duration.ofMinutes(3);
    rollout.pass(redriven);
    states.stopExecution(request -> request.executionArn(rollout.arn()).cause("by mistake"));
    states.redriveExecution(request -> request.executionArn(rollout.arn()));
    rollout.pass(Duration.ofMinutes(10));

    RolloutStory story = story(rollout);

    assertEquals(Verdict.SUCCEEDED, story.ending().verdict(), story.ending()::reason);
    assertEquals(3, story.replaced());
    assertEquals(List.of(1, 2, 3), story.batches().stream().map(BatchStory::number).toList());
    List<Decision> looks =
        story.decisions().stream()
            .filter(each -> each.by().equals("CheckServers"))
            .filter(each -> each.subject().equals("server 1"))
            .toList();
    assertTrue(looks.getFirst().at().compareTo(redriven) < 0, "looks of the first try: " + looks);
    assertTrue(looks.getLast().until().compareTo(redriven) > 0, "of the second: " + looks);
    story.servers().forEach(agreement::sameLives);
    Agreement.everyDecisionIsToldOfItsServer(story);
  }

  /** A name that is taken by an execution which has ended can not be started. */
  @Test
  void aBatchThatCouldNotBeStartedHasNoExecutionAndTheNextOnesKeepTheirs() {
    RecordedRollout rollout =
        RecordedRollout.begun(
            options(3, "1", OptionalInt.empty(), Map.of("onFailure", "ROLLBACK")), recorder);
    SfnClient states = rollout.clients().stepFunctions();
    rollout.pass(Duration.ofMinutes(1));
    String machine =
        states.listStateMachines().stateMachines().stream()
            .map(StateMachineListItem::stateMachineArn)
            .filter(arn -> arn.endsWith("replace-batch"))
            .findFirst()
            .orElseThrow();
    String first =
        states
            .listExecutions(request -> request.stateMachineArn(machine))
            .executions()
            .getFirst()
            .name();
    states.startExecution(
        request ->
            request.stateMachineArn(machine).name(first.replace("-b1-", "-b2-")).input("{}"));
    rollout.pass(Duration.ofMinutes(20));

    RolloutStory story = story(rollout);

    assertTrue(story.ending().reason().startsWith("Rollout.RolledBack"), story.ending()::reason);
    assertEquals(
        List.of(BatchStory.Result.REPLACED, BatchStory.Result.FAILED, BatchStory.Result.REPLACED),
        story.batches().stream().map(BatchStory::result).toList());
    assertEquals(List.of(0), story.batches().getLast().servers());
    story.servers().forEach(agreement::sameLives);
    Agreement.everyDecisionIsToldOfItsServer(story);
  }

  @Test
  void launchesThatEc2RefusedAreToldAndAreNobodysLife() {
    RecordedRollout rollout =
        RecordedRollout.begun(options(2, "1", OptionalInt.empty(), Map.of()), recorder);
    rollout.refuseLaunches(2);
    rollout.pass(Duration.ofMinutes(15));

    RolloutStory story = story(rollout);

    assertEquals(Verdict.SUCCEEDED, story.ending().verdict(), story.ending()::reason);
    List<Mark> faults =
        story.marks().stream().filter(mark -> mark.kind() == Mark.Kind.FAULT).toList();
    assertEquals(2, faults.size(), faults::toString);
    for (Mark fault : faults) {
      assertEquals(OptionalInt.of(0), fault.server());
      assertTrue(fault.text().startsWith("a launch in confluent-tools-0 failed: "), fault::text);
      assertTrue(fault.text().contains("capacity"), fault::text);
    }
    agreement.agrees(story);
  }

  /** What waits in a warm pool is no server's life until it leaves the pool for the group. */
  @Test
  void anInstanceInAWarmPoolIsNobodysServer() {
    RecordedRollout rollout =
        RecordedRollout.begun(options(2, "1", OptionalInt.empty(), Map.of()), recorder);
    rollout
        .clients()
        .autoScaling()
        .putWarmPool(
            request ->
                request
                    .autoScalingGroupName("confluent-tools-1")
                    .minSize(1)
                    .maxGroupPreparedCapacity(2)
                    .poolState("Stopped"));
    rollout.pass(Duration.ofSeconds(40));

    List<String> pooled =
        rollout
            .clients()
            .autoScaling()
            .describeWarmPool(request -> request.autoScalingGroupName("confluent-tools-1"))
            .instances()
            .stream()
            .map(instance -> instance.instanceId())
            .toList();
    List<String> lives =
        story(rollout).servers().get(1).lives().stream().map(Life::instance).toList();

    assertEquals(1, pooled.size(), pooled::toString);
    assertEquals(1, lives.size(), lives::toString);
    assertNotEquals(pooled, lives);
  }

  private RolloutStory story(RecordedRollout rollout) {
    return PastStory.of(reader(rollout).read(rollout.arn()).orElseThrow());
  }

  private static PastReader reader(RecordedRollout rollout) {
    return new PastReader(rollout.clients(), rollout.clock(), _ -> now(rollout));
  }

  private static List<ServerNow> now(RecordedRollout rollout) {
    return rollout.clients().autoScaling().describeAutoScalingGroups().autoScalingGroups().stream()
        .map(
            group ->
                new ServerNow(
                    OptionalInt.of(index(group)),
                    group.autoScalingGroupName(),
                    group.availabilityZones().getFirst(),
                    group.instances().isEmpty() ? "" : group.instances().getLast().instanceId(),
                    group.instances().isEmpty()
                        ? Optional.empty()
                        : Optional.of(version(group.instances().getLast())),
                    ""))
        .toList();
  }

  private static TemplateVersion version(Instance instance) {
    return new TemplateVersion(
        instance.launchTemplate().launchTemplateId(),
        Long.parseLong(instance.launchTemplate().version()));
  }

  private static List<String> versions(RolloutStory story) {
    return story.servers().stream()
        .map(server -> server.lives().stream().map(Life::version).collect(joining(" ")))
        .toList();
  }

  private static int index(AutoScalingGroup group) {
    return group.tags().stream()
        .filter(tag -> tag.key().equals("ServerGroupIndex"))
        .mapToInt(tag -> Integer.parseInt(tag.value()))
        .findFirst()
        .orElseThrow();
  }
}
