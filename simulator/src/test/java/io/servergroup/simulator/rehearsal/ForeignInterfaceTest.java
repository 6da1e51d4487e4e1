package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.ec2.Eni;
import io.servergroup.simulator.aws.ec2.Instance;
import io.servergroup.simulator.aws.ec2.InstanceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Instances come with another interface where their server's belongs. */
final class ForeignInterfaceTest {
  private final Story story = Story.of(1);
  private final Observer observer = new Observer(story);
  private final List<String> foreign = new ArrayList<>();
  private final List<Duration> held = new ArrayList<>();
  private Instant started = Instant.MIN;
  private boolean wrong = true;

  @Test
  void aLaunchWithAnInterfaceInItsServersPlaceIsAbandonedEachTimeLaterUntilThatIsCorrected() {
    story.aws().ec2World().instances().listen(this::occupy);
    story.stage().controlPlane().whenDecided(this::decided);

    new Operator(story).terminateInEc2(story.before(0).instance());
    story.until(() -> held.size() == 5, "five abandoned launches");
    story.pass(Duration.ofSeconds(5));

    List<String> letters = observer.deadLetters();
    assertEquals(5, letters.size());
    for (int i = 0; i < letters.size(); i++) {
      String letter = letters.get(i);
      assertTrue(
          letter.contains("already has " + foreign.get(i) + " at device index 1, where"), letter);
      assertTrue(letter.contains("let the launch template define no interface"), letter);
    }
    // After the first, holds of 1, 2, 4 and 8 minutes, counted from the start of the instance,
    // which takes up to 20 s; the schedule finds out every five minutes that one is over.
    assertTrue(held.get(0).toSeconds() < 30, held::toString);
    assertTrue(held.get(1).toSeconds() >= 40 && held.get(1).toMinutes() < 7, held::toString);
    assertTrue(held.get(4).toMinutes() >= 7 && held.get(4).toMinutes() < 14, held::toString);
    assertEquals("", story.server(0).holder(), "the slot stays free");
    wrong = false;
    story.heals();
    story.endsWell();
  }

  private void occupy(Instance instance) {
    if (!wrong || instance.state() != InstanceState.RUNNING) {
      return;
    }
    Eni eni =
        story
            .aws()
            .ec2World()
            .interfaces()
            .create(instance.subnet(), "of the launch template", Map.of());
    foreign.add(eni.id());
    started = story.now();
    story.aws().ec2World().interfaces().attach(eni.id(), instance.id(), 1);
  }

  private void decided(String decision, Map<String, ?> fields) {
    if (decision.equals("Complete ABANDON") && "Done".equals(fields.get("outcome"))) {
      held.add(Duration.between(started, story.now()));
    }
  }
}
