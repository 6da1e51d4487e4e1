package io.servergroup.aws;

import io.servergroup.identity.AddressRecord;
import io.servergroup.stack.RecordClaim;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Removes the A records of servers, none that is not exactly as it was read. */
public final class RecordRemover {
  private final RecordGateway records;
  private final AwsClients clients;

  public RecordRemover(AwsClients clients) {
    this.records = new RecordGateway(clients::route53);
    this.clients = clients;
  }

  /**
   * What the zone has under the name as A records; empty when it has none. One with more than
   * servers' records have is special here, because a deletion has to name all of it.
   *
   * @throws SdkException when Route 53 does not tell, a zone that is gone included
   */
  public Optional<AddressRecord> read(RecordClaim claim) {
    List<ResourceRecordSet> sets = records.sets(claim.hostedZoneId(), claim.name());
    return sets.isEmpty()
        ? Optional.empty()
        : Optional.of(more(sets.getFirst()).orElseGet(() -> RecordSets.together(sets)));
  }

  private static Optional<AddressRecord> more(ResourceRecordSet set) {
    boolean simple = set.setIdentifier() == null && set.aliasTarget() == null;
    return !simple || set.healthCheckId() == null
        ? Optional.empty()
        : Optional.of(
            AddressRecord.special("a record with the health check " + set.healthCheckId()));
  }

  /**
   * Removes the record, if it still is exactly this. Route 53 tells with one error that it is not
   * any more, and that it is gone.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html">ChangeResourceRecordSets</a>
   */
  public Outcome remove(RecordClaim claim, Duration ttl) {
    ResourceRecordSet record =
        ResourceRecordSet.builder()
            .name(claim.name())
            .type(RRType.A)
            .ttl(ttl.toSeconds())
            .resourceRecords(ResourceRecord.builder().value(claim.address()).build())
            .build();
    Change change = Change.builder().action(ChangeAction.DELETE).resourceRecordSet(record).build();
    String action = "route53:ChangeResourceRecordSets";
    return Calls.attempt(
        action,
        () -> {
          clients
              .route53()
              .changeResourceRecordSets(
                  request ->
                      request
                          .hostedZoneId(claim.hostedZoneId())
                          .changeBatch(batch -> batch.changes(change)));
        },
        error -> Optional.of(reaction(action, error)));
  }

  private static Outcome reaction(String action, SdkException error) {
    String said =
        "%s: %s: %s".formatted(action, ErrorReaction.code(error), ErrorReaction.message(error));
    return switch (ErrorReaction.code(error)) {
      case "InvalidChangeBatch" -> new Outcome.WorldDiffers(said);
      case "NoSuchHostedZone" -> new Outcome.AlreadyDone(said);
      default -> ErrorReaction.whenNewlyAllowed(action, error);
    };
  }
}
