package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.servergroup.aws.InstanceRefreshReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Somebody refreshes the instances of a group without us. */
final class RefreshedGroupTest {
  @Test
  void aServerThatAnInstanceRefreshReplacesKeepsItsIdentity() {
    Story story = Story.of(2);
    String group = story.member(0).group();
    InstanceRefreshReader refreshes = new InstanceRefreshReader(story.aws());

    String id =
        story
            .aws()
            .autoScaling()
            .startInstanceRefresh(request -> request.autoScalingGroupName(group))
            .instanceRefreshId();
    story.until(() -> !story.server(0).state().equals("InService"), "the replacement");
    assertEquals(
        Map.of(group, "instance refresh " + id + " is InProgress, 0 % done"),
        refreshes.active(List.of(group, story.member(1).group())));
    story.until(() -> refreshes.active(List.of(group)).isEmpty(), "the end of the refresh");

    story.until(() -> story.server(0).healthy(), "the successor");
    assertNotEquals(story.before(0).instance(), story.server(0).instance());
    story.assertUntouched(1);
    story.endsWell();
  }
}
