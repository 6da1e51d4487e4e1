package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.servergroup.aws.CauseText;
import io.servergroup.aws.Executions;
import io.servergroup.aws.RolloutLock;
import io.servergroup.stack.ResourceAnswer;
import io.servergroup.stack.ResourceRequest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Answers CloudFormation for the state machine deploy-stack: called by it with what to answer, and,
 * should it end without having answered, by the event of its end.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html">Step
 *     Functions status changes in EventBridge</a>
 */
public final class AnswerStackHandler
    extends JsonFunction<Map<String, Object>, StackResource.Answered> {
  /** The error of an execution that has answered FAILED; its cause is what was answered. */
  static final String ANSWERED_FAILED = "DeployStack.Failed";

  /** The error of an execution that could not answer; its cause has what it would have answered. */
  static final String NOT_ANSWERED = "DeployStack.NotAnswered";

  private final StackResource resource;
  private final RolloutLock lock;
  private final Executions executions;
  private final DecisionLog log;

  /** For Lambda. */
  public AnswerStackHandler() {
    this(ProductionWiring.of(AnswerStackHandler.class, AnswerStackHandler::new));
  }

  public AnswerStackHandler(Wiring wiring) {
    super(JsonFunction::object);
    this.resource = new StackResource(wiring, "AnswerStack", StackResource.Deletion.IS_WORK);
    this.lock = new RolloutLock(wiring.clients(), wiring.settings().lockTable());
    this.executions = new Executions(wiring.clients());
    this.log = wiring.log();
  }

  /**
   * Answers.
   *
   * @throws RuntimeException when the answer could not be delivered: the state machine, or Lambda,
   *     calls again
   */
  @Override
  public StackResource.Answered handleRequest(Map<String, Object> event, Context context) {
    return event.get("detail") instanceof Map<?, ?> detail
        ? ended(fields(detail))
        : resource.answer(
            ResourceRequest.of(fields(event.get("event"))), answer(fields(event.get("answer"))));
  }

  private static ResourceAnswer answer(Map<String, Object> answer) {
    Map<String, String> data = new TreeMap<>();
    fields(answer.get("data")).forEach((name, value) -> data.put(name, String.valueOf(value)));
    String reason = CauseText.plain(text(answer, "reason"));
    return "SUCCESS".equals(answer.get("status"))
        ? ResourceAnswer.success(reason, data)
        : ResourceAnswer.failed(reason.isEmpty() ? "no reason was given" : reason, data);
  }

  /** The backstop: an answer that comes second is ignored by CloudFormation. */
  private StackResource.Answered ended(Map<String, Object> detail) {
    String name = text(detail, "name");
    String how = (text(detail, "error") + " " + CauseText.plain(text(detail, "cause"))).strip();
    if (text(detail, "error").equals(ANSWERED_FAILED)) {
      return new StackResource.Answered("ANSWERED", name + " has answered itself: " + how);
    }
    Optional<ResourceRequest> request =
        JsonObject.of(text(detail, "input")).flatMap(AnswerStackHandler::request);
    if (request.isEmpty()) {
      String reason = name + " had no input that says whom to answer";
      new RolloutLines(log, "?").group("AnswerStack", "NOT_ANSWERED", reason);
      return new StackResource.Answered("NOT_ANSWERED", reason);
    }
    return resource.answer(
        request.get(), undelivered(detail).orElseGet(() -> died(detail, name, how, request.get())));
  }

  /** What was decided is answered: a rollout that succeeded must not be taken back. */
  private static Optional<ResourceAnswer> undelivered(Map<String, Object> detail) {
    return text(detail, "error").equals(NOT_ANSWERED)
        ? JsonObject.of(text(detail, "cause"))
            .filter(answer -> answer.containsKey("status"))
            .map(AnswerStackHandler::answer)
        : Optional.empty();
  }

  private ResourceAnswer died(
      Map<String, Object> detail, String name, String how, ResourceRequest request) {
    return ResourceAnswer.failed(
        "the execution %s, which worked for this resource, is %s before it has answered%s; %s"
            .formatted(
                name,
                text(detail, "status"),
                how.isEmpty() ? "" : ": " + how,
                text(detail, "error").equals(RolloutResourceHandler.OVERTAKEN)
                    ? "CloudFormation waits for the later request alone, and ignores this answer"
                    : whatGoesOn(request)));
  }

  private static Optional<ResourceRequest> request(Map<String, Object> input) {
    try {
      return Optional.of(ResourceRequest.of(input));
    } catch (IllegalArgumentException noRequest) {
      return Optional.empty();
    }
  }

  private String whatGoesOn(ResourceRequest request) {
    return request
        .property(ResourceRequest.SERVER_GROUP)
        .map(this::rolloutOf)
        .orElse("nothing else was started");
  }

  /** It is no reason not to answer when nobody can tell. */
  private String rolloutOf(String serverGroup) {
    try {
      return Retryable.call(
          "AnswerStack",
          () ->
              lock.state(serverGroup)
                  .holder()
                  .filter(executions::isRunning)
                  .map(holder -> "a rollout of the group goes on by itself: " + holder)
                  .orElse("no rollout of the group runs"));
    } catch (RuntimeException unreadable) {
      return "whether a rollout of the group goes on could not be found out: "
          + unreadable.getMessage();
    }
  }

  private static String text(Map<String, Object> fields, String name) {
    return fields.get(name) instanceof String text ? text : "";
  }

  private static Map<String, Object> fields(Object value) {
    Map<String, Object> fields = new TreeMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, field) -> fields.put(String.valueOf(name), field));
    }
    return fields;
  }
}
