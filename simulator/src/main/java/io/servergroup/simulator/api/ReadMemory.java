package io.servergroup.simulator.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What the latest reads of each service were answered, for {@link CallFault.Stale}. Before a call
 * changes a service, the latest reads of that service are answered once more, so that what was true
 * just before the change is remembered even when nobody had asked at that moment.
 *
 * <p>Bounded: {@link #REQUESTS} different requests per service, {@link #ANSWERS} answers to each.
 */
final class ReadMemory {
  /** A reconcile reads an Auto Scaling group and its slots with fewer different requests. */
  static final int REQUESTS = 8;

  static final int ANSWERS = 8;

  /** An answer, and when it was the truth. */
  record Answer(Instant asOf, Object response) {}

  private record Request(String operation, Object content) {}

  private static final class Read {
    private final Supplier<?> effect;
    private final Deque<Answer> answers = new ArrayDeque<>();

    Read(Supplier<?> effect) {
      this.effect = effect;
    }

    void add(Answer answer) {
      if (answers.size() == ANSWERS) {
        answers.removeFirst();
      }
      answers.addLast(answer);
    }
  }

  private final Map<String, Map<Request, Read>> services = new LinkedHashMap<>();

  /**
   * Whether calls of an operation only read. DynamoDB is left out: whoever needs the truth from it
   * reads consistently, and then it gives the truth.
   */
  static boolean reads(String service, String operation) {
    return !service.equals("dynamodb")
        && Stream.of("Describe", "Get", "List").anyMatch(operation::startsWith);
  }

  /**
   * Remembers an answer just given.
   *
   * @param effect answers the request anew, and does nothing else
   */
  void remember(ApiCall call, Supplier<?> effect, Object response, Instant now) {
    Map<Request, Read> reads =
        services.computeIfAbsent(call.service(), service -> new LinkedHashMap<>());
    Request request = new Request(call.operation(), call.request());
    Read known = reads.remove(request);
    Read read = known == null ? new Read(effect) : known;
    read.add(new Answer(now, response));
    reads.put(request, read);
    if (reads.size() > REQUESTS) {
      Iterator<Request> oldest = reads.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** Has the latest reads of a service answered as of now, just before it changes. */
  void beforeChange(String service, Instant now) {
    for (Read read : services.getOrDefault(service, Map.of()).values()) {
      try {
        read.add(new Answer(now, read.effect.get()));
      } catch (AwsServiceException _) {
        // What it asked for is gone meanwhile: there is no answer to remember.
      }
    }
  }

  /** The oldest answer to an equal request that is not older than {@code atMost}. */
  Optional<Answer> stale(ApiCall call, Duration atMost, Instant now) {
    Read read =
        services
            .getOrDefault(call.service(), Map.of())
            .get(new Request(call.operation(), call.request()));
    return read == null
        ? Optional.empty()
        : read.answers.stream()
            .filter(answer -> !answer.asOf().plus(atMost).isBefore(now))
            .findFirst();
  }

  void forget() {
    services.clear();
  }
}
