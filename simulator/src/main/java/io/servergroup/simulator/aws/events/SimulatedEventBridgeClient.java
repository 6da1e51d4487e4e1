package io.servergroup.simulator.aws.events;

import io.servergroup.simulator.api.CallPath;
import io.servergroup.simulator.api.ServiceError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * The simulated bus behind the SDK's client; models PutEvents. An event for a bus that does not
 * exist, and only the default one does, is accepted and goes nowhere, as AWS does (recorded by
 * LocalStack's test_put_events_nonexistent_event_bus).
 */
public final class SimulatedEventBridgeClient implements EventBridgeClient {
  private static final int MOST_ENTRIES = 10;

  private final CallPath path;
  private final EventBus bus;

  public SimulatedEventBridgeClient(CallPath path, EventBus bus) {
    this.path = path;
    this.bus = bus;
  }

  @Override
  public PutEventsResponse putEvents(PutEventsRequest request) {
    return path.call("events", "PutEvents", request, () -> put(request));
  }

  private PutEventsResponse put(PutEventsRequest request) {
    if (request.entries().isEmpty() || request.entries().size() > MOST_ENTRIES) {
      throw ServiceError.of(
          EventBridgeException.builder(),
          "EventBridge",
          400,
          "ValidationException",
          "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member"
              + " must have length less than or equal to 10 and greater than or equal to 1");
    }
    List<PutEventsResultEntry> results = new ArrayList<>();
    for (PutEventsRequestEntry entry : request.entries()) {
      results.add(put(entry));
    }
    return PutEventsResponse.builder()
        .entries(results)
        .failedEntryCount(
            (int) results.stream().filter(result -> result.errorCode() != null).count())
        .build();
  }

  private PutEventsResultEntry put(PutEventsRequestEntry entry) {
    if (entry.source() == null || entry.detailType() == null || entry.detail() == null) {
      return failed(
          "InvalidArgument", "Source, DetailType and Detail are required arguments of an entry.");
    }
    if (entry.source().startsWith("aws.")) {
      return failed("NotAuthorizedForSourceException", "Not authorized for the source.");
    }
    Map<String, Object> detail;
    try {
      detail = EventEnvelope.parseDetail(entry.detail());
    } catch (IllegalArgumentException _) {
      return failed("MalformedDetail", "Detail is malformed.");
    }
    String id =
        bus.isNamed(entry.eventBusName())
            ? bus.put(entry.source(), entry.detailType(), entry.resources(), detail)
            : bus.lose(entry.eventBusName(), entry.detailType());
    return PutEventsResultEntry.builder().eventId(id).build();
  }

  private static PutEventsResultEntry failed(String code, String message) {
    return PutEventsResultEntry.builder().errorCode(code).errorMessage(message).build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
