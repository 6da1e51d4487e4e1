package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.aws.ec2.Attachment;
import io.servergroup.simulator.aws.ec2.Eni;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DetachVolumeRequest;

/**
 * What an instance gives back between its drain and its shutdown is up to its group: the tag {@code
 * ServerGroupEarlyRelease} says it.
 */
final class EarlyReleaseTest {
  private static final String TAG = "ServerGroupEarlyRelease";

  @ParameterizedTest
  @CsvSource({
    "nothing, ''",
    "interface, interface 0;interface 1",
    "everything, interface 0;interface 1;volume 0;volume 1",
  })
  void anInstanceThatStillRunsGivesBackWhatItsGroupSays(String word, String taken) {
    Story story = Story.of(2);
    Operator operator = new Operator(story);
    operator.tagGroup(0, TAG, word);
    operator.tagGroup(1, TAG, word);
    Set<String> takenFromRunning = takenFromRunning(story);

    story.succeeds(story.roll());

    assertEquals(taken, String.join(";", takenFromRunning));
    story.endsWell();
  }

  @Test
  void oneGroupKeepsItsInterfaceUntilItsInstanceIsDownWhileTheOthersGiveTheirsBack() {
    Story story = Story.of(3);
    new Operator(story).tagGroup(1, TAG, "nothing");
    Set<String> takenFromRunning = takenFromRunning(story);

    story.succeeds(story.roll());

    assertEquals(Set.of("interface 0", "interface 2"), takenFromRunning);
    story.assertReplaced(0, 1, 2);
    story.endsWell();
  }

  @Test
  void aWordThatMeansNothingIsToldAndWhatIsUsualHolds() {
    Story story = Story.of(2);
    new Operator(story).tagGroup(0, TAG, "all");
    Decisions decisions = new Decisions(story);
    Set<String> takenFromRunning = takenFromRunning(story);

    story.succeeds(story.roll());

    assertEquals(Set.of("interface 0", "interface 1"), takenFromRunning);
    decisions.require(
        "Remark", story.member(0).group(), "is 'all' and is not heeded", "everything");
    story.endsWell();
  }

  /** From now on fills with what the functions detach from instances that run. */
  private static Set<String> takenFromRunning(Story story) {
    Set<String> taken = new TreeSet<>();
    story
        .aws()
        .calls()
        .listen(
            call ->
                attachment(story, call)
                    .filter(held -> held.instance().state().toString().equals("running"))
                    .forEach(held -> taken.add(what(story, call, held))));
    return taken;
  }

  private static String what(Story story, ApiCall call, Attachment held) {
    return (call.request() instanceof DetachVolumeRequest ? "volume " : "interface ")
        + story.stage().census().serverOf(held.instance().id());
  }

  private static Stream<Attachment> attachment(Story story, ApiCall call) {
    var ec2 = story.aws().ec2World();
    return switch (call.request()) {
      case DetachNetworkInterfaceRequest request ->
          ec2.interfaces().catalog().all().stream()
              .map(Eni::attachment)
              .filter(held -> held != null && held.id().equals(request.attachmentId()));
      case DetachVolumeRequest request ->
          Stream.ofNullable(ec2.volumes().require(request.volumeId()).attachment());
      default -> Stream.empty();
    };
  }
}
