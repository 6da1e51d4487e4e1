package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.jr.ob.JSON;
import io.servergroup.aws.ErrorReaction;
import io.servergroup.aws.Outcome;
import io.servergroup.aws.StackInputsReader;
import io.servergroup.aws.StackStatusReader;
import io.servergroup.aws.UnreadableException;
import io.servergroup.rollout.Finding;
import io.servergroup.stack.ClusterInputs;
import io.servergroup.stack.InputsRefusal;
import io.servergroup.stack.JoinedValues;
import io.servergroup.stack.ResourceAnswer;
import io.servergroup.stack.ResourceRequest;
import io.servergroup.stack.RolloutOptions;
import io.servergroup.stack.StackProperties;
import io.servergroup.stack.SubnetZones;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a stack asks before it makes a cluster: whether its parameters fit together and to what AWS
 * has, and in which availability zones its subnets are; and afterwards, for its outputs, to have
 * values joined. Changes nothing.
 *
 * <p>Whether an update takes another one back is asked only of one that would be refused.
 */
public final class ClusterInputsHandler
    extends JsonFunction<Map<String, Object>, StackResource.Answered> {
  private static final String INPUTS = "Custom::ClusterInputs";
  private static final String ZONES = "Custom::SubnetZones";
  private static final String JOINED = "Custom::JoinedValues";

  /** What an invocation keeps of its time limit for calls under way, and for the answer. */
  private static final Duration RESERVE = Duration.ofSeconds(60);

  private final Wiring wiring;
  private final StackInputsReader reader;
  private final StackStatusReader stacks;
  private final StackResource resource;

  /** For Lambda. */
  public ClusterInputsHandler() {
    this(ProductionWiring.of(ClusterInputsHandler.class, ClusterInputsHandler::new));
  }

  public ClusterInputsHandler(Wiring wiring) {
    super(JsonFunction::object);
    this.wiring = wiring;
    this.reader = new StackInputsReader(wiring.clients());
    this.stacks = new StackStatusReader(wiring.clients());
    this.resource =
        new StackResource(wiring, "ClusterInputs", StackResource.Deletion.LEAVES_EVERYTHING);
  }

  @Override
  public StackResource.Answered handleRequest(Map<String, Object> event, Context context) {
    Instant end =
        wiring.clock().instant().plusMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
    return resource.handle(event, request -> answer(request, end));
  }

  private ResourceAnswer answer(ResourceRequest request, Instant end) {
    StackProperties properties = new StackProperties(request.properties());
    try {
      return switch (request.resourceType()) {
        case INPUTS ->
            refusal(new ClusterInputs(properties, former(request)), end)
                .map(refusal -> refused(refusal, request, end))
                .orElseGet(() -> ResourceAnswer.success("the parameters fit together"));
        case ZONES -> zones(properties.list("SubnetIds"), end);
        case JOINED -> joined(JoinedValues.of(properties));
        default ->
            ResourceAnswer.failed(
                "the resource type is \"%s\"; this function knows %s, %s and %s: correct the template"
                    .formatted(request.resourceType(), INPUTS, ZONES, JOINED));
      };
    } catch (UnreadableException unreadable) {
      return InputsRefusal.ofUnread(unreadable.getMessage()).answer();
    }
  }

  private static Optional<StackProperties> former(ResourceRequest request) {
    return request.kind() == ResourceRequest.Kind.UPDATE
        ? Optional.of(new StackProperties(request.oldProperties()))
        : Optional.empty();
  }

  private Optional<InputsRefusal> refusal(ClusterInputs inputs, Instant end) {
    try {
      List<Finding> findings =
          inputs.check(options(inputs.rolloutOptions()), patiently(() -> reader.read(inputs), end));
      return findings.isEmpty() ? Optional.empty() : Optional.of(InputsRefusal.of(findings));
    } catch (UnreadableException unreadable) {
      return Optional.of(InputsRefusal.ofUnread(unreadable.getMessage()));
    }
  }

  private ResourceAnswer refused(InputsRefusal refusal, ResourceRequest request, Instant end) {
    if (request.kind() != ResourceRequest.Kind.UPDATE) {
      return refusal.answer();
    }
    try {
      return refusal.answer(patiently(() -> stacks.status(request.stackId()), end));
    } catch (UnreadableException unreadable) {
      return refusal.answerInDoubt(unreadable.getMessage());
    }
  }

  private ResourceAnswer zones(List<String> subnetIds, Instant end) {
    return switch (SubnetZones.of(subnetIds, patiently(() -> reader.subnets(subnetIds), end))) {
      case SubnetZones.Known(List<String> zones) ->
          ResourceAnswer.success("the subnets were read", Map.of("Zones", String.join(",", zones)));
      case SubnetZones.Unknown(List<Finding> findings) ->
          ResourceAnswer.failed(
              Finding.message("The availability zones of the subnets are not known:", findings));
    };
  }

  private static ResourceAnswer joined(JoinedValues values) {
    return ResourceAnswer.success(
        values.leftOut() == 0
            ? "the values were joined"
            : values.leftOut() + " values were left out, because CloudFormation takes no more text",
        Map.of("Joined", values.text()));
  }

  private static RolloutOptions options(String text) {
    if (text.isEmpty()) {
      return new RolloutOptions.Fields(Map.of());
    }
    try {
      return JSON.std.anyFrom(text) instanceof Map<?, ?> object
          ? new RolloutOptions.Fields(named(object))
          : new RolloutOptions.NoObject("it is another kind of value");
    } catch (IOException notJson) {
      String said = notJson.getMessage();
      return new RolloutOptions.NoObject(said.lines().findFirst().orElse(said));
    }
  }

  private static Map<String, Object> named(Map<?, ?> object) {
    Map<String, Object> fields = new LinkedHashMap<>();
    object.forEach((name, value) -> fields.put(String.valueOf(name), value));
    return fields;
  }

  /** Reads again while AWS fails in a way that may pass. */
  private <T> T patiently(Supplier<T> read, Instant end) {
    Retries retries = new Retries(wiring, end, Duration.ZERO);
    while (true) {
      try {
        return read.get();
      } catch (UnreadableException unreadable) {
        boolean mayPass =
            ErrorReaction.whenNewlyAllowed("reading", unreadable.error())
                instanceof Outcome.TryAgain;
        if (!mayPass || !retries.pauseForAnother()) {
          throw unreadable;
        }
      }
    }
  }
}
