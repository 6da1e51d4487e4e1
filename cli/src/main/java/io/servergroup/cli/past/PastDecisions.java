package io.servergroup.cli.past;

import io.servergroup.cli.story.Decision;
import io.servergroup.cli.view.Amounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Puts what the functions of a rollout answered into words. */
final class PastDecisions {
  /** The function behind each state. */
  private static final Map<String, String> FUNCTIONS =
      Map.of(
          States.PREPARE, "Prepare",
          States.ACQUIRE_LOCK, "AcquireLock",
          States.NEXT_BATCH, "NextBatch",
          States.REPLACE, "ReplaceServers",
          States.CHECK_SERVERS, "CheckServers",
          States.ASK_PERSON, "AskPerson",
          States.WHAT_FOLLOWS, "Failure");

  private PastDecisions() {}

  static List<Decision> of(Past past, List<Batch> batches, Owners owners) {
    List<Decision> decisions = new ArrayList<>();
    past.rollout().forEach(execution -> add(decisions, past, execution, ""));
    for (Batch batch : batches) {
      List<Integer> servers = owners.of(batch);
      String subject = servers.isEmpty() ? "batch " + batch.number() : Amounts.servers(servers);
      batch.executions().forEach(child -> add(decisions, past, child, subject));
    }
    decisions.sort(Comparator.comparing(Decision::at));
    return Decision.merged(decisions);
  }

  private static void add(
      List<Decision> decisions, Past past, Remembered execution, String subject) {
    execution.events().stream()
        .filter(event -> event.exited())
        .flatMap(event -> decision(past, event, subject).stream())
        .forEach(decisions::add);
  }

  private static Optional<Decision> decision(Past past, Event event, String subject) {
    String by = FUNCTIONS.get(event.name());
    String what = event.decision().isEmpty() ? event.status() : event.decision();
    if (by == null || what.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Decision.once(
            past.since(event.at()),
            by,
            what.replace('_', ' ').toLowerCase(Locale.ROOT),
            subject,
            event.reason().strip()));
  }
}
