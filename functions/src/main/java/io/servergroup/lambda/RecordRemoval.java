package io.servergroup.lambda;

import io.servergroup.aws.ErrorReaction;
import io.servergroup.aws.Outcome;
import io.servergroup.aws.RecordRemover;
import io.servergroup.stack.RecordClaim;
import io.servergroup.stack.RecordDecision;
import io.servergroup.stack.ResourceRequest;
import io.servergroup.stack.StackProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;

/**
 * Removes the record of a name that a server gives up: reads, decides, deletes exactly what was
 * read, and decides again when it has changed meanwhile.
 *
 * <p>A run of the reconcile function that was under way when the server or its name went may still
 * believe in it and write its record once more. What it believes is a minute old at most, so the
 * record is looked at again after that.
 */
final class RecordRemoval {
  /** How long what a run of the reconcile function has read is good, and what its calls take. */
  static final Duration SETTLING = Duration.ofSeconds(75);

  /** What is left of an invocation for the last look. */
  private static final Duration LAST_LOOK = Duration.ofSeconds(10);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  /**
   * Route 53 takes five requests a second of an account.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html">Quotas</a>
   */
  private static final Duration A_REQUEST = Duration.ofMillis(200);

  /** The first look is a reading, and a deletion when there is something to delete. */
  private static final Duration FIRST_LOOK = A_REQUEST.multipliedBy(2);

  /**
   * The servers of a stack are often deleted together. Each has its place in the queue, which costs
   * no time: there is a second look to wait for.
   */
  private static final int PLACES = 60;

  /** What came of it. */
  sealed interface End {
    /** Nothing is left that is known to be the server's. */
    record Done(String reason) implements End {}

    record Failed(String reason) implements End {}
  }

  /** What one look came to. */
  private sealed interface Look {
    record Over(End end) implements Look {}

    /** There is no record, or not any more. */
    record Free(boolean removed) implements Look {}

    /**
     * It did not work out now.
     *
     * @param seen whether the record is known to be there
     */
    record Again(String why, boolean seen) implements Look {}
  }

  private final Wiring wiring;
  private final RecordRemover remover;
  private final ResourceRequest request;
  private final RecordClaim claim;
  private final Instant end;

  /**
   * @param end after which no pause begins
   */
  RecordRemoval(Wiring wiring, ResourceRequest request, RecordClaim claim, Instant end) {
    this.wiring = wiring;
    this.remover = new RecordRemover(wiring.clients());
    this.request = request;
    this.claim = claim;
    this.end = end;
  }

  End run() {
    int place = index().orElse(0) % PLACES;
    Instant start = now();
    Instant settled =
        earlier(start.plus(SETTLING).plus(A_REQUEST.multipliedBy(place)), end.minus(LAST_LOOK));
    Duration apart = A_REQUEST.multipliedBy(place % 5);
    pauseUntil(start.plus(FIRST_LOOK.multipliedBy(place)));
    Retries retries = new Retries(wiring, end, apart);
    boolean looked = false;
    boolean removed = false;
    while (true) {
      switch (look()) {
        case Look.Over(End over) -> {
          return over;
        }
        case Look.Again(String why, boolean seen) -> {
          if (!retries.pauseForAnother()) {
            return looked && !seen ? notLookedAgain(removed, why) : failed(why, retries);
          }
        }
        case Look.Free(boolean now) -> {
          looked = true;
          removed |= now;
          if (!now().isBefore(settled)) {
            return new End.Done(cleared(removed));
          }
          pauseUntil(settled);
          retries = new Retries(wiring, end, apart);
        }
      }
    }
  }

  private String cleared(boolean removed) {
    return removed ? told() + " was removed" : told() + ": there is no record";
  }

  /** The last look is a precaution; a stack is not held up for it. */
  private End notLookedAgain(boolean removed, String why) {
    String reason =
        "%s; that it stays so could not be seen (%s): look whether it is back"
            .formatted(cleared(removed), why);
    write("Remark", reason, "");
    return new End.Done(reason);
  }

  private End failed(String why, Retries retries) {
    return new End.Failed(
        "%s may still be there, after %d tries, the last of which ended with %s; do the same with the stack again, or remove the record by hand"
            .formatted(told(), retries.tries(), why));
  }

  private Look look() {
    RecordDecision decision;
    try {
      decision = RecordDecision.of(claim, remover.read(claim));
    } catch (NoSuchHostedZoneException gone) {
      return zoneGone();
    } catch (SdkException unreadable) {
      return react(
          ErrorReaction.whenNewlyAllowed("route53:ListResourceRecordSets", unreadable), false);
    }
    return switch (decision) {
      case RecordDecision.Absent absent -> new Look.Free(false);
      case RecordDecision.LeaveAlone(String reason) -> {
        write("Remark", reason, "");
        yield new Look.Over(new End.Done(reason));
      }
      case RecordDecision.Remove(Duration ttl) -> {
        Outcome outcome = remover.remove(claim, ttl);
        write("RemoveRecord", said(outcome), outcome.getClass().getSimpleName());
        yield outcome instanceof Outcome.AlreadyDone ? zoneGone() : react(outcome, true);
      }
    };
  }

  private Look zoneGone() {
    return new Look.Over(
        new End.Done(
            "hosted zone %s does not exist any more, and no record in it"
                .formatted(claim.hostedZoneId())));
  }

  private static Look react(Outcome outcome, boolean seen) {
    return switch (outcome) {
      case Outcome.Done done -> new Look.Free(true);
      case Outcome.AlreadyDone done -> new Look.Free(false);
      case Outcome.WorldDiffers(String detail) -> new Look.Again(detail, seen);
      case Outcome.TryAgain(String detail) -> new Look.Again(detail, seen);
      case Outcome.GiveUp(String detail) -> new Look.Over(new End.Failed(detail));
    };
  }

  private static String said(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> "its server gives up the name";
      case Outcome.AlreadyDone(String detail) -> detail;
      case Outcome.WorldDiffers(String detail) -> detail;
      case Outcome.TryAgain(String detail) -> detail;
      case Outcome.GiveUp(String detail) -> detail;
    };
  }

  private void pauseUntil(Instant time) {
    Duration rest = Duration.between(now(), time);
    while (rest.isPositive()) {
      wiring.pause().forAbout(rest.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : rest);
      rest = Duration.between(now(), time);
    }
  }

  private OptionalInt index() {
    return new StackProperties(request.properties()).count("Index");
  }

  private String told() {
    return "the record %s -> %s in hosted zone %s"
        .formatted(claim.name(), claim.address(), claim.hostedZoneId());
  }

  private Instant now() {
    return wiring.clock().instant();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private void write(String decision, String reason, String outcome) {
    Map<String, Object> fields = new LinkedHashMap<>();
    request.property(ResourceRequest.SERVER_GROUP).ifPresent(group -> fields.put("group", group));
    index().ifPresent(index -> fields.put("server", index));
    fields.put("subject", told());
    fields.put("reason", reason);
    if (!outcome.isEmpty()) {
      fields.put("outcome", outcome);
    }
    wiring.log().write(decision, fields);
  }
}
