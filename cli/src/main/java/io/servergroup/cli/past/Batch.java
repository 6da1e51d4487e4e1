package io.servergroup.cli.past;

import com.fasterxml.jackson.databind.JsonNode;
import io.servergroup.cli.story.BatchStory.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A batch, as the history of a rollout has it.
 *
 * @param servers each with number, group, zone and the instance that had to leave
 * @param execution that replaced it; empty when it is not remembered
 */
record Batch(
    int number,
    List<JsonNode> servers,
    Instant from,
    Optional<Instant> to,
    Result result,
    Optional<Remembered> execution) {
  private static final String STATE = "ReplaceBatch";

  /** The batches of a rollout in their order. One that is given back has the number of the next. */
  static List<Batch> of(Past past) {
    List<Batch> batches = new ArrayList<>();
    int number = 1;
    for (Remembered execution : past.rollout()) {
      List<String> children = execution.children();
      int begun = 0;
      for (int i = 0; i < execution.events().size(); i++) {
        Event event = execution.events().get(i);
        if (event.is("TaskStateEntered", STATE)) {
          Optional<Remembered> child =
              begun < children.size() ? past.batch(children.get(begun)) : Optional.empty();
          begun++;
          Batch batch = begun(number, event, execution, i, child);
          batches.add(batch);
          number += batch.result() == Result.GIVEN_BACK ? 0 : 1;
        }
      }
    }
    return batches;
  }

  private static Batch begun(
      int number, Event entered, Remembered execution, int place, Optional<Remembered> child) {
    List<JsonNode> servers = new ArrayList<>();
    entered.data().path("servers").forEach(servers::add);
    Optional<Event> exited =
        execution.events().subList(place, execution.events().size()).stream()
            .filter(event -> event.is("TaskStateExited", STATE))
            .findFirst();
    if (exited.isPresent()) {
      String status = exited.get().data().path("status").asText("FAILED");
      return new Batch(
          number, servers, entered.at(), Optional.of(exited.get().at()), Result.of(status), child);
    }
    return new Batch(
        number,
        servers,
        entered.at(),
        execution.stop(),
        execution.stop().isPresent() ? Result.STOPPED : Result.RUNNING,
        child);
  }

  /** The looks at its servers, in their order. */
  List<Event> looks() {
    return execution.stream()
        .flatMap(each -> each.events().stream())
        .filter(event -> event.is("TaskStateExited", "CheckServers"))
        .toList();
  }

  /** When its instances were asked to leave; empty when they were not. */
  Optional<Instant> asked() {
    return execution.stream()
        .flatMap(each -> each.events().stream())
        .filter(event -> event.is("TaskStateExited", "Replace"))
        .filter(event -> event.data().path("status").asText().equals("CHECK"))
        .map(Event::at)
        .findFirst();
  }
}
