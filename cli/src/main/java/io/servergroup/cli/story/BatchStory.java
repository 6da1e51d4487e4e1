package io.servergroup.cli.story;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One batch.
 *
 * @param number from 1
 * @param servers by index
 * @param from since the rollout was started
 * @param to empty while it is being replaced
 * @param result what became of it
 */
public record BatchStory(
    int number, List<Integer> servers, Duration from, Optional<Duration> to, Result result) {
  /** What becomes of a batch. */
  public enum Result {
    RUNNING("is being replaced"),
    REPLACED("replaced and healthy"),
    GIVEN_BACK("given back untouched"),
    FAILED("failed"),
    STOPPED("stopped");

    private final String label;

    Result(String label) {
      this.label = label;
    }

    /** In a few words. */
    public String label() {
      return label;
    }

    /** As the batch's execution or its output says it. */
    public static Result of(String status) {
      return switch (status) {
        case "REPLACED" -> REPLACED;
        case "GIVEN_BACK" -> GIVEN_BACK;
        case "RUNNING" -> RUNNING;
        case "ABORTED" -> STOPPED;
        default -> FAILED;
      };
    }
  }

  public BatchStory {
    servers = List.copyOf(servers);
  }
}
