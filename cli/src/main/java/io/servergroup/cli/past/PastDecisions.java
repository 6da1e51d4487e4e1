package io.servergroup.cli.past;

import io.servergroup.cli.story.Decision;
import io.servergroup.cli.view.Amounts;
import java.time.Duration;
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
          "Prepare", "Prepare",
          "AcquireLock", "AcquireLock",
          "NextBatch", "NextBatch",
          "Replace", "ReplaceServers",
          "CheckServers", "CheckServers",
          "AskPerson", "AskPerson",
          "WhatFollows", "Failure");

  private PastDecisions() {}

  static List<Decision> of(Past past, List<Batch> batches) {
    List<Decision> decisions = new ArrayList<>();
    past.rollout().forEach(execution -> add(decisions, past, execution, ""));
    for (Batch batch : batches) {
      List<Integer> numbers =
          batch.servers().stream()
              .filter(server -> server.path("index").isInt())
              .map(server -> server.path("index").asInt())
              .toList();
      String subject = numbers.isEmpty() ? "batch " + batch.number() : Amounts.servers(numbers);
      batch.executions().forEach(child -> add(decisions, past, child, subject));
    }
    decisions.sort(Comparator.comparing(Decision::at));
    return Decision.merged(decisions);
  }

  private static void add(
      List<Decision> decisions, Past past, Remembered execution, String subject) {
    execution.events().stream()
        .filter(event -> event.type().equals("TaskStateExited"))
        .flatMap(event -> decision(past, event, subject).stream())
        .forEach(decisions::add);
  }

  private static Optional<Decision> decision(Past past, Event event, String subject) {
    String by = FUNCTIONS.get(event.name());
    String what = event.data().path("decision").asText(event.data().path("status").asText());
    if (by == null || what.isEmpty()) {
      return Optional.empty();
    }
    Duration at = Duration.between(past.began(), event.at());
    return Optional.of(
        Decision.once(
            at.isNegative() ? Duration.ZERO : at,
            by,
            what.replace('_', ' ').toLowerCase(Locale.ROOT),
            subject,
            event.data().path("reason").asText().strip()));
  }
}
