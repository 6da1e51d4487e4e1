package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.servergroup.rollout.Finding;
import io.servergroup.stack.LinkTime;
import io.servergroup.stack.ResourceAnswer;
import io.servergroup.stack.ResourceRequest;
import io.servergroup.stack.RolloutProperties;
import io.servergroup.stack.RolloutPropertiesReader;
import io.servergroup.stack.RolloutStep;
import io.servergroup.stack.RolloutSteps;
import io.servergroup.stack.StackDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** Looks how far the rollout of a stack is, and says what is done next for the stack. */
public final class StackRolloutHandler
    extends JsonFunction<StackRolloutHandler.Request, StackRolloutHandler.Answer> {
  /**
   * What to look at.
   *
   * @param request as CloudFormation sent it, without the address for the answer
   * @param stackStatus such as {@code UPDATE_IN_PROGRESS}
   * @param startedAt when the execution that asks has begun
   * @param execution the ARN of the rollout to follow; empty as long as there is none
   * @param hadCapacity as the last answer had it; false at first
   * @param afterAnother as the last answer had it; false at first
   */
  public record Request(
      Map<String, Object> request,
      String stackStatus,
      String startedAt,
      String execution,
      boolean hadCapacity,
      boolean afterAnother) {

    RolloutStep.Known known() {
      return new RolloutStep.Known(
          Optional.of(execution).filter(arn -> !arn.isEmpty()), hadCapacity, afterAnother);
    }
  }

  /**
   * What CloudFormation is to be answered.
   *
   * @param status {@code SUCCESS} or {@code FAILED}
   */
  public record StackAnswer(String status, String reason, Map<String, String> data) {
    static StackAnswer of(ResourceAnswer answer) {
      return new StackAnswer(answer.status(), answer.reason(), answer.data());
    }
  }

  /**
   * The answer.
   *
   * @param decision {@code WAIT}, {@code START} or {@code ANSWER}
   * @param waitSeconds with {@code WAIT}: until the next look
   * @param name with {@code START}: of the rollout's execution
   * @param input with {@code START}: of the rollout's execution
   * @param answer with {@code ANSWER}; else null
   * @param execution for the next request
   * @param hadCapacity for the next request
   * @param afterAnother for the next request
   */
  public record Answer(
      String decision,
      String reason,
      long waitSeconds,
      String name,
      Map<String, Object> input,
      StackAnswer answer,
      String execution,
      boolean hadCapacity,
      boolean afterAnother) {}

  private final Wiring wiring;
  private final RolloutControl control;

  /** For Lambda. */
  public StackRolloutHandler() {
    this(ProductionWiring.of(StackRolloutHandler.class, StackRolloutHandler::new));
  }

  public StackRolloutHandler(Wiring wiring) {
    super(record(Request.class));
    this.wiring = wiring;
    this.control = new RolloutControl(wiring.clients(), wiring.settings().lockTable());
  }

  @Override
  public Answer handleRequest(Request request, Context context) {
    ResourceRequest asked = ResourceRequest.withoutAddress(request.request());
    RolloutLines lines =
        new RolloutLines(wiring.log(), asked.property(ResourceRequest.SERVER_GROUP).orElse("?"));
    RolloutStep step =
        switch (RolloutPropertiesReader.read(asked, JsonObject::of)) {
          case RolloutPropertiesReader.Result.Invalid(List<Finding> findings) ->
              refused(findings, request.known());
          case RolloutPropertiesReader.Result.Valid(RolloutProperties properties) ->
              look(asked, properties, request);
        };
    Answer answer = perform(step, step.decision(), lines);
    lines.group("StackRollout", answer.decision(), answer.reason());
    return answer;
  }

  private static RolloutStep refused(List<Finding> findings, RolloutStep.Known known) {
    return new RolloutStep(
        new StackDecision.Answer(
            ResourceAnswer.failed(
                Finding.message("The properties can not be used; nothing was started:", findings))),
        known);
  }

  /** What can not be read is looked at again, as long as the link has time. */
  private RolloutStep look(ResourceRequest asked, RolloutProperties properties, Request request) {
    Duration elapsed =
        Duration.between(Instant.parse(request.startedAt()), wiring.clock().instant());
    LinkTime time = new LinkTime(properties.link(), properties.links(), elapsed);
    RolloutSteps steps =
        new RolloutSteps(
            asked, properties, time, request.stackStatus(), new StackReadings(wiring, properties));
    try {
      return Retryable.call("StackRollout", () -> steps.next(request.known()));
    } catch (RetryLaterException unreadable) {
      return steps
          .unreadable(request.known(), unreadable.getMessage())
          .orElseThrow(() -> unreadable);
    } catch (SdkException refused) {
      // What will not pass by itself is not waited for, but a rollback is not failed by it either.
      return Optional.of(time)
          .filter(LinkTime::isOut)
          .flatMap(out -> steps.unreadable(request.known(), refused.getMessage()))
          .orElseThrow(() -> refused);
    }
  }

  private Answer perform(RolloutStep step, StackDecision decision, RolloutLines lines) {
    return switch (decision) {
      case StackDecision.Wait(Duration until, String reason) ->
          answer(step, "WAIT", reason, until.toSeconds(), "", Map.of(), null);
      case StackDecision.Start(String name, Map<String, Object> input, String reason) ->
          answer(step, "START", reason, 0, name, input, null);
      case StackDecision.Answer(ResourceAnswer answer) ->
          answer(step, "ANSWER", answer.reason(), 0, "", Map.of(), StackAnswer.of(answer));
      case StackDecision.Stop(String serverGroup, String why, StackDecision next) -> {
        RolloutControl.Result stopped =
            Retryable.call(
                "StackRollout", () -> control.act(serverGroup, RolloutControl.Action.CANCEL, why));
        lines.group("StackRollout", stopped.done() ? "STOPPED" : "NOT_STOPPED", stopped.message());
        yield perform(step, next, lines);
      }
    };
  }

  private static Answer answer(
      RolloutStep step,
      String decision,
      String reason,
      long waitSeconds,
      String name,
      Map<String, Object> input,
      StackAnswer answer) {
    return new Answer(
        decision,
        reason,
        waitSeconds,
        name,
        input,
        answer,
        step.known().execution().orElse(""),
        step.known().hadCapacity(),
        step.known().afterAnother());
  }
}
