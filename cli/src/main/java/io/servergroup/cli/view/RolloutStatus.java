package io.servergroup.cli.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.servergroup.aws.RolloutLock;
import io.servergroup.rollout.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a group's rollout.
 *
 * @param running the ARN of the execution that runs; empty when none does
 * @param status what the lock's item says
 */
public record RolloutStatus(
    String serverGroup, Optional<String> running, RolloutLock.Status status) {
  /** Whether there is, or was, a rollout. */
  public boolean known() {
    return running.isPresent() || status.summary().isPresent();
  }

  /** The rollout that runs, or else the last one that told how far it was. */
  public Optional<String> execution() {
    return running.or(
        () ->
            status
                .progress()
                .map(json -> JsonText.read(json).path("execution").asText())
                .filter(arn -> !arn.isEmpty()));
  }

  /**
   * For people.
   *
   * @param launcher how the command was called
   */
  public List<Line> lines(String launcher, int width) {
    if (!known()) {
      return List.of(Line.of("Nobody knows of a rollout of server group " + serverGroup + "."));
    }
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.of(Style.STRONG, serverGroup)
            .and(running.isPresent() ? ": a rollout is running" : ": no rollout is running"));
    add(lines, status.summary().orElse("it has told nothing yet"), width);
    running.ifPresent(arn -> add(lines, "Execution: " + arn, width));
    if (running.isPresent()) {
      waiting(launcher).forEach(text -> add(lines, text, width));
    }
    return lines;
  }

  /** What a person is asked, and has asked for. */
  private List<String> waiting(String launcher) {
    Optional<String> pause = status.state().pauseRequested();
    if (status.question().isEmpty()) {
      return pause.map(who -> "It pauses before its next batch, as " + who + " asked").stream()
          .toList();
    }
    String question = status.question().get();
    boolean paused = Decision.AskPerson.isPause(question);
    List<String> texts = new ArrayList<>();
    texts.add(
        "It waits for a person: %s. Let it go on with `%s %s --group %s`, or end it with `%s cancel --group %s`."
            .formatted(
                question,
                launcher,
                paused ? "resume" : "approve",
                serverGroup,
                launcher,
                serverGroup));
    if (!paused) {
      pause.ifPresent(
          who ->
              texts.add(
                  "Once that is approved it pauses, as "
                      + who
                      + " asked; to resume it now would call that off, too."));
    }
    return texts;
  }

  /** For programs: one object, without a line break. */
  public String json() {
    ObjectNode json = JsonText.object();
    json.put("serverGroup", serverGroup);
    json.put("running", running.isPresent());
    json.put("execution", running.orElse(null));
    json.put("waitingFor", running.flatMap(arn -> status.question()).orElse(null));
    json.put(
        "pauseRequestedBy", running.flatMap(arn -> status.state().pauseRequested()).orElse(null));
    json.put("summary", status.summary().orElse(null));
    json.set("progress", status.progress().map(JsonText::read).orElse(null));
    return JsonText.of(json);
  }

  private static void add(List<Line> lines, String text, int width) {
    Paragraph.lines(text, "  ", width).forEach(line -> lines.add(Line.of(line)));
  }
}
