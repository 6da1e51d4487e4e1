package io.servergroup.cli.rehearsed;

import io.servergroup.cli.story.BatchStory;
import io.servergroup.cli.story.Capacity.Level;
import io.servergroup.cli.story.Decision;
import io.servergroup.cli.story.Mark;
import io.servergroup.cli.story.Sign;
import io.servergroup.simulator.kernel.TraceEntry;
import io.servergroup.simulator.rehearsal.RehearsalObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** Remembers of a rehearsal what its story needs. */
public final class StoryRecorder implements RehearsalObserver {
  private final SequencedMap<String, InstanceRecord> instances = new LinkedHashMap<>();
  private final Map<Integer, ServerState> states = new LinkedHashMap<>();
  private final List<Level> levels = new ArrayList<>();
  private final List<BatchStory> batches = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private final List<Decision> decisions = new ArrayList<>();
  private final TraceMarks traceMarks = new TraceMarks();
  private Optional<Duration> ended = Optional.empty();
  private Duration last = Duration.ZERO;

  /** What is remembered of one instance. */
  static final class InstanceRecord {
    final List<Sign> signs = new ArrayList<>();
    OptionalInt server = OptionalInt.empty();
    String version = "";
    boolean atTarget;
  }

  @Override
  public void happened(Duration since, OptionalInt server, TraceEntry entry) {
    last = since;
    TraceSigns.version(entry).ifPresent(version -> record(entry.subject()).version = version);
    TraceSigns.of(entry)
        .ifPresent(
            told -> {
              InstanceRecord instance = record(told.instance());
              instance.signs.add(new Sign(since, told.kind()));
              if (server.isPresent()) {
                instance.server = server;
              }
            });
    traceMarks.of(since, server, entry).ifPresent(marks::add);
  }

  @Override
  public void batchBegan(Duration since, int batch, List<Integer> servers) {
    batches.add(new BatchStory(batch, servers, since, Optional.empty(), BatchStory.Result.RUNNING));
  }

  @Override
  public void batchEnded(Duration since, int batch, String status) {
    for (int i = 0; i < batches.size(); i++) {
      BatchStory begun = batches.get(i);
      if (begun.number() == batch && begun.to().isEmpty()) {
        batches.set(
            i,
            new BatchStory(
                batch,
                begun.servers(),
                begun.from(),
                Optional.of(since),
                BatchStory.Result.of(status)));
      }
    }
  }

  @Override
  public void decided(Duration since, String decision, Map<String, ?> fields) {
    decisions.add(Decisions.of(since, decision, fields));
  }

  @Override
  public void rolloutEnded(Duration since) {
    ended = Optional.of(since);
  }

  @Override
  public void progressed(Duration since, Supplier<Progress> picture) {
    Progress now = picture.get();
    if (levels.isEmpty() || levels.getLast().healthy() != now.healthy()) {
      levels.add(new Level(since, now.healthy()));
    }
    now.servers().forEach(server -> saw(since, server));
  }

  private void saw(Duration since, ServerState now) {
    ServerState before = states.put(now.server(), now);
    if (now.instance().isEmpty() || now.equals(before)) {
      return;
    }
    boolean known = instances.containsKey(now.instance());
    InstanceRecord instance = record(now.instance());
    instance.server = OptionalInt.of(now.server());
    instance.atTarget |= now.current();
    if (!known) {
      instance.signs.add(new Sign(since, Sign.Kind.FOUND));
    }
    instance.signs.add(new Sign(since, now.healthy() ? Sign.Kind.HEALTHY : Sign.Kind.UNHEALTHY));
  }

  private InstanceRecord record(String instance) {
    return instances.computeIfAbsent(instance, _ -> new InstanceRecord());
  }

  SequencedMap<String, InstanceRecord> instances() {
    return instances;
  }

  List<Level> levels() {
    return levels;
  }

  List<BatchStory> batches() {
    return batches;
  }

  List<Mark> marks() {
    return marks;
  }

  List<Decision> decisions() {
    return decisions;
  }

  /** When the last rollout ended. */
  Duration ended() {
    return ended.orElse(last);
  }
}
