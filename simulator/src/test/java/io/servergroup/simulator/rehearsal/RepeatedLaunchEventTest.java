package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.simulator.aws.events.DeliveryFault;
import io.servergroup.simulator.aws.world.WorldTimings;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The event of a launch comes twice. */
final class RepeatedLaunchEventTest {
  private static final String LAUNCHING = "EC2 Instance-launch Lifecycle Action";

  @Test
  void theSecondRunChangesNothingWhenTheFirstIsDone() {
    Story story = relaunched(Duration.ofMinutes(2));

    List<List<String>> runs = changes(story);

    assertEquals(1, runs.size(), () -> "one run did it all: " + runs);
    assertEquals(
        // The first is refused: the instance is not running yet.
        List.of(
            "AttachNetworkInterface",
            "AttachNetworkInterface",
            "AttachVolume",
            "CompleteLifecycleAction"),
        runs.getFirst());
    assertEquals(2, deliveries(story));
    story.endsWell();
  }

  @ParameterizedTest(name = "{0} ms later")
  @ValueSource(ints = {0, 1, 150, 900, 4_000, 9_000})
  void twoRunsAtTheSameTimeDoNothingTwice(int later) {
    Story story = relaunched(Duration.ofMillis(later));
    Observer observer = new Observer(story);
    Cluster.Member member = story.member(0);
    String launch = story.server(0).instance();

    assertEquals(2, deliveries(story));
    assertEquals(1, observer.told(member.networkInterface(), "attaching to"));
    assertEquals(1, observer.told(member.volume(), "attaching to"));
    assertEquals(1, observer.told(launch, ControlPlane.LAUNCH_HOOK + " ends with CONTINUE"));
    assertEquals(0, observer.told(launch, "ABANDON"));
    assertEquals(List.of(), observer.deadLetters());
    story.endsWell();
  }

  /** The only server was lost in EC2 and has come back, its launch reported twice. */
  private static Story relaunched(Duration later) {
    Story story = Story.of(1, WorldTimings.usual().with(Step.INSTANCE_SHUTDOWN, 1));
    story.deliveryFaults(
        (rule, event) ->
            event.detailType().equals(LAUNCHING)
                ? new DeliveryFault.Duplicated(later)
                : new DeliveryFault.None());
    new Operator(story).terminateInEc2(story.before(0).instance());
    story.heals();
    story.pass(Duration.ofMinutes(2));
    return story;
  }

  private static long deliveries(Story story) {
    return story.trace().stream()
        .filter(entry -> entry.subject().equals("lifecycle-actions"))
        .filter(entry -> entry.text().startsWith(LAUNCHING))
        .filter(entry -> entry.text().endsWith(" delivered"))
        .count();
  }

  /** What every run changed since the launch began to get its slot. */
  private static List<List<String>> changes(Story story) {
    Map<String, List<String>> runs = new LinkedHashMap<>();
    story.calls().stream()
        .dropWhile(call -> !call.operation().equals("AttachNetworkInterface"))
        .filter(Story::changesSomething)
        .forEach(
            call ->
                runs.computeIfAbsent(call.caller(), caller -> new ArrayList<>())
                    .add(call.operation()));
    return List.copyOf(runs.values());
  }
}
