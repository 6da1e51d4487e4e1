package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.Context;

/** Lets a person pause, resume or cancel a rollout from the console of Lambda. */
public final class ControlRolloutHandler
    extends JsonFunction<ControlRolloutHandler.Request, RolloutControl.Result> {
  /**
   * What is wanted.
   *
   * @param action {@code pause}, {@code resume} or {@code cancel}
   * @param reason for whoever looks at the rollout later; may be missing
   */
  public record Request(String serverGroup, String action, String reason) {}

  private final RolloutControl control;
  private final DecisionLog log;

  /** For Lambda. */
  public ControlRolloutHandler() {
    this(ProductionWiring.of(ControlRolloutHandler.class, ControlRolloutHandler::new));
  }

  public ControlRolloutHandler(Wiring wiring) {
    super(record(Request.class));
    this.control = new RolloutControl(wiring.clients(), wiring.settings().lockTable());
    this.log = wiring.log();
  }

  @Override
  public RolloutControl.Result handleRequest(Request request, Context context) {
    if (request.serverGroup() == null || request.serverGroup().isBlank()) {
      return new RolloutControl.Result(
          false, "serverGroup is missing; expected the ServerGroupName tag of the group");
    }
    String group = request.serverGroup().strip();
    RolloutControl.Result result =
        RolloutControl.Action.of(request.action())
            .map(action -> Retryable.call("ControlRollout", () -> act(group, action, request)))
            .orElseGet(
                () ->
                    new RolloutControl.Result(
                        false,
                        "action is \""
                            + request.action()
                            + "\"; expected pause, resume, approve or cancel"));
    new RolloutLines(log, group)
        .group("ControlRollout", result.done() ? "DONE" : "NOT_DONE", result.message());
    return result;
  }

  private RolloutControl.Result act(String group, RolloutControl.Action action, Request request) {
    return control.act(group, action, RolloutControl.operator(request.reason()));
  }
}
