package io.servergroup.cli.rehearsed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.cli.past.PastReader;
import io.servergroup.cli.past.PastStory;
import io.servergroup.cli.past.ServerNow;
import io.servergroup.cli.story.BatchStory;
import io.servergroup.cli.story.Ending.Verdict;
import io.servergroup.cli.story.RolloutStory;
import io.servergroup.group.TemplateVersion;
import io.servergroup.simulator.rehearsal.Incidents;
import io.servergroup.simulator.rehearsal.RecordedRollout;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import io.servergroup.simulator.rehearsal.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * What AWS remembers of a rollout of Auto Scaling groups that have several servers each: which
 * instance was which server is not to be seen from the group.
 */
class LargerGroupsReportTest {
  private final StoryRecorder recorder = new StoryRecorder();
  private final Agreement agreement = new Agreement(recorder);

  private static RehearsalOptions options(
      String batchSize, long seed, OptionalInt bootFailure, Map<String, Object> input) {
    Map<String, Object> whole = new LinkedHashMap<>(input);
    whole.put("batchSize", batchSize);
    return new RehearsalOptions(
        9,
        whole,
        seed,
        LoadBalancerKind.BOTH,
        Topology.GROUP_PER_ZONE,
        Incidents.ofBoot(bootFailure));
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8, 9})
  void aRolloutThatSucceededThreeServersOfAGroupAtATime(long seed) {
    RecordedRollout rollout =
        RecordedRollout.ended(options("3", seed, OptionalInt.empty(), Map.of()), recorder);

    RolloutStory story = story(rollout);

    assertEquals(Verdict.SUCCEEDED, story.ending().verdict());
    assertEquals(9, story.replaced());
    assertEquals(List.of(), story.gaps());
    assertEquals(OptionalInt.of(6), story.capacity().lowest());
    agreement.agrees(story);
  }

  @Test
  void aRolloutThatFailedAtAServerAmongOthers() {
    RecordedRollout rollout =
        RecordedRollout.ended(options("3", 7, OptionalInt.of(4), Map.of()), recorder);

    RolloutStory story = story(rollout);

    assertEquals(Verdict.FAILED, story.ending().verdict());
    assertTrue(story.ending().reason().contains("server 4"), story.ending()::reason);
    assertEquals(BatchStory.Result.FAILED, story.batches().getLast().result());
    agreement.agrees(story);
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8, 9})
  void aRolloutThatTookItsServersBack(long seed) {
    RecordedRollout rollout =
        RecordedRollout.ended(
            options("3", seed, OptionalInt.of(4), Map.of("onFailure", "ROLLBACK")), recorder);

    RolloutStory story = story(rollout);

    assertTrue(story.ending().reason().startsWith("Rollout.RolledBack"), story.ending()::reason);
    assertEquals(0, story.replaced());
    agreement.agrees(story);
  }

  @Test
  void aRolloutThatStillRuns() {
    RecordedRollout rollout =
        RecordedRollout.begun(options("2", 7, OptionalInt.empty(), Map.of()), recorder);
    rollout.pass(Duration.ofMinutes(4));

    RolloutStory story = story(rollout);

    assertEquals(Verdict.RUNNING, story.ending().verdict());
    agreement.agrees(story);
  }

  private static RolloutStory story(RecordedRollout rollout) {
    return PastStory.of(
        new PastReader(rollout.clients(), rollout.clock(), _ -> now(rollout))
            .read(rollout.arn())
            .orElseThrow());
  }

  /** The servers by what their instances are tagged with; those without one have their place. */
  private static List<ServerNow> now(RecordedRollout rollout) {
    List<ServerNow> servers = new ArrayList<>();
    for (AutoScalingGroup group :
        rollout.clients().autoScaling().describeAutoScalingGroups().autoScalingGroups()) {
      for (var instance : group.instances()) {
        index(rollout, instance.instanceId())
            .ifPresent(
                index ->
                    servers.add(
                        new ServerNow(
                            OptionalInt.of(index),
                            group.autoScalingGroupName(),
                            instance.availabilityZone(),
                            instance.instanceId(),
                            Optional.of(
                                new TemplateVersion(
                                    instance.launchTemplate().launchTemplateId(),
                                    Long.parseLong(instance.launchTemplate().version()))),
                            "")));
      }
    }
    return servers;
  }

  private static OptionalInt index(RecordedRollout rollout, String instance) {
    return rollout
        .clients()
        .ec2()
        .describeInstances(request -> request.instanceIds(instance))
        .reservations()
        .stream()
        .flatMap(reservation -> reservation.instances().stream())
        .flatMap(each -> each.tags().stream())
        .filter(tag -> tag.key().equals("ServerGroupIndex"))
        .map(Tag::value)
        .mapToInt(Integer::parseInt)
        .findFirst();
  }
}
