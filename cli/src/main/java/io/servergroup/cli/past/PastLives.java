package io.servergroup.cli.past;

import io.servergroup.cli.story.Life;
import io.servergroup.cli.story.Sign;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Tells the lives of instances, from what groups did and from what the rollout saw. */
final class PastLives {
  private static final String NAMELESS = "an instance that nobody remembers";

  private final Past past;
  private final PlannedRollout plan;
  private final Owners owners;
  private final Versions versions;
  private final Duration shown;
  private final Map<String, Seen> instances = new LinkedHashMap<>();

  /** The servers that the rollout waits for before it goes on. */
  private final Set<Integer> awaited = new TreeSet<>();

  /** What is known of an instance. */
  private static final class Seen {
    private final String name;
    private final int server;
    private final boolean before;
    private final Duration born;
    private final List<Sign> signs = new ArrayList<>();

    Seen(String name, int server, boolean before, Duration born) {
      this.name = name;
      this.server = server;
      this.before = before;
      this.born = born;
      sign(born, before ? Sign.Kind.FOUND : Sign.Kind.LAUNCHED);
    }

    void sign(Duration at, Sign.Kind kind) {
      signs.add(new Sign(at, kind));
    }
  }

  PastLives(Past past, PlannedRollout plan, List<Batch> batches, Owners owners, Duration shown) {
    this.past = past;
    this.plan = plan;
    this.owners = owners;
    this.versions = new Versions(past, plan, batches);
    this.shown = shown;
    born(batches);
    past.activities().forEach(this::went);
    batches.forEach(this::wentUnseen);
    batches.forEach(batch -> batch.looks().forEach(look -> looked(batch, look)));
    past.exits(States.NEXT_BATCH).forEach(this::considered);
  }

  /** Everybody's first sign. */
  private void born(List<Batch> batches) {
    past.activities().stream()
        .filter(Activity::launch)
        .forEach(activity -> add(activity.instance(), false, past.since(activity.start())));
    past.activities().forEach(activity -> add(activity.instance(), true, Duration.ZERO));
    for (Batch batch : batches) {
      for (LeavingServer server : batch.servers()) {
        add(server.instance(), true, Duration.ZERO);
      }
    }
    for (ServerNow now : past.servers()) {
      if (!now.instance().isEmpty()
          && now.server().isPresent()
          && of(now.server().getAsInt()).isEmpty()) {
        add(now.instance(), true, Duration.ZERO);
      }
    }
  }

  private void add(String instance, boolean before, Duration born) {
    OptionalInt server = owners.of(instance);
    if (server.isPresent()) {
      instances.computeIfAbsent(instance, name -> new Seen(name, server.getAsInt(), before, born));
    }
  }

  private List<Seen> of(int server) {
    return instances.values().stream().filter(seen -> seen.server == server).toList();
  }

  private void went(Activity activity) {
    Seen seen = instances.get(activity.instance());
    if (seen == null) {
      return;
    }
    if (!activity.launch()) {
      seen.sign(past.since(activity.start()), Sign.Kind.LEAVING);
    }
    activity.end().ifPresent(end -> seen.sign(past.since(end), after(activity)));
  }

  /** An instance whose launch failed goes as any other does, if the group tells of it. */
  private Sign.Kind after(Activity ended) {
    if (!ended.launch()) {
      return Sign.Kind.GONE;
    }
    if (ended.successful()) {
      return Sign.Kind.COMPLETE;
    }
    return past.activities().stream()
            .anyMatch(other -> !other.launch() && other.instance().equals(ended.instance()))
        ? Sign.Kind.LEAVING
        : Sign.Kind.GONE;
  }

  /** Where groups do not tell any more what they did, the rollout knows whom it asked to leave. */
  private void wentUnseen(Batch batch) {
    if (batch.asked().isEmpty()) {
      return;
    }
    Duration asked = past.since(batch.asked().get());
    for (LeavingServer server : batch.servers()) {
      Seen left = instances.get(server.instance());
      if (left == null || left.signs.stream().anyMatch(s -> s.kind() == Sign.Kind.LEAVING)) {
        continue;
      }
      left.sign(asked, Sign.Kind.LEAVING);
      batch.to().ifPresent(end -> left.sign(past.since(end), Sign.Kind.GONE));
      String name = NAMELESS + " (" + left.server + ", batch " + batch.number() + ")";
      instances.put(name, new Seen(NAMELESS, left.server, false, asked));
    }
  }

  private void looked(Batch batch, Event look) {
    if (!look.status().equals("AGAIN")) {
      Named named = Named.in(look.reason());
      owners.of(batch).forEach(server -> told(server, look.at(), named));
    }
  }

  /**
   * What the rollout says of the whole group when it considers the next batch: whom it waits for;
   * at its end, that all are healthy. When it goes on it waits for nobody any more.
   */
  private void considered(Event event) {
    Named named = Named.in(event.reason());
    String decision = event.decision();
    if (decision.equals("WAIT")) {
      named.servers().forEach(server -> told(server, event.at(), named));
      awaited.addAll(named.servers());
    } else if (decision.equals("DONE")) {
      Set<Integer> all = new TreeSet<>();
      instances.values().forEach(seen -> all.add(seen.server));
      all.forEach(server -> told(server, event.at(), Named.NOBODY));
    } else if (decision.equals("BATCH")) {
      event
          .data()
          .path("servers")
          .forEach(server -> LeavingServer.of(server).number().ifPresent(awaited::remove));
      awaited.forEach(server -> told(server, event.at(), Named.NOBODY));
      awaited.clear();
    }
  }

  private void told(int server, Instant at, Named unfit) {
    Duration time = past.since(at);
    if (unfit.names(server)) {
      current(server, time).ifPresent(seen -> seen.sign(time, Sign.Kind.UNHEALTHY));
    } else if (unfit.complete()) {
      current(server, time).ifPresent(seen -> seen.sign(time, Sign.Kind.HEALTHY));
    }
  }

  /** The instance that a server had at a time: the last one that was launched before. */
  private Optional<Seen> current(int server, Duration at) {
    return of(server).stream()
        .filter(seen -> seen.born.compareTo(at) <= 0)
        .max(Comparator.comparing(seen -> seen.born));
  }

  /** The lives of a server's instances, ordered by when they began. */
  List<Life> lives(int server) {
    return of(server).stream()
        .sorted(Comparator.comparing(seen -> seen.born))
        .flatMap(seen -> life(seen).stream())
        .toList();
  }

  private Optional<Life> life(Seen seen) {
    Life.Kind kind = kind(seen);
    return Life.of(
        seen.name,
        versions.of(seen.name, kind),
        kind,
        seen.signs.stream()
            .filter(sign -> sign.at().compareTo(shown) <= 0)
            .sorted(Comparator.comparing(Sign::at).thenComparing(Sign::kind))
            .toList(),
        shown);
  }

  private Life.Kind kind(Seen seen) {
    if (seen.before) {
      return Life.Kind.BEFORE;
    }
    boolean back =
        plan.turnedBack().filter(at -> seen.born.compareTo(past.since(at)) >= 0).isPresent();
    return back ? Life.Kind.OTHER : Life.Kind.TARGET;
  }
}
