package io.servergroup.cli.past;

import io.servergroup.cli.story.BatchStory.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A batch, as the history of a rollout has it.
 *
 * @param executions that replaced it and are remembered: one more for each time that the rollout
 *     was redriven meanwhile, none when it could not be started
 */
record Batch(
    int number,
    List<LeavingServer> servers,
    Instant from,
    Optional<Instant> to,
    Result result,
    List<Remembered> executions) {
  Batch {
    servers = List.copyOf(servers);
    executions = List.copyOf(executions);
  }

  /** The batches of a rollout in their order. One that is given back has the number of the next. */
  static List<Batch> of(Past past) {
    List<Batch> batches = new ArrayList<>();
    int number = 1;
    for (Remembered execution : past.rollout()) {
      for (List<Event> visit : execution.visits(States.REPLACE_BATCH)) {
        Batch batch = of(number, visit, execution, past);
        batches.add(batch);
        number += batch.result() == Result.GIVEN_BACK ? 0 : 1;
      }
    }
    return batches;
  }

  private static Batch of(int number, List<Event> visit, Remembered execution, Past past) {
    Event entered = visit.getFirst();
    List<LeavingServer> servers = new ArrayList<>();
    entered.data().path("servers").forEach(server -> servers.add(LeavingServer.of(server)));
    Optional<Event> exited =
        visit.stream().filter(event -> event.exited(States.REPLACE_BATCH)).findFirst();
    Result unfinished = execution.stop().isPresent() ? Result.STOPPED : Result.RUNNING;
    return new Batch(
        number,
        servers,
        entered.at(),
        exited.map(Event::at).or(execution::stop),
        exited.map(event -> Result.of(event.status())).orElse(unfinished),
        Remembered.children(visit).stream().flatMap(arn -> past.batch(arn).stream()).toList());
  }

  /** The looks at its servers, in their order. */
  List<Event> looks() {
    return exits(States.CHECK_SERVERS).toList();
  }

  /** When its instances were asked to leave; empty when they were not. */
  Optional<Instant> asked() {
    return exits(States.REPLACE)
        .filter(event -> event.status().equals("CHECK"))
        .map(Event::at)
        .findFirst();
  }

  private Stream<Event> exits(String state) {
    return executions.stream()
        .flatMap(each -> each.events().stream())
        .filter(event -> event.exited(state));
  }
}
