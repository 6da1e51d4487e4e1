package io.servergroup.lambda;

import io.servergroup.aws.Outcome;
import io.servergroup.aws.StackAnswers;
import io.servergroup.stack.ResourceAnswer;
import io.servergroup.stack.ResourceRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A custom resource that a function answers itself. CloudFormation is answered on every path: it
 * would wait for up to an hour otherwise.
 */
final class StackResource {
  /** What deleting the resource means. */
  enum Deletion {
    /** Nothing: it owns nothing, and deleting it succeeds whatever its properties say. */
    LEAVES_EVERYTHING,
    /** Something, which the resource does itself. */
    IS_WORK
  }

  /**
   * What was answered.
   *
   * @param status {@code SUCCESS} or {@code FAILED}
   */
  record Answered(String status, String reason) {}

  private final String function;
  private final Deletion deletion;
  private final StackAnswers answers;
  private final DecisionLog log;

  /**
   * @param function its name, for the log and for whoever looks there
   */
  StackResource(Wiring wiring, String function, Deletion deletion) {
    this.function = function;
    this.deletion = deletion;
    this.answers =
        new StackAnswers(wiring.clients(), wiring.pause(), "the log of the function " + function);
    this.log = wiring.log();
  }

  /**
   * Does the work and answers.
   *
   * @param work what the resource does; whatever it throws is answered with FAILED
   * @throws IllegalArgumentException when the event is no request, so that nobody can be answered
   * @throws RuntimeException when the answer could not be delivered: Lambda invokes again
   */
  Answered handle(Map<String, Object> event, Function<ResourceRequest, ResourceAnswer> work) {
    ResourceRequest request = ResourceRequest.of(event);
    return answer(request, result(request, work));
  }

  /**
   * Answers.
   *
   * @throws RetryLaterException when the answer could not be delivered, and may be later
   * @throws IllegalStateException when it can not be delivered at all
   */
  Answered answer(ResourceRequest request, ResourceAnswer answer) {
    write(request, answer.status(), answer.reason());
    return switch (answers.send(request, answer)) {
      case Outcome.Done done -> new Answered(answer.status(), answer.reason());
      case Outcome.AlreadyDone done -> new Answered(answer.status(), answer.reason());
      case Outcome.TryAgain(String detail) -> throw new RetryLaterException(undelivered(detail));
      case Outcome.WorldDiffers(String detail) ->
          throw new RetryLaterException(undelivered(detail));
      case Outcome.GiveUp(String detail) -> throw new IllegalStateException(undelivered(detail));
    };
  }

  private static String undelivered(String detail) {
    return "the answer to CloudFormation was not delivered: " + detail;
  }

  private ResourceAnswer result(
      ResourceRequest request, Function<ResourceRequest, ResourceAnswer> work) {
    if (request.kind() == ResourceRequest.Kind.DELETE && deletion == Deletion.LEAVES_EVERYTHING) {
      return ResourceAnswer.success("nothing had to be deleted");
    }
    try {
      return work.apply(request);
    } catch (RuntimeException | LinkageError | VirtualMachineError failure) {
      return ResourceAnswer.failed(
          "%s %s failed: %s: %s"
              .formatted(
                  request.kind().word(),
                  request.resourceType(),
                  failure.getClass().getSimpleName(),
                  failure.getMessage()));
    }
  }

  private void write(ResourceRequest request, String decision, String reason) {
    Map<String, Object> fields = new LinkedHashMap<>();
    request.property(ResourceRequest.SERVER_GROUP).ifPresent(group -> fields.put("group", group));
    fields.put("step", function);
    fields.put("request", request.kind().word());
    fields.put("resource", request.logicalId());
    fields.put("reason", reason);
    log.write(decision, fields);
  }
}
