package io.servergroup.endpoint.wire;

import io.servergroup.aws.AwsClients;
import io.servergroup.endpoint.wire.Directory.Addressee;
import io.servergroup.simulator.aws.sdk.SdkOperation;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** Answers the requests of any client of AWS with what clients of the SDK answer. */
public final class WireApi {
  private final Directory directory;
  private final Turn turn;
  private final Supplier<String> requestIds;
  private final Consumer<Throwable> defects;

  /** When a call may be made: the clients behind may be good for one thread at a time. */
  @FunctionalInterface
  public interface Turn {
    <T> T take(Supplier<T> call);
  }

  /**
   * @param clients make the calls
   * @param requestIds a fresh one each time
   * @param defects told what should not have happened, which callers see as an internal failure
   */
  public WireApi(
      AwsClients clients, Turn turn, Supplier<String> requestIds, Consumer<Throwable> defects) {
    this.directory = new Directory(clients);
    this.turn = turn;
    this.requestIds = requestIds;
    this.defects = defects;
  }

  /** A request with its answer, in words. */
  public record Exchange(String service, String operation, WireAnswer answer) {}

  /** Answers a request; whatever is wrong with it, in the protocol that the request is in. */
  public Exchange exchange(WireRequest request) {
    String requestId = requestIds.get();
    Addressee addressee = directory.addressee(request);
    Protocol protocol = addressee.protocol();
    if (addressee.service().isEmpty()) {
      WireError error = notSimulated(addressee.missing());
      return new Exchange("", "", protocol.error(error, requestId));
    }
    WireService service = addressee.service().get();
    WireCall call;
    try {
      call = protocol.call(request);
    } catch (MalformedRequestException e) {
      WireError error = WireError.of(400, protocol.malformed(), e.getMessage());
      return new Exchange(service.signingName(), "", protocol.error(error, requestId));
    } catch (UnsupportedOperationException e) {
      WireError error = notSimulated(e.getMessage());
      return new Exchange(service.signingName(), "", protocol.error(error, requestId));
    }
    return new Exchange(
        service.signingName(), call.operation(), answer(service, protocol, call, requestId));
  }

  private WireAnswer answer(
      WireService service, Protocol protocol, WireCall call, String requestId) {
    Optional<SdkOperation> operation = service.operation(call.operation());
    if (operation.isEmpty()) {
      return protocol.error(
          WireError.of(
              400,
              protocol.unknownOperation(),
              "%s has no operation %s".formatted(service.signingName(), call.operation())),
          requestId);
    }
    try {
      SdkRequest arguments =
          (SdkRequest) ModelReader.read(operation.get().newBuilder(), call.arguments());
      SdkResponse response = turn.take(() -> operation.get().call(arguments));
      return protocol.answer(call.operation(), response, requestId);
    } catch (MalformedRequestException e) {
      return protocol.error(WireError.of(400, protocol.malformed(), e.getMessage()), requestId);
    } catch (AwsServiceException e) {
      return protocol.error(WireError.of(e), requestId);
    } catch (UnsupportedOperationException e) {
      return protocol.error(notSimulated(service, call, e), requestId);
    } catch (RuntimeException | AssertionError e) {
      defects.accept(e);
      return protocol.error(WireError.of(500, "InternalFailure", String.valueOf(e)), requestId);
    }
  }

  /** Operations that are not simulated say nothing; members that are not say which. */
  private static WireError notSimulated(
      WireService service, WireCall call, UnsupportedOperationException e) {
    return notSimulated(
        "%s:%s is not simulated%s"
            .formatted(
                service.signingName(),
                call.operation(),
                e.getMessage() == null ? "" : ": " + e.getMessage()));
  }

  private static WireError notSimulated(String what) {
    return WireError.of(WireError.NOT_IMPLEMENTED, "NotSimulated", what);
  }
}
