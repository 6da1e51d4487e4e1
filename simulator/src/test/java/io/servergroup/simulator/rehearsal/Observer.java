package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.aws.autoscaling.Group;
import io.servergroup.simulator.aws.autoscaling.Member;
import io.servergroup.simulator.kernel.TraceEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatRequest;

/** Asks a story what happened so far. */
final class Observer {
  private final Story story;

  Observer(Story story) {
    this.story = story;
  }

  /** How many calls of this operation functions made. */
  long calls(String operation) {
    return story.calls().stream().filter(call -> call.operation().equals(operation)).count();
  }

  /** The function that made the last call of this operation. */
  String lastCaller(String operation) {
    return story.calls().stream()
        .filter(call -> call.operation().equals(operation))
        .map(ApiCall::caller)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  long heartbeats(String instance) {
    return story.calls().stream()
        .filter(
            call ->
                call.request() instanceof RecordLifecycleActionHeartbeatRequest heartbeat
                    && heartbeat.instanceId().equals(instance))
        .count();
  }

  /** How often something was put into the trace about a subject. */
  long told(String subject, String text) {
    return story.trace().stream()
        .filter(entry -> entry.subject().equals(subject) && entry.text().contains(text))
        .count();
  }

  /** Decisions of one kind about one instance whose line contains a text. */
  static Predicate<TraceEntry> decision(String kind, String instance, String text) {
    return entry ->
        entry.source().equals("decision")
            && entry.text().startsWith(kind + " ")
            && entry.text().contains("instance=" + instance)
            && entry.text().contains(text);
  }

  /** The last line that fits. */
  String last(Predicate<TraceEntry> wanted) {
    List<TraceEntry> found = story.trace().stream().filter(wanted).toList();
    assertFalse(found.isEmpty(), "nothing of the kind was traced");
    return found.getLast().text();
  }

  /** The state of an instance in its group; empty text when it is in none. */
  String state(String instance) {
    return Optional.ofNullable(story.aws().autoScalingWorld().member(instance))
        .map(member -> member.state().toString())
        .orElse("");
  }

  /** Who of a server's group is held by the launch hook; empty text for nobody. */
  String held(int server) {
    Group group = story.aws().autoScalingWorld().group(story.member(server).group());
    return group == null
        ? ""
        : group.members().stream()
            .filter(member -> member.state().toString().equals("Pending:Wait"))
            .map(Member::instanceId)
            .reduce((earlier, later) -> later)
            .orElse("");
  }

  /** Lets time pass until a launch other than this one is held, and tells which. */
  String awaitLaunch(int server, String otherThan) {
    story.until(
        () -> !held(server).isEmpty() && !held(server).equals(otherThan), "a launch that is held");
    return held(server);
  }

  /** The texts of what failed for good. */
  List<String> deadLetters() {
    return story.stage().controlPlane().deadLetters().messages().stream()
        .map(message -> message.body())
        .toList();
  }
}
