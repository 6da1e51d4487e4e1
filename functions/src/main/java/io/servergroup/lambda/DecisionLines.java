package io.servergroup.lambda;

import io.servergroup.aws.Outcome;
import io.servergroup.identity.IdentityAction;
import io.servergroup.identity.IdentityPlan.Remark;
import io.servergroup.identity.IdentityPlan.Step;
import io.servergroup.identity.IdentityPlan.Waiting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** The decisions of one run about one server group, as lines of the decision log. */
final class DecisionLines {
  private final DecisionLog log;
  private final DecisionLog deadLetters;
  private final String serverGroup;
  private final String requestId;

  DecisionLines(DecisionLog log, DecisionLog deadLetters, String serverGroup, String requestId) {
    this.log = log;
    this.deadLetters = deadLetters;
    this.serverGroup = serverGroup;
    this.requestId = requestId;
  }

  void step(Step step, Outcome outcome) {
    IdentityAction action = step.action();
    Map<String, Object> fields = fields(action.subject(), step.server(), step.reason());
    fields.put("detail", action.toString());
    fields.put("outcome", outcome.getClass().getSimpleName());
    String said =
        switch (outcome) {
          case Outcome.Done done -> "";
          case Outcome.AlreadyDone(String detail) -> detail;
          case Outcome.WorldDiffers(String detail) -> detail;
          case Outcome.TryAgain(String detail) -> detail;
          case Outcome.GiveUp(String detail) -> detail;
        };
    if (!said.isEmpty()) {
      fields.put("aws", said);
    }
    log.write(name(action), fields);
    if (isForGood(action, outcome)) {
      deadLetters.write(name(action), fields);
    }
  }

  private static boolean isForGood(IdentityAction action, Outcome outcome) {
    return outcome instanceof Outcome.GiveUp
        || (outcome instanceof Outcome.Done
            && action instanceof IdentityAction.Complete complete
            && complete.verdict() == IdentityAction.Complete.Verdict.ABANDON);
  }

  void waiting(Waiting wait) {
    log.write("Wait", fields(wait.instanceId(), wait.server(), wait.reason()));
  }

  void remark(Remark remark) {
    log.write("Remark", fields(remark.subject(), remark.server(), remark.reason()));
  }

  private static String name(IdentityAction action) {
    return action instanceof IdentityAction.Complete complete
        ? "Complete " + complete.verdict()
        : action.getClass().getSimpleName();
  }

  private Map<String, Object> fields(String subject, OptionalInt server, String reason) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("group", serverGroup);
    server.ifPresent(index -> fields.put("server", index));
    fields.put(subject.startsWith("i-") ? "instance" : "subject", subject);
    fields.put("reason", reason);
    fields.put("requestId", requestId);
    return fields;
  }
}
