package io.servergroup.cli.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is said when a rollout is started. */
public final class StartText {
  private StartText() {}

  /** The input of the execution. */
  public static String input(Map<String, Object> input) {
    ObjectNode json = JsonText.object();
    input.forEach(json::putPOJO);
    return JsonText.of(json);
  }

  /**
   * For people.
   *
   * @param watched whether this command goes on to follow it
   */
  public static List<String> started(
      String group, String execution, String launcher, boolean watched) {
    String begun = "%s: a rollout was started: %s".formatted(group, execution);
    return watched
        ? List.of(begun)
        : List.of(begun, "Follow it with `%s watch --group %s`.".formatted(launcher, group));
  }

  /**
   * For programs.
   *
   * @param execution its ARN; null when it was not started
   * @param problem why not
   */
  public static String json(String group, String execution, Optional<String> problem) {
    ObjectNode json = JsonText.object();
    json.put("serverGroup", group);
    json.put("started", execution != null);
    json.put("execution", execution);
    json.put("problem", problem.orElse(null));
    return JsonText.of(json);
  }
}
