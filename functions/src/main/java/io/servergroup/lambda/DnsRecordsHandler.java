package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.servergroup.stack.RecordClaim;
import io.servergroup.stack.ResourceAnswer;
import io.servergroup.stack.ResourceRequest;
import io.servergroup.stack.StackProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The DNS name of a server as a resource of a stack. The reconcile function writes the record when
 * the server launches; this one removes it when the server, or its name, goes.
 */
public final class DnsRecordsHandler
    extends JsonFunction<Map<String, Object>, StackResource.Answered> {
  /**
   * What an invocation keeps of its time limit: for a pause and a call that begin just before, and
   * for an answer that has to be given four times.
   */
  private static final Duration RESERVE = Duration.ofSeconds(75);

  private final Wiring wiring;
  private final StackResource resource;

  /** For Lambda. */
  public DnsRecordsHandler() {
    this(ProductionWiring.of(DnsRecordsHandler.class, DnsRecordsHandler::new));
  }

  public DnsRecordsHandler(Wiring wiring) {
    super(JsonFunction::object);
    this.wiring = wiring;
    this.resource = new StackResource(wiring, "DnsRecords", StackResource.Deletion.IS_WORK);
  }

  @Override
  public StackResource.Answered handleRequest(Map<String, Object> event, Context context) {
    Instant end =
        wiring.clock().instant().plusMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
    return resource.handle(event, request -> answer(request, end));
  }

  private ResourceAnswer answer(ResourceRequest request, Instant end) {
    RecordClaim claim = RecordClaim.of(new StackProperties(request.properties()));
    RecordClaim before = RecordClaim.of(new StackProperties(request.oldProperties()));
    return switch (request.kind()) {
      case CREATE -> named(claim, "the record is written when the server launches");
      case UPDATE ->
          claim.missing().isEmpty() && !before.hasNameOf(claim)
              ? remove(request, before, end, claim)
              : named(claim, "the record follows the server's address at its next launch or check");
      case DELETE -> remove(request, claim, end, claim);
    };
  }

  private ResourceAnswer named(RecordClaim claim, String reason) {
    List<String> missing = claim.missing();
    return missing.isEmpty()
        ? ResourceAnswer.success(reason, Map.of("Name", claim.name()))
        : ResourceAnswer.failed(
            "the resource lacks the properties %s; set them in the template"
                .formatted(String.join(", ", missing)));
  }

  /**
   * @param claim whose record goes
   * @param current what the resource is about from now on
   */
  private ResourceAnswer remove(
      ResourceRequest request, RecordClaim claim, Instant end, RecordClaim current) {
    if (!claim.missing().isEmpty()) {
      // Nothing was ever written under such a name, and nobody could find it.
      return ResourceAnswer.success("there was no name whose record could be removed");
    }
    return switch (new RecordRemoval(wiring, request, claim, end).run()) {
      case RecordRemoval.End.Done(String reason) ->
          ResourceAnswer.success(reason, Map.of("Name", current.name()));
      case RecordRemoval.End.Failed(String reason) -> ResourceAnswer.failed(reason);
    };
  }
}
