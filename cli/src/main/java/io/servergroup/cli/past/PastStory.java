package io.servergroup.cli.past;

import com.fasterxml.jackson.databind.JsonNode;
import io.servergroup.cli.story.BatchStory;
import io.servergroup.cli.story.Capacity;
import io.servergroup.cli.story.Ending;
import io.servergroup.cli.story.Figure;
import io.servergroup.cli.story.Life;
import io.servergroup.cli.story.Origin;
import io.servergroup.cli.story.RolloutStory;
import io.servergroup.cli.story.ServerStory;
import io.servergroup.cli.story.Tally;
import io.servergroup.cli.view.Amounts;
import io.servergroup.rollout.Listing;
import io.servergroup.rollout.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tells the story of a rollout from what AWS remembers of it. */
public final class PastStory {
  /** Of standard workflows in us-east-1. */
  private static final double DOLLARS_PER_TRANSITION = 0.025 / 1_000;

  private final Past past;
  private final PlannedRollout plan;
  private final List<Batch> batches;
  private final Owners owners;
  private final Duration lasted;

  private PastStory(Past past) {
    this.past = past;
    this.plan = PlannedRollout.of(past);
    this.batches = Batch.of(past);
    this.owners = new Owners(past, batches);
    this.lasted = past.since(past.ended());
  }

  /** The whole story, until the rollout ended or until now. */
  public static RolloutStory of(Past past) {
    return new PastStory(past).tell();
  }

  private RolloutStory tell() {
    List<ServerStory> servers = servers();
    return new RolloutStory(
        past.serverGroup(),
        new Origin.Account(past.last().arn(), past.began()),
        ending(),
        lasted,
        lasted,
        servers,
        capacity(servers),
        batches.stream().map(this::batch).toList(),
        PastMarks.of(past, owners, lasted),
        PastDecisions.of(past, batches, owners),
        figures(),
        List.of(functions()),
        List.of(),
        gaps(servers));
  }

  /** A rollout that never looked at the group with its lock knows nothing of how it was. */
  private boolean looked() {
    return past.exits(States.NEXT_BATCH).findAny().isPresent();
  }

  private Capacity capacity(List<ServerStory> servers) {
    return looked()
        ? PastCapacity.of(servers, plan.floor(), lasted)
        : new Capacity(servers.size(), plan.floor(), List.of());
  }

  private List<ServerStory> servers() {
    PastLives lives = new PastLives(past, plan, batches, owners, lasted);
    int size = plan.size().orElse(past.servers().size());
    return IntStream.range(0, size)
        .mapToObj(
            number -> {
              Optional<ServerNow> now =
                  past.servers().stream()
                      .filter(each -> each.server().equals(OptionalInt.of(number)))
                      .findFirst();
              return new ServerStory(
                  number,
                  now.map(ServerNow::zone).orElseGet(() -> zone(number)),
                  now.map(ServerNow::identity).orElse(""),
                  looked() ? lives.lives(number) : List.of(),
                  Optional.empty());
            })
        .toList();
  }

  private String zone(int number) {
    return batches.stream()
        .flatMap(batch -> batch.servers().stream())
        .filter(server -> server.number().equals(OptionalInt.of(number)))
        .map(LeavingServer::zone)
        .findFirst()
        .orElse("");
  }

  private BatchStory batch(Batch batch) {
    return new BatchStory(
        batch.number(),
        owners.of(batch),
        past.since(batch.from()),
        batch.to().map(past::since),
        batch.result());
  }

  private Ending ending() {
    Remembered last = past.last();
    return switch (last.status()) {
      case "SUCCEEDED" ->
          new Ending(
              last.successor().isPresent() ? Ending.Verdict.RUNNING : Ending.Verdict.SUCCEEDED,
              last.status(),
              last.output().path("reason").asText());
      case "RUNNING", "PENDING_REDRIVE" ->
          new Ending(Ending.Verdict.RUNNING, last.status(), saidLast());
      default ->
          new Ending(
              last.error().equals(Refusal.ERROR) ? Ending.Verdict.REFUSED : Ending.Verdict.FAILED,
              last.status(),
              Stream.of(last.error(), last.cause())
                  .filter(text -> !text.isEmpty())
                  .reduce((error, cause) -> error + ": " + cause)
                  .orElse(""));
    };
  }

  /** What the last function that was asked gave as its reason. */
  private String saidLast() {
    return past.executions()
        .flatMap(execution -> execution.events().stream())
        .filter(event -> event.exited() && !event.reason().isEmpty())
        .max(Comparator.comparing(Event::at))
        .map(Event::reason)
        .orElse("");
  }

  private List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    boolean runs = past.last().stop().isEmpty();
    figures.add(
        new Figure("Ran", Amounts.minutes(lasted) + " min", runs ? "so far: it goes on" : ""));
    if (past.rollout().size() > 1) {
      figures.add(
          new Figure(
              "Handed over",
              Amounts.count(past.rollout().size() - 1L, "time"),
              "from one execution to the next"));
    }
    long transitions = past.executions().mapToLong(PastStory::transitions).sum();
    figures.add(
        new Figure(
            "Transitions",
            Amounts.count(transitions),
            "$%.4f at the price of us-east-1; retries not counted"
                .formatted(transitions * DOLLARS_PER_TRANSITION)));
    figures.add(
        new Figure(
            "History events",
            Amounts.count(past.rollout().stream().mapToInt(each -> each.events().size()).sum()),
            "of the rollout; AWS allows 25,000 for an execution"));
    return figures;
  }

  private static long transitions(Remembered execution) {
    return execution.events().stream()
        .filter(event -> event.type().endsWith("StateEntered"))
        .count();
  }

  private Tally functions() {
    TreeMap<String, Integer> counts = new TreeMap<>();
    past.executions()
        .flatMap(execution -> execution.events().stream())
        .filter(event -> event.type().equals("TaskScheduled") && event.name().startsWith("lambda:"))
        .forEach(event -> counts.merge(function(event.data()), 1, Integer::sum));
    return Tally.of("Functions invoked by state machines", "Function", counts);
  }

  private static String function(JsonNode parameters) {
    String arn = parameters.path("FunctionName").asText("unknown");
    return arn.replaceFirst(".*:function:", "").replaceFirst(":.*", "");
  }

  /** What no report of an account can know is no gap of this one. */
  private List<String> gaps(List<ServerStory> servers) {
    List<String> gaps = new ArrayList<>(past.gaps());
    if (past.executions().anyMatch(PastStory::hidesData)) {
      gaps.add(
          "Histories do not show inputs and outputs: batches, servers and reasons are missing. Whoever reads them needs kms:Decrypt for the key of the state machines.");
    }
    List<String> unknown =
        servers.stream()
            .flatMap(server -> server.lives().stream())
            .filter(life -> life.version().isEmpty())
            .map(Life::instance)
            .distinct()
            .toList();
    if (!unknown.isEmpty()) {
      gaps.add(
          "Which version of their launch template instances were launched from is told by those that are there, and by the batches that ended them; it is not known of %s."
              .formatted(Listing.of(unknown)));
    }
    return gaps;
  }

  private static boolean hidesData(Remembered execution) {
    return execution.events().stream()
        .anyMatch(event -> event.exited() && event.data().isMissingNode());
  }
}
