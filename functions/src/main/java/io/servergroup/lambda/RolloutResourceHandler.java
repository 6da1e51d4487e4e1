package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.servergroup.aws.ErrorReaction;
import io.servergroup.aws.Executions;
import io.servergroup.aws.Outcome;
import io.servergroup.rollout.StopCategory;
import io.servergroup.stack.ResourceAnswer;
import io.servergroup.stack.ResourceRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The custom resource {@code Custom::Rollout}: hands a request to create or to update to the state
 * machine deploy-stack, which answers it, and sees to a deletion itself.
 */
public final class RolloutResourceHandler
    extends JsonFunction<Map<String, Object>, StackResource.Answered> {
  private static final String STEP = "RolloutResource";

  /** The error of an execution whose request CloudFormation does not wait for any more. */
  static final String OVERTAKEN = "DeployStack.Overtaken";

  private static final String STACK_DELETES = "the stack deletes the resource of the rollout";

  /** A start whose answer was lost is repeated, rather than answered for and still going on. */
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(3));

  private final StackResource resource;
  private final RolloutControl control;
  private final RunningRollouts rollouts;
  private final Executions executions;
  private final Optional<String> stateMachine;
  private final Wiring wiring;

  /** For Lambda. */
  public RolloutResourceHandler() {
    this(ProductionWiring.of(RolloutResourceHandler.class, RolloutResourceHandler::new));
  }

  public RolloutResourceHandler(Wiring wiring) {
    super(JsonFunction::object);
    this.resource = new StackResource(wiring, STEP, StackResource.Deletion.IS_WORK);
    this.control = new RolloutControl(wiring.clients(), wiring.settings().lockTable());
    this.rollouts = new RunningRollouts(wiring);
    this.executions = new Executions(wiring.clients());
    this.stateMachine = wiring.settings().stackRollout();
    this.wiring = wiring;
  }

  @Override
  public StackResource.Answered handleRequest(Map<String, Object> event, Context context) {
    ResourceRequest request = ResourceRequest.of(event);
    return switch (request.kind()) {
      case CREATE, UPDATE -> start(event, request);
      case DELETE -> resource.handle(event, this::delete);
    };
  }

  /** Once an execution works for the request, it answers; when none does, nobody else would. */
  private StackResource.Answered start(Map<String, Object> event, ResourceRequest request) {
    Optional<String> failure;
    try {
      failure = started(event, request);
    } catch (RuntimeException | LinkageError | VirtualMachineError unexpected) {
      failure = Optional.of(unexpected.toString());
    }
    if (failure.isPresent()) {
      return resource.answer(
          request,
          ResourceAnswer.failed("the execution that rolls was not started: " + failure.get()));
    }
    String name = name(request);
    lines(request).group(STEP, "STARTED", "the execution " + name + " sees to it, and answers");
    return new StackResource.Answered("STARTED", name);
  }

  /** Empty when it is started, or was before; else why not. */
  private Optional<String> started(Map<String, Object> event, ResourceRequest request) {
    if (stateMachine.isEmpty()) {
      return Optional.of("the function's environment lacks STACK_ROLLOUT_ARN");
    }
    stopOvertaken(request);
    String input = JsonObject.text(event);
    Optional<String> failure = attempt(request, input);
    for (Duration pause : PAUSES) {
      if (failure.isEmpty()) {
        return failure;
      }
      wiring.pause().forAbout(pause);
      failure = attempt(request, input);
    }
    return failure;
  }

  /**
   * CloudFormation asks the links of a chain one after the other: whatever else still works for the
   * stack works for a request that was cancelled, and would take the rollout of this one for one
   * that is in its way. What can not be stopped does not keep this request from being worked for.
   */
  private void stopOvertaken(ResourceRequest request) {
    try {
      if (isRepeated(request)) {
        return;
      }
      List<String> done = new ArrayList<>();
      // Lambda may deliver a request twice at the same time: what the other delivery has started
      // meanwhile works for this very request.
      String own = Executions.arn(stateMachine.get(), name(request));
      stopAll(
          executions.running(stateMachine.get()).stream().filter(arn -> !arn.equals(own)).toList(),
          OVERTAKEN,
          "CloudFormation has sent the request " + request.requestId() + " since",
          done);
      if (!done.isEmpty()) {
        lines(request).group(STEP, "OVERTAKES", String.join("; ", done));
      }
    } catch (RuntimeException failure) {
      lines(request)
          .group(STEP, "NOT_STOPPED", "what works for the stack: " + failure.getMessage());
    }
  }

  /** What Lambda repeats late may be overtaken itself, and stops nothing. */
  private boolean isRepeated(ResourceRequest request) {
    return executions.progress(Executions.arn(stateMachine.get(), name(request))).isPresent();
  }

  private Optional<String> attempt(ResourceRequest request, String input) {
    try {
      return switch (executions.start(stateMachine.get(), name(request), input)) {
        case Executions.Start.Started started -> Optional.empty();
        // Names are those of requests: Lambda has repeated this one.
        case Executions.Start.NameTaken taken -> Optional.empty();
        case Executions.Start.NoSuchMachine(String detail) -> Optional.of(detail);
      };
    } catch (SdkException failure) {
      return switch (ErrorReaction.to("states:StartExecution", failure)) {
        case Outcome.GiveUp(String detail) -> Optional.of(detail);
        case Outcome.TryAgain(String detail) -> Optional.of(detail);
        case Outcome.WorldDiffers(String detail) -> Optional.of(detail);
        case Outcome.AlreadyDone(String detail) -> Optional.empty();
        case Outcome.Done done -> Optional.empty();
      };
    }
  }

  /** Stops what works for the stack first, so that it starts nothing any more. */
  private ResourceAnswer delete(ResourceRequest request) {
    List<String> done = new ArrayList<>();
    stateMachine.ifPresent(
        machine ->
            attempt(
                done,
                () ->
                    stopAll(
                        executions.running(machine), "DeployStack.Deleted", STACK_DELETES, done)));
    request.property(ResourceRequest.SERVER_GROUP).ifPresent(group -> stopRollouts(group, done));
    return ResourceAnswer.success(String.join("; ", done));
  }

  /** Those without the lock first: they would take it once it is free. */
  private void stopRollouts(String serverGroup, List<String> done) {
    attempt(
        done,
        () ->
            stopAll(
                rollouts.withoutLock(serverGroup),
                StopCategory.OPERATOR.errorName(),
                STACK_DELETES,
                done));
    attempt(
        done,
        () ->
            done.add(
                control.act(serverGroup, RolloutControl.Action.CANCEL, STACK_DELETES).message()));
  }

  private void stopAll(List<String> running, String error, String why, List<String> done) {
    for (String execution : running) {
      attempt(
          done,
          () -> {
            executions.stop(execution, error, why);
            done.add("stopped " + execution);
          });
    }
  }

  /** What can not be stopped must not keep the stack from what it does. */
  private static void attempt(List<String> done, Runnable stop) {
    try {
      stop.run();
    } catch (RuntimeException failure) {
      done.add("could not be stopped: " + failure.getMessage());
    }
  }

  private RolloutLines lines(ResourceRequest request) {
    return new RolloutLines(
        wiring.log(), request.property(ResourceRequest.SERVER_GROUP).orElse("?"));
  }

  /** The request's own, so that starting it twice starts it once. */
  private static String name(ResourceRequest request) {
    String name = request.requestId().replaceAll("[^A-Za-z0-9_-]", "-");
    return name.substring(0, Math.min(80, name.length()));
  }
}
