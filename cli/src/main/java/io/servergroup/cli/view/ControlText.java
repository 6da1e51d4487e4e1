package io.servergroup.cli.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.servergroup.lambda.RolloutControl.Action;
import io.servergroup.lambda.RolloutControl.Result;
import java.util.Locale;

/** What is said when a person has paused, resumed, approved or cancelled a rollout. */
public final class ControlText {
  private ControlText() {}

  /** For people. */
  public static String line(String group, Result result) {
    return group + ": " + result.message();
  }

  /** For programs: one object, without a line break. */
  public static String json(String group, Action action, Result result) {
    ObjectNode json = JsonText.object();
    json.put("serverGroup", group);
    json.put("action", action.name().toLowerCase(Locale.ROOT));
    json.put("done", result.done());
    json.put("message", result.message());
    return JsonText.of(json);
  }
}
